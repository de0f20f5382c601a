/** A replacement of the characters `from` (included) to `to` (excluded); offsets count UTF-16 units, as Monaco does. */
export type TextEdit = Readonly<{ from: number; to: number; insert: string }>

/**
 * Applies edits that were all made against the same text. Edits at the same place keep their order.
 * @throws RangeError when two edits overlap or one lies outside the text
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let done = 0
  for (const { from, to, insert } of edits.toSorted((a, b) => a.from - b.from)) {
    if (from < done || to < from || to > text.length) throw new RangeError(`Edit ${from}–${to} does not fit the text`)
    result += text.slice(done, from) + insert
    done = to
  }
  return result + text.slice(done)
}
