/** Where a text stands in another, letter case aside, without overlaps. @param most at which to stop */
export function findAll(text: string, query: string, most: number): number[] {
  const places: number[] = []
  if (query === '') return places
  const [inText, wanted] = [lower(text), lower(query)]
  for (
    let at = inText.indexOf(wanted);
    at !== -1 && places.length < most;
    at = inText.indexOf(wanted, at + wanted.length)
  )
    places.push(at)
  return places
}

/** Lower case of the same length: some letters (İ) grow when they are lowered, and places would shift. */
const lower = (text: string) => {
  const lowered = text.toLowerCase()
  return lowered.length === text.length ? lowered : text
}
