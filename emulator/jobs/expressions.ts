const kinds = ['inputs', 'outputs', 'search_space'] as const

/** A name in an expression, by the kind of thing it names. */
export type Reference = { kind: (typeof kinds)[number]; name: string }

const expression = new RegExp(String.raw`\$\{\{\s*(${kinds.join('|')})\.([A-Za-z_]\w*)\s*\}\}`, 'g')
/** `$[[ --flag ${{inputs.x}} ]]`: kept when every input in it was given, dropped otherwise. */
const optionalGroup = /\$\[\[(.*?)\]\]/gs

function references(text: string): Reference[] {
  return Array.from(text.matchAll(expression), ([, kind, name = '']) => ({
    kind: kinds.find((known) => known === kind) ?? 'inputs',
    name,
  }))
}

/** Inputs, outputs and parameters that a command cannot do without. */
export const requiredReferences = (command: string) => references(command.replace(optionalGroup, ''))

export type ExpressionValues = Readonly<Partial<Record<Reference['kind'], Readonly<Record<string, string>>>>>

/**
 * Fills a command's expressions in. Values are put in as they are, without quotes, as the service does: the shell
 * splits a value with blanks unless the command quotes it.
 */
export function fillIn(command: string, values: ExpressionValues): string {
  const given = ({ kind, name }: Reference) => {
    const section = values[kind] ?? {}
    return Object.hasOwn(section, name) ? section[name] : undefined
  }
  return command
    .replace(optionalGroup, (_, text: string) =>
      references(text).every((reference) => given(reference) !== undefined) ? text : '',
    )
    .replace(expression, (whole, kind: Reference['kind'], name: string) => given({ kind, name }) ?? whole)
}

/** Fills the parameters of a sweep in and leaves everything else, optional groups among it, for the trial's own turn. */
export const fillInParameters = (command: string, parameters: Readonly<Record<string, string>>) =>
  command.replace(expression, (whole, kind: Reference['kind'], name: string) =>
    kind === 'search_space' && Object.hasOwn(parameters, name) ? (parameters[name] ?? whole) : whole,
  )
