/**
 * Names of jobs in few characters: each is a row of words between dashes and underscores, and words at the same place
 * of other names tell what to expect: the same word again, one of that length, of those letters. What is expected costs
 * next to nothing (range asymmetric numeral system, J. Duda 2009, on one long integer).
 *
 * Coder and decoder are one walk over the names: a coder notes the choices it is given, a decoder finds them out.
 */

/** How often each choice was met. */
type Counts = Readonly<{ counts: number[]; step: number }>
/** One choice among `counts`: given when names are packed, found when they are unpacked. */
type Choose = (among: Counts, given: number | undefined) => number

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** The 64 characters that an address leaves alone, as in base64url. */
const digits = `${letters}-_`
const ends = ['', '_', '-']
/** The longest name the service takes. */
const longestName = 255
/** Twelve bits that tell a list that was cut or altered from a whole one. */
const checkSize = 4_096

/** @param names legal names, at least one */
export function packNames(names: readonly string[]): string {
  const chosen: { count: number; below: number; total: number }[] = []
  walk((among, given = 0) => {
    chosen.push(weigh(among, given))
    return given
  }, names)
  // What went in last comes out first.
  let state = BigInt(checkSize + checkOf(names))
  for (const { count, below, total } of chosen.toReversed()) {
    const weight = BigInt(count)
    state = (state / weight) * BigInt(total) + BigInt(below) + (state % weight)
  }
  const bits = state.toString(2)
  const padded = bits.padStart(Math.ceil(bits.length / 6) * 6, '0')
  return padded.replaceAll(/.{6}/g, (six) => digits.charAt(Number.parseInt(six, 2)))
}

/** @returns undefined for what `packNames` has not written, unless by a chance of one in some thousands */
export function unpackNames(packed: string, most: number): string[] | undefined {
  if (!/^[\w-]+$/.test(packed)) return undefined
  const bits = packed.replaceAll(/./g, (digit) => digits.indexOf(digit).toString(2).padStart(6, '0'))
  let state = BigInt(`0b${bits}`)
  const names = walk(
    (among) => {
      const total = sum(among.counts)
      const slot = Number(state % BigInt(total))
      const { symbol, count, below } = choiceAt(among, slot)
      state = BigInt(count) * (state / BigInt(total)) + BigInt(slot - below)
      return symbol
    },
    undefined,
    most,
  )
  return names && state === BigInt(checkSize + checkOf(names)) ? names : undefined
}

/** What names had at one place so far. */
type Place = Readonly<{ words: string[]; isKnown: Counts; lengths: Counts; letters: Counts; ends: Counts }>

const newPlace = (): Place => ({
  words: [],
  isKnown: newCounts(2, 2),
  lengths: newCounts(longestName + 1, 64),
  letters: newCounts(letters.length, 12),
  ends: newCounts(ends.length, 8),
})

function walk(choose: Choose, given: readonly string[]): string[]
function walk(choose: Choose, given: undefined, most: number): string[] | undefined
function walk(choose: Choose, given: readonly string[] | undefined, most = 256): string[] | undefined {
  const places: Place[] = []
  const count = choose(newCounts(256, 0), given && given.length - 1) + 1
  if (count > most) return undefined
  const names: string[] = []
  for (let index = 0; index < count; index += 1) {
    const name = walkName(choose, places, given?.[index])
    if (name.length > longestName) return undefined
    names.push(name)
  }
  return names
}

function walkName(choose: Choose, places: Place[], given: string | undefined): string {
  // Words and what stands between them, in turn.
  const parts = given?.split(/([_-])/)
  let name = ''
  for (let at = 0; name.length <= longestName; at += 1) {
    const place = (places[at] ??= newPlace())
    name += walkWord(choose, place, parts?.[2 * at])
    const end = choose(place.ends, parts && ends.indexOf(parts[2 * at + 1] ?? ''))
    if (end === 0) break
    name += ends[end]
  }
  return name
}

function walkWord(choose: Choose, { words, isKnown, lengths, letters: used }: Place, given: string | undefined) {
  const known = given === undefined ? undefined : words.indexOf(given)
  if (words.length > 0 && choose(isKnown, known === undefined ? undefined : Number(known >= 0)) === 1)
    return words[choose(newCounts(words.length, 0), known)] ?? ''
  const length = choose(lengths, given?.length)
  let word = ''
  for (let at = 0; at < length; at += 1) {
    const letter = choose(used, given === undefined ? undefined : letters.indexOf(given.charAt(at)))
    word += letters.charAt(letter)
  }
  words.push(word)
  return word
}

const newCounts = (size: number, step: number): Counts => ({ counts: Array.from({ length: size }, () => 1), step })

/** Share of a choice in all; the next one is weighed knowing of it. */
function weigh(among: Counts, symbol: number) {
  const { counts, step } = among
  const weighed = { count: counts[symbol] ?? 1, below: sum(counts.slice(0, symbol)), total: sum(counts) }
  counts[symbol] = weighed.count + step
  return weighed
}

function choiceAt(among: Counts, slot: number) {
  let symbol = 0
  let below = 0
  while (slot >= below + (among.counts[symbol] ?? 1)) {
    below += among.counts[symbol] ?? 1
    symbol += 1
  }
  return { symbol, ...weigh(among, symbol) }
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

const checkOf = (names: readonly string[]) =>
  Array.from(names.join()).reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % checkSize, 7)
