import { formatValue } from '../../lib/numbers.ts'
import type { Extent } from '../../lib/series/series-types.ts'

/** Parts of what is seen that shall still be told apart: finer than a pixel of any screen. */
const parts = 10_000
/** A double has no more. */
const mostDigits = 15

/**
 * Writes values so that two that differ on the screen differ in writing: 1000.001 and 1000.002 have six equal digits.
 *
 * @param shown from the least to the greatest value in sight
 */
export function valueFormat(shown: Extent | undefined): (value: number) => string {
  if (!shown) return formatValue
  const finest = (shown[1] - shown[0]) / parts
  const greatest = Math.max(Math.abs(shown[0]), Math.abs(shown[1]))
  const digits = finest > 0 ? Math.ceil(Math.log10(greatest / finest)) : 0
  if (digits <= 6 || !Number.isFinite(digits)) return formatValue
  const numbers = new Intl.NumberFormat('en', {
    maximumSignificantDigits: Math.min(mostDigits, digits),
    useGrouping: false,
  })
  return (value) => (Number.isFinite(value) ? numbers.format(value) : formatValue(value))
}
