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
