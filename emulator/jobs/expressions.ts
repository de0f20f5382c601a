/** A name in an expression, by the kind of thing it names. */
export type Reference = { kind: 'inputs' | 'outputs'; name: string }

const expression = /\$\{\{\s*(inputs|outputs)\.([A-Za-z_]\w*)\s*\}\}/g
/** `$[[ --flag ${{inputs.x}} ]]`: kept when every input in it was given, dropped otherwise. */
const optionalGroup = /\$\[\[(.*?)\]\]/gs

function references(text: string): Reference[] {
  return Array.from(text.matchAll(expression), ([, kind, name = '']) => ({
    kind: kind === 'outputs' ? 'outputs' : 'inputs',
    name,
  }))
}

/** Inputs and outputs that a command cannot do without. */
export const requiredReferences = (command: string) => references(command.replace(optionalGroup, ''))

/**
 * Fills a command's expressions in. Values are put in as they are, without quotes, as the service does: the shell
 * splits a value with blanks unless the command quotes it.
 */
export function fillIn(command: string, values: Record<Reference['kind'], Readonly<Record<string, string>>>): string {
  const given = ({ kind, name }: Reference) => (Object.hasOwn(values[kind], name) ? values[kind][name] : undefined)
  return command
    .replace(optionalGroup, (_, text: string) =>
      references(text).every((reference) => given(reference) !== undefined) ? text : '',
    )
    .replace(expression, (whole, kind: Reference['kind'], name: string) => given({ kind, name }) ?? whole)
}
