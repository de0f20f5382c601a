import type { BashFunctionName } from './bash-function.ts'
import { jsonText } from './json-text.ts'
import { hereDocument, shellQuote } from './shell.ts'

/** A paragraph of a bash script, and the functions that it calls. */
export type Step = Readonly<{ source: string; calls: readonly BashFunctionName[] }>

/** The part of a curl script that differs from kind to kind. */
export type RestScript = Readonly<{
  /** What it does, for the comment at its head. */
  purpose: string
  steps: readonly Step[]
}>

/** A value that an earlier step has put into a variable, and its place in a JSON body: keys joined by dots. */
export type Filling = Readonly<{ path: string; variable: string }>

export const step = (source: string, ...calls: BashFunctionName[]): Step => ({ source, calls })

/** Lines that belong together. */
export const paragraph = (...steps: readonly Step[]): Step => ({
  source: steps.map(({ source }) => source).join('\n'),
  calls: steps.flatMap(({ calls }) => calls),
})

/** A command with JSON on its standard input. */
export function withJson(command: Step, body: unknown, fillings: readonly Filling[] = []): Step {
  const { source, calls } = command
  if (fillings.length === 0) return { source: hereDocument(source, jsonText(body), 'JSON'), calls }
  const values = fillings.map(({ path, variable }) => `${path} "$${variable}"`)
  const fill = ['fill', ...values].join(values.length === 1 ? ' ' : ' \\\n  ')
  return { source: hereDocument(fill, jsonText(body), 'JSON', source), calls: [...calls, 'fill'] }
}

/** A path of a request: names may hold anything, and what they hold is no part of the address. */
export const requestPath = (path: string) => path.toWellFormed().split('/').map(encodeURIComponent).join('/')

/**
 * A name as one part of the path of a request, quoted for the shell. Curl and servers take dots alone for a step up, so
 * they become a name that nothing has.
 */
export const pathSegment = (name: string) =>
  shellQuote(/^\.{1,2}$/.test(name) ? `${name}-is-no-name` : encodeURIComponent(name.toWellFormed()))
