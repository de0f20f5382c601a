import type { OwnFrame } from './failure.ts'
import { evidenceAt, isTelling, readLines, type Evidence, type LogLine, type LogTail } from './log-lines.ts'
import { ownership, shownPath } from './own-files.ts'
import { shortType, tracebacksIn, type Raised, type Traceback } from './traceback.ts'

/** The exception that ended a job, and where it says so. */
export type DecidingException = Readonly<{
  raised: Raised
  /** The chain that it ends, first cause first. */
  chain: readonly Raised[]
  /** Of several processes, the one that raised it; undefined where there is only one. */
  process: string | undefined
  /** Undefined for what the service quotes. */
  file: string | undefined
  lines: readonly LogLine[]
}>

/** More telling lines than these after an exception, and somebody has caught it: the job went on. */
const mostLinesAfter = 25

/**
 * The exception that most probably ended the job: the last of a log that goes on with next to nothing after it. Of
 * several processes it is the first one that another one's end does not explain.
 *
 * @param firstProcess the process that the launcher says has failed first
 */
export function decidingException(tails: readonly LogTail[], firstProcess?: string): DecidingException | undefined {
  const scripts = tails.filter(({ role }) => role === 'script')
  const areSeveral = scripts.filter(({ file }) => file !== undefined).length > 1
  const found = scripts.flatMap((tail) => lastExceptions(tail, areSeveral))
  const causes = found.filter(({ raised }) => !isConsequence(raised))
  const isFirst = ({ process }: DecidingException) => firstProcess !== undefined && process === firstProcess
  return causes.find(isFirst) ?? causes[0] ?? found[0] ?? namedException(scripts)
}

/** Of each process that prints to a file, the exception it ended with. */
function lastExceptions({ file, lines }: LogTail, areSeveral: boolean): DecidingException[] {
  const byProcess = Map.groupBy(tracebacksAtEnd(lines), ({ process }) => process)
  return [...byProcess.values()]
    .flatMap((all) => all.findLast((traceback) => !isConsequence(lastOf(traceback))) ?? all.at(-1) ?? [])
    .toSorted((a, b) => a.to - b.to)
    .map((traceback) => {
      const process = traceback.process || (areSeveral ? processOfFile(file ?? '') : undefined)
      return { raised: lastOf(traceback), chain: traceback.chain, process: process || undefined, file, lines }
    })
}

/** `0` of `user_logs/std_log_process_00.txt`. */
const processOfFile = (file: string): string | undefined => /std_log_process_0*(\d+)/.exec(file)?.[1]

/** Tracebacks after which next to nothing is told, those between them and the end not counted. */
function tracebacksAtEnd(lines: readonly LogLine[]): Traceback[] {
  const all = tracebacksIn(lines)
  const isInside = (index: number) => all.some(({ from, to }) => from <= index && index <= to)
  const telling = readLines(lines).filter(({ text, index }) => isTelling(text) && !isInside(index))
  return all.filter(({ to }) => telling.filter(({ index }) => index > to).length <= mostLinesAfter)
}

const lastOf = ({ chain }: Traceback): Raised => chain.at(-1) ?? chain[0]

/** Exceptions that only pass on that another process has ended. */
export const isConsequence = (raised: Raised): boolean =>
  /^(?:ChildFailedError|CalledProcessError|ProcessRaisedException|ProcessExitedException|DistBackendError|DistNetworkError|ConnectionResetError|BrokenPipeError|EOFError|KeyboardInterrupt|SystemExit|SignalException)$/.test(
    shortType(raised),
  ) || /\bNCCL\b|connection (?:reset|closed) by peer|exited unexpectedly/i.test(raised.message)

/** `ModuleNotFoundError: No module named 'pandas'` alone, as the service quotes it without its traceback. */
function namedException(scripts: readonly LogTail[]): DecidingException | undefined {
  const lines = scripts.find(({ file }) => file === undefined)?.lines ?? []
  for (const [at, { text }] of lines.entries()) {
    const [, type, message = ''] = /^([A-Za-z_][\w.]*(?:Error|Exception|Interrupt)):\s?(.*)$/.exec(text) ?? []
    if (type === undefined) continue
    const raised: Raised = { type, message, frames: [], at }
    return { raised, chain: [raised], process: undefined, file: undefined, lines }
  }
  return undefined
}

/** The last call in the user's own files of the exception, or of one that led to it. */
export function ownFrameOf({ chain, file: log, lines }: DecidingException): OwnFrame | undefined {
  for (const { frames } of nearestFirst(chain)) {
    const surest = Math.max(0, ...frames.map(({ file }) => ownership(file)))
    const frame = surest > 0 ? frames.findLast(({ file }) => ownership(file) === surest) : undefined
    const line = frame && lines[frame.at]
    if (!frame || !line) continue
    const { file, function: name, source } = frame
    return { file: shownPath(file), line: frame.line, function: name, source, at: evidenceAt({ file: log }, line) }
  }
  return undefined
}

/** The last exception first, but for one that only brings another process's to this one: there it was really raised. */
function nearestFirst(chain: readonly Raised[]): Raised[] {
  const last = chain.at(-1)
  const before = chain.at(-2)
  const isBrought =
    last?.link === 'cause' && before && shortType(before) === shortType(last) && before.message === last.message
  return isBrought ? [before, last, ...chain.slice(0, -2).toReversed()] : chain.toReversed()
}

/** The line that names the exception. */
export function evidenceOf({ raised, file, lines }: DecidingException): Evidence[] {
  const line = lines[raised.at]
  return line ? [evidenceAt({ file }, line)] : []
}
