/**
 * Reads a text from left to right, one token after the other.
 * @param tokens sticky patterns by the names of what they find
 */
export function createScanner<Kind extends string>(text: string, tokens: Readonly<Record<Kind, RegExp>>) {
  let at = 0
  return {
    /** @returns what the pattern's group has found, or all of it; undefined when something else comes next */
    take: (kind: Kind): string | undefined => {
      const pattern = tokens[kind]
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (!match) return undefined
      at = pattern.lastIndex
      return match[1] ?? match[0]
    },
    /** What is still to be read, for an error that quotes it. */
    rest: () => text.slice(at).trim(),
  }
}
