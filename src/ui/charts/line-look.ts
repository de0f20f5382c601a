/** The tokens `--series-1` to `--series-8`: distinct with the common colour-vision deficiencies. */
const colors = Array.from({ length: 8 }, (_, index) => `var(--series-${index + 1})`)

/** Strokes and gaps in pixels. The first is a whole line. */
const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [12, 4, 2, 3, 2, 4]]

/** A CSS colour, and lengths of strokes and gaps in pixels; none for a whole line. */
export type LineLook = Readonly<{ color: string; dash: readonly number[] }>

/** The look of the n-th line, from 0: 40 that can be told apart, colours first, then dashes; from there on again. */
export const lineLook = (index: number): LineLook => ({
  color: colors[index % colors.length] ?? 'currentcolor',
  dash: dashes[Math.floor(index / colors.length) % dashes.length] ?? [],
})
