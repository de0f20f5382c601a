import { causeOfBuild } from './build-rules.ts'
import { decidingException, evidenceOf, ownFrameOf, type DecidingException } from './deciding-exception.ts'
import { causeByLastWords, causeOfCode, causeOfSignal, lastTelling } from './ending-rules.ts'
import { causeOfException, type Cause } from './exception-rules.ts'
import type { Failure, FailureFacts } from './failure.ts'
import { firstFailure, type FirstFailure } from './launcher-words.ts'
import { evidenceAt, type Evidence, type LogTail } from './log-lines.ts'
import { causeByService, timedOut } from './service-rules.ts'
import { endingIn, splitQuote, wordsOf, type Ending } from './service-words.ts'

/**
 * Why a job did not complete. What is surer goes first: the job's own state, what the service says of the cause, how
 * the command ended, and only then what stands in the logs, where any word may have been printed for any reason.
 */
export function explainFailure(facts: FailureFacts): Failure {
  if (facts.status === 'Canceled') return failureOf(cancelled(facts), reasonOf(facts))
  if (facts.status === 'NotResponding') return failureOf(silent, lastLinesOf(facts))
  const { messages } = wordsOf(facts.error)

  const service = causeByService(facts)
  if (service) {
    const build = service.cause.kind === 'image-build' ? causeOfBuild(facts.logs) : undefined
    return build ? failureOf(build.cause, build.evidence) : failureOf(service.cause, [{ text: service.text }])
  }

  const first = firstFailure(facts.logs, messages)
  const ending = first?.ending ?? endingOf(messages)
  const scripts = scriptsOf(facts, first)
  const exception = decidingException(scripts, first?.process)
  const killed = ending?.signal === undefined ? undefined : causeOfSignal(ending.signal)
  if (killed) return ofKilled(killed, facts, { first, exception, scripts })
  if (exception && couldBeException(ending)) return ofException(exception, facts)

  const words = causeByLastWords(scripts, ending)
  if (words) return failureOf(words.cause, words.evidence)
  const hasStarted = facts.logs.some(({ role, lines }) => role === 'script' && lines.length > 0)
  const build = hasStarted ? undefined : causeOfBuild(facts.logs)
  if (build) return failureOf(build.cause, build.evidence)
  if (ending?.code !== undefined && !isServiceFault(facts))
    return failureOf(causeOfCode(ending.code), lastLinesOf(facts))
  return rest(facts)
}

/** Python ends with 1 for an exception that nobody caught; other codes are somebody's choice. */
const couldBeException = (ending: Ending | undefined) =>
  ending?.code === undefined || ending.code === 1 || ending.code === 255

const endingOf = (messages: readonly string[]): Ending | undefined =>
  messages.map((message) => endingIn(splitQuote(message).own)).find((ending) => ending !== undefined)

function failureOf({ changes = [], ...cause }: Cause, evidence: readonly Evidence[]): Failure {
  // What is a sentence already need not stand below itself.
  const further = evidence.filter(({ text, file }) => file !== undefined || plain(text) !== plain(cause.what))
  return { ...cause, changes, evidence: further }
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

function ofException(exception: DecidingException, facts: FailureFacts): Failure {
  const { process, chain } = exception
  const { cause, by } = causeOfException(exception, facts)
  // Whoever raised it anew only passed it on; where no call of the user's is in it, where they did.
  const told = { ...exception, raised: by, chain: chain.slice(0, chain.indexOf(by) + 1) }
  const frame = ownFrameOf(told) ?? ownFrameOf(exception)
  return {
    ...failureOf(cause, evidenceOf(told)),
    ...(process !== undefined && { what: `In process ${process}: ${cause.what}` }),
    frame,
  }
}

/** A signal decides over whatever was printed before it, but an exception may say why it came. */
function ofKilled(
  killed: Cause,
  facts: FailureFacts,
  {
    first,
    exception,
    scripts,
  }: { first: FirstFailure | undefined; exception: DecidingException | undefined; scripts: readonly LogTail[] },
): Failure {
  const told = exception && causeOfException(exception, facts).cause
  if (exception && told?.kind === killed.kind) return ofException(exception, facts)
  const words = causeByLastWords(scripts, undefined)
  const isSame = words?.cause.kind === killed.kind
  const evidence = [...(first?.evidence ?? quotesOf(facts)), ...(isSame && words ? words.evidence : [])]
  const cause = isSame && words ? words.cause : killed
  const what = first ? `Process ${first.process} failed first. ${cause.what}` : cause.what
  return failureOf({ ...cause, what }, evidence)
}

/** The logs of the user's processes, that of the one which failed first before the others, and what the service quotes. */
function scriptsOf({ logs, error }: FailureFacts, first: FirstFailure | undefined): LogTail[] {
  const scripts = logs.filter(({ role }) => role === 'script')
  const isFirst = (file: string) =>
    first !== undefined && Number(/std_log_process_(\d+)/.exec(file)?.[1]) === Number(first.process)
  const quotes = wordsOf(error).messages.map((message) => splitQuote(message).quoted)
  return [
    ...scripts.toSorted((a, b) => Number(isFirst(b.file ?? '')) - Number(isFirst(a.file ?? ''))),
    ...quotes.filter(Boolean).map((text): LogTail => ({ file: undefined, role: 'script', lines: linesOf(text) })),
  ]
}

const linesOf = (text: string) => text.split('\n').map((line) => ({ text: line, offset: 0 }))

const quotesOf = ({ error }: FailureFacts): Evidence[] =>
  wordsOf(error)
    .messages.slice(0, 1)
    .map((text) => ({ text }))

const lastLinesShown = 6

/** What the job said last, for want of anything that decides. */
function lastLinesOf({ logs }: FailureFacts): Evidence[] {
  const tail = logs.find(({ role, lines }) => role === 'script' && lines.length > 0)
  return tail ? lastTelling(tail, lastLinesShown).map((line) => evidenceAt(tail, line)) : []
}

const silent: Cause = {
  kind: 'unknown',
  title: 'The job gives no sign of life',
  what: 'The service has not heard of the job for a while; it may come back.',
  advice:
    'A script that takes all memory or all processor time keeps the service’s own processes from reporting. Cancel the job if it stays so.',
  changes: [],
}

function cancelled(facts: FailureFacts): Cause {
  const { reason, by } = facts.cancelation ?? {}
  if (reason && /limits?\.(?:trial_)?timeout|ran longer than/i.test(reason)) return { ...timedOut(facts), what: reason }
  if (reason) {
    const isEarly = /^Early termination/i.test(reason)
    return {
      kind: 'cancelled',
      title: isEarly ? 'Ended early by the sweep’s policy' : 'Cancelled by the service',
      what: reason,
    }
  }
  const { timeoutSeconds, ranSeconds } = facts
  if (timeoutSeconds !== undefined && ranSeconds !== undefined && ranSeconds >= timeoutSeconds) return timedOut(facts)
  return {
    kind: 'cancelled',
    title: by ? `Cancelled, most probably by ${by}` : 'Cancelled',
    what: by
      ? `Run history names ${by} as who changed the job last; nothing else says who cancelled it.`
      : 'The service does not say by whom.',
  }
}

const reasonOf = ({ error, cancelation }: FailureFacts): Evidence[] =>
  cancelation?.reason ? [{ text: cancelation.reason }] : wordsOf(error).messages.map((text) => ({ text }))

/** Errors whose code says that the job has no part in them. */
const isServiceFault = ({ error }: FailureFacts): boolean =>
  wordsOf(error).codes.some((code) =>
    /^(?:ServiceError|InternalServerError|TransientError|RequestThrottled|AzureStorageError)$/.test(code),
  )

/** What no rule knows, told apart by whose fault the service says it is. */
function rest(facts: FailureFacts): Failure {
  const { messages } = wordsOf(facts.error)
  const quotes = quotesOf(facts)
  const lines = lastLinesOf(facts)
  if (isServiceFault(facts)) {
    const cause: Cause = {
      kind: 'service',
      title: 'Azure ML itself failed',
      what: 'The service reports an error of its own, which the job has no part in.',
      advice: 'Submit it again. If it fails alike, give the report below to support.',
    }
    return failureOf(cause, quotes)
  }
  const cause: Cause = {
    kind: 'unknown',
    title: 'The cause is not known',
    what: messages[0] ?? 'The service gives no reason.',
    advice: 'The log may say more.',
  }
  return failureOf(cause, lines)
}
