const counts = new Intl.NumberFormat('en')
const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 6, useGrouping: false })
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** A count with separators: `12,345`. */
export const formatCount = (count: number): string => counts.format(count)

/** Bytes in powers of ten, as storage is sold: `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const unit = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** unit
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${byteUnits[unit]}`
}

/** A measured value in at most six digits; very large and very small ones by powers of ten. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  return size !== 0 && (size >= 1e9 || size < 1e-4) ? value.toExponential(3) : significant.format(value)
}

/** `1 job`, `2 jobs`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
