import 'monaco-editor/languages/definitions/python/register'
import 'monaco-editor/languages/definitions/shell/register'
import { monaco } from './yaml-monaco.ts'

/** A stretch of code of one sort; `sort` is undefined for what has the colour of text. */
export type CodePiece = Readonly<{
  text: string
  sort: 'comment' | 'string' | 'number' | 'keyword' | 'type' | undefined
}>

/** YAML comes with the editor of YAML, the others with the lines above. */
export type CodeLanguageId = 'python' | 'shell' | 'yaml'

/** A function that takes code apart for colouring, once Monaco has the language. */
export async function loadColors(language: CodeLanguageId): Promise<(code: string) => CodePiece[]> {
  // A language is loaded when it is first asked for, and this call waits for it.
  await monaco.editor.colorize('', language, {})
  return (code) => {
    const lines = code.split('\n')
    return monaco.editor.tokenize(code, language).flatMap((tokens, index) => {
      const line = `${lines[index]}${index < lines.length - 1 ? '\n' : ''}`
      if (tokens.length === 0) return [{ text: line, sort: undefined }]
      return tokens.map(({ offset, type }, at) => ({
        text: line.slice(offset, tokens[at + 1]?.offset ?? line.length),
        sort: type === 'string.yaml' ? undefined : sorts.find((sort) => type.startsWith(sort)),
      }))
    })
  }
}

// Monaco calls a key of YAML a type, and its plain values strings of YAML, which would all be green.
const sorts = ['comment', 'string', 'number', 'keyword', 'type'] as const
