import { causeOfMissingModule, diskFull, sharedMemory, sharedMemoryPattern, type Cause } from './exception-rules.ts'
import { evidenceAt, isTelling, readLines, type Evidence, type LogTail } from './log-lines.ts'
import type { Ending } from './service-words.ts'

/** What it means that a signal ended a command. SIGKILL has no better proof than that nothing else sends it. */
const causeBySignal: Readonly<Record<string, Cause>> = {
  SIGKILL: {
    kind: 'out-of-memory',
    title: 'Killed, most probably for want of memory',
    what: 'The process was ended by SIGKILL, which is what the system does to a process when the node has no memory left.',
    advice: 'Load less at once, or choose a node with more memory.',
    changes: [{ kind: 'more-memory' }],
  },
  SIGSEGV: {
    kind: 'your-code',
    title: 'A native library crashed',
    what: 'The process touched memory that is not its own (SIGSEGV): a fault of a compiled package, not of Python code.',
    advice:
      'Run it with PYTHONFAULTHANDLER=1 to see the call, and check that the versions of compiled packages fit each other.',
  },
  SIGABRT: {
    kind: 'your-code',
    title: 'The process gave up',
    what: 'The process ended itself (SIGABRT), as compiled code does where it cannot go on.',
    advice: 'The last lines of the log name the check that failed. PYTHONFAULTHANDLER=1 shows the call.',
  },
  SIGBUS: sharedMemory,
  SIGTERM: {
    kind: 'unknown',
    title: 'The process was asked to end',
    what: 'The process was ended by SIGTERM, and nothing says who sent it.',
    advice: 'A launcher sends it to the other processes when one fails; the service when a node goes away.',
  },
  SIGINT: {
    kind: 'unknown',
    title: 'The process was interrupted',
    what: 'The process was ended by SIGINT, and nothing says who sent it.',
  },
  SIGFPE: {
    kind: 'your-code',
    title: 'A native library crashed',
    what: 'Compiled code divided by zero or overflowed (SIGFPE).',
  },
  SIGILL: {
    kind: 'dependency',
    title: 'A package does not run on this processor',
    what: 'Compiled code has instructions that the node’s processor lacks (SIGILL).',
    advice: 'Install a build of the package for older processors, or choose another VM family.',
  },
}

export const causeOfSignal = (signal: string): Cause | undefined =>
  Object.hasOwn(causeBySignal, signal) ? causeBySignal[signal] : undefined

/** A cause, and the line that shows it. */
export type ShownCause = Readonly<{ cause: Cause; evidence: Evidence[] }>

type LastWord = Readonly<{
  words: RegExp
  /** With another exit code the line decides nothing. */
  codes?: readonly number[]
  cause: Cause | ((match: RegExpExecArray) => Cause)
}>

/** What shells and programs say last when they cannot go on, where no exception tells more. */
const lastWords: readonly LastWord[] = [
  {
    words: /^(?:[\w./-]*?([\w.-]+)): error: (.+)$/,
    codes: [2],
    cause: ([, program = 'The script', problem = '']) => ({
      kind: 'your-code',
      title: 'The arguments do not fit the script',
      what: `${program} refused its arguments: ${problem.replace(/\.?$/, '.')}`,
      advice: 'Compare the job’s command with the usage that the script prints.',
    }),
  },
  {
    words: /can't open file '([^']+)': \[Errno 2\]/,
    codes: [2],
    cause: ([, file = '']) => ({
      kind: 'your-code',
      title: 'The script is not in the code',
      what: `The command runs ${file.replace(/^.*\//, '')}, which the code of the job does not have there.`,
      advice: 'Check the path in the command against the job’s code folder; .amlignore may leave files out.',
    }),
  },
  {
    words: /No module named '?([\w.]+)'?\)?$/,
    codes: [1],
    cause: ([, module = '']) => causeOfMissingModule(module),
  },
  {
    words: /(?:^|: )(?:line \d+: )?([\w./+-]+): (?:command )?not found$/,
    codes: [127],
    cause: ([, program = '']) => ({
      kind: 'dependency',
      title: `There is no ${program}`,
      what: `The command calls ${program}, which the image of the environment does not have.`,
      advice: 'Choose an image that has it, or install it in a Dockerfile or by the conda file.',
    }),
  },
  {
    words: /: ([\w./+-]+): Permission denied$/,
    codes: [126],
    cause: ([, program = '']) => ({
      kind: 'your-code',
      title: `${program} may not be run`,
      what: `${program} is there, but is not marked as a program.`,
      advice: `Uploads do not keep that mark: call it by its interpreter, as in “bash ${program}”.`,
    }),
  },
  { words: /No space left on device/, cause: diskFull },
  { words: sharedMemoryPattern, cause: sharedMemory },
  { words: /\bKilled\b(?:\s+\S.*)?$/, codes: [137], cause: causeBySignal['SIGKILL'] ?? diskFull },
]

const fewLastLines = 15

/** What the last lines of the user's logs say, in the order of the table. */
export function causeByLastWords(tails: readonly LogTail[], ending: Ending | undefined): ShownCause | undefined {
  for (const { words, codes, cause } of lastWords) {
    if (codes && ending?.code !== undefined && !codes.includes(ending.code)) continue
    for (const tail of tails) {
      const line = lastTelling(tail, fewLastLines).findLast(({ text }) => words.test(text))
      const match = line && words.exec(line.text)
      if (match)
        return { cause: typeof cause === 'function' ? cause(match) : cause, evidence: [evidenceAt(tail, line)] }
    }
  }
  return undefined
}

/** The last lines that tell something, as the log has them. */
export const lastTelling = ({ lines }: LogTail, count: number) =>
  readLines(lines)
    .filter(({ text }) => isTelling(text))
    .slice(-count)

/** A command that ended with an exit code of its own and told no reason that we know. */
export function causeOfCode(code: number): Cause {
  return {
    kind: 'your-code',
    title: `The command ended with exit code ${code}`,
    what: `The command ended with exit code ${code}; only 0 counts as success.`,
    advice: 'The last lines of its log are all there is to say why.',
  }
}
