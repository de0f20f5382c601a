/** A rule for a name: `pattern` for the machine, `rule` as one sentence for people. */
export type NameRule = Readonly<{ pattern: RegExp; rule: string }>

/** Jobs, and code, data, environment and model names (ARM spec 2025-09-01). */
const resourceName = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/

export const jobNameRule: NameRule = {
  pattern: resourceName,
  rule: 'A job name has 1 to 255 letters, digits, dashes and underscores, and starts with a letter or a digit.',
}

export const assetNameRule: NameRule = {
  pattern: resourceName,
  rule: 'An asset name has 1 to 255 letters, digits, dashes and underscores, and starts with a letter or a digit.',
}

/** The spec of 2025-09-01 has no pattern; this is the one of 2025-12-01, which the service applies already. */
export const computeNameRule: NameRule = {
  pattern: /^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{2,23}$/,
  rule: 'A compute name has 3 to 24 letters, digits and dashes, starts with a letter, and does not end in a dash and digits.',
}

/** Keys of inputs and outputs; they become parts of `${{inputs.key}}` and of variable names. */
export const inputKeyRule: NameRule = {
  pattern: /^[a-zA-Z_]+[a-zA-Z0-9_]*$/,
  rule: 'A key has letters, digits and underscores, and does not start with a digit.',
}

/** The rule's sentence when the name breaks it, else undefined. */
export const nameProblem = (name: string, { pattern, rule }: NameRule): string | undefined =>
  pattern.test(name) ? undefined : rule
