import type { BashFunction, BashFunctionName } from './bash-function.ts'
import { requestFunctions } from './bash-requests.ts'
import { uploadFunctions } from './bash-uploads.ts'

/** Everything that a script may do, in an order in which it can be read. */
const bashFunctions: Record<BashFunctionName, BashFunction> = { ...requestFunctions, ...uploadFunctions }

/** The functions that a script calls, and those that they call in turn. */
export function functionsFor(called: readonly BashFunctionName[]): string {
  const wanted = new Set<string>()
  function want(name: BashFunctionName) {
    wanted.add(name)
    bashFunctions[name].needs?.forEach(want)
  }
  called.forEach(want)
  return Object.entries(bashFunctions)
    .filter(([name]) => wanted.has(name))
    .map(([, { source }]) => source)
    .join('\n\n')
}
