/** What is found out about a text before, or beside, the library's own reading: by its signs alone. */
import { CST, Lexer } from 'yaml'
import type { ProblemLog, Span } from '../problems.ts'

/** Far beyond any file for the CLI, and still read within a blink. */
const maxLength = 100_000

/** Brackets within brackets: PyYAML gives up at a few hundred, and the library takes ever longer. */
const maxDepth = 200

/** `- - - …` and `? ? ? …`, each a list or a map within the one before. */
const markRun = new RegExp(String.raw`(?:[-?][ \t]+){${maxDepth}}`)

/** Signs of the lexer that are not in the text: the begin of a document or of a scalar, the end of a broken flow. */
const lexerSigns: ReadonlySet<string> = new Set(['doc-mode', 'scalar', 'flow-error-end'])

/** What makes a text cost more to read than any real file does, found out before it is read. */
export function excessOf(text: string): { span: Span; message: string } | undefined {
  if (text.length > maxLength) {
    return { span: { from: 0, to: 0 }, message: `The file is too large: it may have ${maxLength} characters.` }
  }
  const marks = markRun.exec(text)
  if (marks) {
    return { span: { from: marks.index, to: marks.index + 1 }, message: 'Dashes are nested too deeply on this line.' }
  }
  if ((text.match(/[[{]/g)?.length ?? 0) <= maxDepth) return undefined
  let depth = 0
  let offset = 0
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme)
    if (type !== null && lexerSigns.has(type)) continue
    if (type === 'flow-map-start' || type === 'flow-seq-start') depth += 1
    if (type === 'flow-map-end' || type === 'flow-seq-end') depth -= 1
    if (depth > maxDepth) return { span: { from: offset, to: offset + 1 }, message: 'Brackets are nested too deeply.' }
    offset += lexeme.length
  }
  return undefined
}

/** PyYAML takes a tab in quotes, in comments and in block text, and nowhere else. */
export function reportTabs(text: string, log: ProblemLog) {
  if (!text.includes('\t')) return
  let offset = 0
  let isAfterHeader = false
  let isBody = false
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme)
    if (type === 'scalar') isBody = true
    if (type !== null && lexerSigns.has(type)) continue
    const isBlockText = isBody && isAfterHeader
    const mayHoldTab = isBlockText || type === 'comment' || type?.endsWith('-quoted-scalar')
    if (lexeme.includes('\t') && !mayHoldTab) {
      const from = offset + lexeme.indexOf('\t')
      log.error({ from, to: from + 1 }, [], 'A tab cannot stand here. Use spaces.')
    }
    isAfterHeader = type === 'block-scalar-header' || (isAfterHeader && !isBody)
    isBody = false
    offset += lexeme.length
  }
}
