import { LogQueryError, type LogMark, type LogQuery } from './log-types.ts'

/** @throws LogQueryError with the browser's words when the text is no regular expression */
export function patternOf({ text, kind, matchCase }: LogQuery): RegExp {
  if (kind === 'text') return new RegExp(escaped(text), matchCase ? 'g' : 'gi')
  try {
    return new RegExp(text, matchCase ? 'g' : 'gi')
  } catch (error) {
    throw new LogQueryError('syntax', error instanceof Error ? error.message : String(error))
  }
}

const escaped = (text: string) => text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`)

/** More places in one row than anybody can tell apart. */
const mostMarks = 1_000

/** Where a pattern matches; nothing that is empty. @param pattern with the flag `g` */
export function marksIn(pattern: RegExp, text: string): LogMark[] {
  const marks: LogMark[] = []
  for (const match of text.matchAll(pattern)) {
    if (match[0] !== '') marks.push({ start: match.index, end: match.index + match[0].length })
    if (marks.length === mostMarks) break
  }
  return marks
}

/** Whether there is anything to show of a match. */
export function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] !== '') return true
    pattern.lastIndex++
  }
  return false
}
