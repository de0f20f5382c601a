/** A `${{inputs.x}}` of a command. With blanks inside it is legal, but the CLI does not check it. */
export type Expression = { kind: 'inputs' | 'outputs' | 'search_space'; name: string; source: string }

const expressionPattern = /\$\{\{(inputs|outputs|search_space)\.([\w.-]+)\}\}/g
/** `$[[--x ${{inputs.x}}]]` may name an input that is not there. The CLI knows it in this form only. */
const optionalPattern = /\[[\w.\s-]*\$\{\{inputs\.([\w.-]+)\}\}\]/g
const singleBracesPattern = /(?<!\{)\{((?:inputs|outputs|search_space)\.[^{}]*)\}(?!\})/g

export const expressionsOf = (command: string): Expression[] =>
  [...command.matchAll(expressionPattern)].map(([source, kind, name = '']) => ({
    // One of the words that the pattern lists.
    kind: kind as Expression['kind'],
    name,
    source,
  }))

/** Names that a command uses in any form that the service or the CLI takes, up to their first dot. */
export const namesUsedIn = (command: string, kind: Expression['kind']): Set<string> =>
  new Set([...command.matchAll(new RegExp(`\\{\\s*${kind}\\.(\\w+)[^}]*\\}`, 'g'))].map(([, name = '']) => name))

/** Names of inputs that the command can do without. */
export const optionalInputsOf = (command: string): Set<string> =>
  new Set([...command.matchAll(optionalPattern)].map(([, name = '']) => name))

/** The old form `{inputs.x}`; `inner` is what stands between the braces. */
export const singleBracesOf = (command: string) =>
  [...command.matchAll(singleBracesPattern)].map(([source, inner = '']) => ({ source, inner }))

/** The command with `{inputs.x}` written as `${{inputs.x}}`, as the CLI sends it. */
export const withDoubleBraces = (command: string) => command.replaceAll(singleBracesPattern, '${{$1}}')
