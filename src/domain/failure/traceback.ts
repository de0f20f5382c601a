import { isProgress, readLines, type LogLine, type ReadLine } from './log-lines.ts'

/** One call of a Python traceback. */
export type Frame = Readonly<{
  file: string
  line: number
  /** Undefined where Python names none, as for a syntax error. */
  function: string | undefined
  source: string | undefined
  /** Index of the line that names it. */
  at: number
}>

/** One exception of a traceback, the call that raised it last. */
export type Raised = Readonly<{
  /** As Python prints it, with its module unless that is `builtins`. */
  type: string
  message: string
  frames: readonly Frame[]
  /** Index of the line that names it. */
  at: number
  /** How it came of the exception before it in the chain. */
  link?: 'cause' | 'context' | undefined
}>

/** What Python prints for an exception nobody caught, or that somebody logged: the whole chain, in order. */
export type Traceback = Readonly<{
  /** Which of several processes in one file, in the launcher's numbering; empty for the only one. */
  process: string
  chain: readonly [Raised, ...Raised[]]
  /** Indices of its first and its last line. */
  from: number
  to: number
}>

const header = /^(.*?)Traceback \(most recent call last\):\s*$/
const fileLine = /^\s*File "(.+?)", line (\d+)(?:, in (.+?))?\s*$/
const links = {
  cause: 'The above exception was the direct cause of the following exception:',
  context: 'During handling of the above exception, another exception occurred:',
}
/** Names that exceptions have by custom; any other identifier may just be the begin of a log line. */
const usualException =
  /^([A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Warning|Failure|Timeout|Iteration|Group|Fault))(?::\s?(.*))?$/
const anyException = /^((?:[a-z_]\w*\.)*[A-Z]\w*)(?::\s(.*))?$/
const noTraceback = /^(SyntaxError|IndentationError|TabError):\s?(.*)$/

/** Lines of others that may stand within one traceback. */
const mostStrangers = 20

/**
 * Finds Python tracebacks among the lines of a log, though bars, other processes and prefixes stand between and before
 * their lines.
 * @returns in the order in which they end
 */
export function tracebacksIn(lines: readonly LogLine[]): Traceback[] {
  const byProcess = Map.groupBy(readLines(lines), ({ process }) => process)
  return [...byProcess].flatMap(([process, own]) => readTracebacks(process, own)).toSorted((a, b) => a.to - b.to)
}

function readTracebacks(process: string, lines: readonly ReadLine[]): Traceback[] {
  const found: Traceback[] = []
  for (let at = 0; at < lines.length;) {
    const first = readRaised(lines, at)
    if (!first) {
      at += 1
      continue
    }
    const from = lines[at]?.index ?? 0
    const chain: [Raised, ...Raised[]] = [first.raised]
    at = first.next
    for (let next; (next = readLinked(lines, at)); at = next.next) chain.push(next.raised)
    found.push({ process, chain, from, to: chain.at(-1)?.at ?? from })
  }
  return found
}

type Read = { raised: Raised; next: number }

/** The exception that the one that ended before `at` led to. Messages of several lines may stand before the link. */
function readLinked(lines: readonly ReadLine[], at: number): Read | undefined {
  for (let index = at; index < Math.min(lines.length, at + 60); index += 1) {
    const text = lines[index]?.text.trim() ?? ''
    if (header.test(text)) return undefined
    const link = text === links.cause ? 'cause' : text === links.context ? 'context' : undefined
    if (!link) continue
    const start = lines.findIndex((line, other) => other > index && line.text.trim() !== '')
    const read = start === -1 ? undefined : readRaised(lines, start)
    return read && { ...read, raised: { ...read.raised, link } }
  }
  return undefined
}

function readRaised(lines: readonly ReadLine[], at: number): Read | undefined {
  const start = header.exec(lines[at]?.text ?? '')
  if (start) return readBody(lines, at + 1, (start[1] ?? '').trim() === '' ? (start[1] ?? '').length : 0)
  // A script that does not compile has no traceback: its file, its line and the error stand alone.
  if (!fileLine.test(lines[at]?.text ?? '')) return undefined
  const isBare = lines.slice(at + 1, at + 5).some(({ text }) => noTraceback.test(text))
  return isBare ? readBody(lines, at, 0) : undefined
}

function readBody(lines: readonly ReadLine[], at: number, indent: number): Read | undefined {
  const frames: Frame[] = []
  let strangers = 0
  for (let index = at; index < lines.length; index += 1) {
    const line = lines[index]
    if (!line || strangers > mostStrangers || header.test(line.text)) return undefined
    const text = line.text.slice(0, indent).trim() === '' ? line.text.slice(indent) : line.text
    const place = fileLine.exec(text)
    const frame = frames.at(-1)
    if (place) {
      const [, file = '', number = '', name] = place
      frames.push({ file, line: Number(number), function: name, source: undefined, at: line.index })
    } else if (/^\s+\S/.test(text)) {
      const isSource = frame && frame.source === undefined && !/^[\s~^]+$/.test(text) && !isProgress(text)
      if (isSource) frames.splice(-1, 1, { ...frame, source: text.trim() })
    } else {
      const named = usualException.exec(text) ?? (hasUsual(lines, index) ? null : anyException.exec(text))
      if (named) return { raised: raisedAt(lines, index, named, frames), next: index + 1 }
      strangers += 1
    }
  }
  return undefined
}

/** Whether a name that is surely an exception's follows soon, so that this line need not be taken for one. */
const hasUsual = (lines: readonly ReadLine[], index: number) =>
  lines.slice(index + 1, index + 6).some(({ text }) => usualException.test(text))

function raisedAt(lines: readonly ReadLine[], index: number, named: RegExpExecArray, frames: Frame[]): Raised {
  const [, type = '', message = ''] = named
  // Some messages begin on a line of their own.
  const below = message === '' ? lines[index + 1]?.text : undefined
  const isMessage = below !== undefined && !/^\s*$|^[=-]{5,}/.test(below) && !header.test(below)
  return { type, message: isMessage ? below.trim() : message, frames, at: lines[index]?.index ?? 0 }
}

/** `subprocess.CalledProcessError` is known as `CalledProcessError`. */
export const shortType = ({ type }: Pick<Raised, 'type'>): string => type.slice(type.lastIndexOf('.') + 1)
