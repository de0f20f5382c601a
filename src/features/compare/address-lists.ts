/** Texts in an address, apart by commas: `loss,val/acc`. Commas and tildes within them are escaped. */
export const listToText = (texts: readonly string[]): string => texts.map(escaped).join(',')

export const listFromText = (text: string): string[] => (text === '' ? [] : text.split(',').map(unescaped))

/** Pairs of texts in an address: `loss~lower,acc~higher`. */
export const pairsToText = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([first, second]) => `${escaped(first)}~${escaped(second)}`).join(',')

/** The pairs in a text; what is no pair is left out. */
export const pairsFromText = (text: string): [string, string][] =>
  text.split(',').flatMap((part): [string, string][] => {
    const [first, second, ...more] = part.split('~')
    return first === undefined || second === undefined || more.length > 0 ? [] : [[unescaped(first), unescaped(second)]]
  })

/** Only what is ours: the query itself escapes the rest, and twice is hard to read. */
const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll(',', '%2C').replaceAll('~', '%7E')
const unescaped = (text: string) => text.replaceAll('%7E', '~').replaceAll('%2C', ',').replaceAll('%25', '%')
