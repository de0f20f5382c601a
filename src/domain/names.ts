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

const adjectives =
  'amber bold brave bright brisk calm clear clever cool coral crisp eager early fair fast fond gentle glad golden good grand happy honest icy jolly keen kind light lively loyal lucky mellow merry mighty modest neat noble olive patient plain polite proud quick quiet rapid ready rosy royal sharp shiny silver simple sincere smart snowy solid steady strong sunny sweet swift tidy upbeat vivid warm wise witty'.split(
    ' ',
  )
const nouns =
  'anchor apple arrow badge basket beach berry bird boat bridge brook candle canyon carrot castle cedar cherry cloud clover comet corn crane dawn deer dolphin dream eagle engine falcon feather fern field forest fox garden glacier grape harbor hill island ivy jewel kettle kite lake lantern leaf lemon lion maple meadow melon moon mountain nest oak ocean onion orchard owl panda peach pear pebble pepper pine planet plum pond prairie rain reef river rocket sail seal shell sky snow spoon spruce star stone sun tiger train tree tulip valley whale wheel willow wind yam'.split(
    ' ',
  )
const suffixCharacters = 'bcdfghjklmnpqrstvwxyz0123456789'

/**
 * A name in the form the CLI makes up: adjective, noun and ten characters (31^10, so a clash is not to be expected).
 * @param random a source of numbers from 0 (included) to 1 (excluded)
 */
export function newJobName(random: () => number): string {
  const pick = (choices: readonly string[] | string) => choices[Math.floor(random() * choices.length)] ?? ''
  const suffix = Array.from({ length: 10 }, () => pick(suffixCharacters)).join('')
  return `${pick(adjectives)}_${pick(nouns)}_${suffix}`
}
