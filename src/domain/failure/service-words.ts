import type { ServiceError } from './failure.ts'

/** Codes and messages of an error, outermost first, each once. */
export function wordsOf(error: ServiceError | null | undefined): { codes: string[]; messages: string[] } {
  const all = error ? nested(error) : []
  return {
    codes: [...new Set(all.flatMap(({ code }) => (code ? [code] : [])))],
    messages: [...new Set(all.flatMap(({ message }) => (message ? [message] : [])))],
  }
}

const nested = (error: ServiceError): ServiceError[] => [
  error,
  ...[...(error.details ?? []), ...(error.innerError ? [error.innerError] : [])].flatMap(nested),
]

/** As in “… exited with status code 1. Please check log file 'user_logs/std_log.txt' for error details. Error: …”. */
const quotePattern =
  /^([\s\S]*?(?:exited with status code -?\d+\.?(?:\s*Please check log file \S+ for error details\.?)?|User program failed with)\s*(?:Error:\s)?)([\s\S]*)$/i

/**
 * A message of the service in two: its own words, and what it quotes of the job's output. What a job prints must not
 * pass for the service's judgement.
 */
export function splitQuote(message: string): { own: string; quoted: string } {
  const [, own, quoted] = quotePattern.exec(message) ?? []
  return own !== undefined && quoted !== undefined ? { own, quoted } : { own: message, quoted: '' }
}

const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
}

/** How a command ended: a shell reports the death by a signal as 128 + its number, Python as the negative of it. */
export type Ending = Readonly<{ code?: number; signal?: string }>

const codePatterns = [
  /\b(?:exit(?:ed)?|failed|ended|terminated|returned)\s+with\s+(?:a\s+)?(?:non-zero\s+)?(?:exit|status|return)?\s*(?:code|status)(?:\s+code)?[\s:]*[`'"(]?(-?\d+)/i,
  /\bexit(?:ed)?[ _]?(?:code|status)\s*[:=]?\s*[`'"(]?(-?\d+)/i,
]

/** How a command ended, by one text that says so; undefined where it does not. */
export function endingIn(text: string): Ending | undefined {
  const signal = /\bSIG(?:HUP|INT|ILL|ABRT|BUS|FPE|KILL|SEGV|TERM)\b/.exec(text)?.[0]
  if (signal) return { signal }
  const code = codePatterns.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined)
  return code === undefined ? undefined : endingOf(Number(code))
}

function endingOf(code: number): Ending {
  const signal = signals[code < 0 ? -code : code - 128]
  return signal ? { code, signal } : { code }
}
