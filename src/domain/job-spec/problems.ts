import type { TextEdit } from '../../lib/text-edit.ts'

export type Severity = 'error' | 'warning'

/** Where something stands in a text, in UTF-16 units: `from` included, `to` excluded. */
export type Span = Readonly<{ from: number; to: number }>

/** A place in the document as the user sees it: YAML keys, and list positions as digits. */
export type Path = readonly string[]

/** A way out of a problem that the user can take by one key stroke, such as the key that was meant. */
export type Fix = Readonly<{ title: string; edits: readonly TextEdit[] }>

/** Something to tell about a text. Lines and columns count from 1, as editors show them. */
export type Problem = Span &
  Readonly<{ path: Path; message: string; severity: Severity; line: number; column: number; fix?: Fix }>

/** Bad YAML is a normal moment of typing: `partial` holds what could be read for all that. */
export type ParseResult<T> =
  | { ok: true; value: T; warnings: readonly Problem[] }
  | { ok: false; problems: readonly Problem[]; partial?: Partial<T> }

/** Collects problems while a document is read. */
export type ProblemLog = Readonly<{
  problems: readonly Problem[]
  error(span: Span, path: Path, message: string, fix?: Fix): void
  warning(span: Span, path: Path, message: string, fix?: Fix): void
}>

/** Nobody reads more, and a text that is not YAML at all could have one for each of its characters. */
const maxProblems = 200

export function createProblemLog(text: string): ProblemLog {
  const problems: Problem[] = []
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)

  function add(severity: Severity, span: Span, path: Path, message: string, fix?: Fix) {
    const isEnough = problems.length >= maxProblems
    if (isEnough && (severity === 'warning' || problems.some((problem) => problem.severity === 'error'))) return
    const line = lineStarts.findLastIndex((start) => start <= span.from)
    const start = lineStarts[line] ?? 0
    const lineEnd = (lineStarts[line + 1] ?? text.length + 1) - 1
    // A problem of a whole block is marked on its first line: a screen full of red hides what is wrong.
    const to = Math.min(span.to, Math.max(lineEnd, span.from))
    problems.push({
      path,
      message,
      severity,
      line: line + 1,
      column: span.from - start + 1,
      from: span.from,
      to,
      ...(fix && { fix }),
    })
  }

  return {
    problems,
    error: (...problem) => add('error', ...problem),
    warning: (...problem) => add('warning', ...problem),
  }
}

/** The fix for a misspelt word. */
export const replaceBy = (word: string, { from, to }: Span): Fix => ({
  title: `Change to “${word}”`,
  edits: [{ from, to, insert: word }],
})

/** The fix for a number or a word that was meant as text; it keeps the way in which it was written. */
export const putInQuotes = ({ from, to }: Span): Fix => ({
  title: 'Put it in quotes',
  edits: [
    { from, to: from, insert: '"' },
    { from: to, to, insert: '"' },
  ],
})

export const hasErrors = ({ problems }: ProblemLog) => problems.some(({ severity }) => severity === 'error')

/** The candidate that a typing slip of at most a third of its length explains, if there is one. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Infinity
  for (const candidate of candidates) {
    if (Math.abs(word.length - candidate.length) > longestSlip(candidate)) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance && distance <= longestSlip(candidate)) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

const longestSlip = (word: string) => Math.max(1, Math.floor(word.length / 3))

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
