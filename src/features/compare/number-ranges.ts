/**
 * Whole numbers as they stand in an address, runs of them as ranges: `0-2.17.4-9`. Dots and dashes are left as they are
 * in a query.
 */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && number === last.to + 1) last.to = number
    else ranges.push({ from: number, to: number })
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join('.')
}

/**
 * The numbers that a text stands for; what is no number or no range in it counts as nothing.
 *
 * @param most numbers from it on are not taken
 */
export function numbersIn(text: string, most: number): number[] {
  return text.split('.').flatMap((part) => {
    const [, from, to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part) ?? []
    if (from === undefined) return []
    const length = Math.min(Number(to), most - 1) - Number(from) + 1
    return Array.from({ length: Math.max(0, length) }, (_, index) => Number(from) + index)
  })
}
