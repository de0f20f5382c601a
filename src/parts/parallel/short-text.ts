/**
 * A text in so many letters at most.
 *
 * @param start letters at its beginning that tell nothing, and go first
 */
export function shortened(text: string, most: number, start = 0): string {
  const rest = text.length > most && start > 1 ? `…${text.slice(start)}` : text
  return rest.length > most ? `${rest.slice(0, most - 1)}…` : rest
}

/** How many letters all of several texts begin with: paths tell themselves apart at their ends. */
export function sharedStart([first = '', ...others]: readonly string[]): number {
  if (others.length === 0) return 0
  const at = Array.from({ length: first.length }, (_, index) => first[index]).findIndex((letter, index) =>
    others.some((other) => other[index] !== letter),
  )
  return at === -1 ? 0 : at
}
