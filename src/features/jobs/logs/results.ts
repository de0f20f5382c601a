import type { LogFound } from '../../../lib/log/log-types.ts'

/** How many of the kept matches are in each file. They are in the order of the files, so borders are found by halving. */
export function matchesByFile(found: LogFound | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  if (!found) return counts
  for (let at = 0; at < found.kept;) {
    const file = found.at(at)?.place.file
    if (file === undefined) break
    const end = endOfFile(found, at, file)
    counts.set(file, end - at)
    at = end
  }
  return counts
}

function endOfFile(found: LogFound, from: number, file: string): number {
  let low = from + 1
  let high = found.kept
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (found.at(middle)?.place.file === file) low = middle + 1
    else high = middle
  }
  return low
}
