import type { BashFunctionName } from './bash-functions.ts'
import { jsonText } from './json-text.ts'
import { hereDocument, shellQuote } from './shell.ts'

/** The part of a curl script that differs from kind to kind. */
export type RestScript = Readonly<{
  /** What it does, for the comment at its head. */
  purpose: string
  steps: readonly string[]
  /** The functions that the steps use. */
  calls: readonly BashFunctionName[]
}>

/** A value that an earlier step has put into a variable, and its place in a JSON body: keys joined by dots. */
export type Filling = Readonly<{ path: string; variable: string }>

/** `command` with JSON on its standard input. */
export function withJson(command: string, body: unknown, fillings: readonly Filling[] = []): string {
  if (fillings.length === 0) return hereDocument(command, jsonText(body), 'JSON')
  const fill = ['fill', ...fillings.map(({ path, variable }) => `${path} "$${variable}"`)].join(' \\\n  ')
  return hereDocument(fill, jsonText(body), 'JSON', command)
}

/** A path of a request: names may hold anything, and what they hold is no part of the address. */
export const requestPath = (path: string) => path.toWellFormed().split('/').map(encodeURIComponent).join('/')

/**
 * A name as one part of the path of a request, quoted for the shell. Curl and servers take dots alone for a step up, so
 * they become a name that nothing has.
 */
export const pathSegment = (name: string) =>
  shellQuote(/^\.{1,2}$/.test(name) ? `${name}-is-no-name` : encodeURIComponent(name.toWellFormed()))
