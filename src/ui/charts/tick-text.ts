const units = [
  { size: 1e12, name: 'T' },
  { size: 1e9, name: 'G' },
  { size: 1e6, name: 'M' },
  { size: 1e3, name: 'k' },
] as const

/**
 * A number beside a tick, short: `0.25`, `1.2M`, `1e-7`.
 * @param step distance of the ticks, which says how many digits tell them apart
 */
export function tickText(value: number, step?: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e15) return byPower(value, step)
  const unit = size >= 10_000 ? units.find((one) => size >= one.size) : undefined
  const scaled = value / (unit?.size ?? 1)
  const text = scaled.toFixed(Math.min(12, decimals(scaled, step === undefined ? undefined : step / (unit?.size ?? 1))))
  return `${trimmed(text)}${unit?.name ?? ''}`
}

function byPower(value: number, step: number | undefined): string {
  const power = Math.floor(Math.log10(Math.abs(value)))
  const digits = step === undefined ? 2 : Math.max(0, power - Math.floor(Math.log10(step) + 1e-9))
  const [mantissa = '', exponent = ''] = value.toExponential(Math.min(12, digits)).split('e')
  return `${trimmed(mantissa)}e${exponent.replace('+', '')}`
}

/** Digits behind the point: those of the step, or as many as make three in all. */
const decimals = (value: number, step: number | undefined) =>
  Math.max(0, step === undefined ? 2 - Math.floor(Math.log10(Math.abs(value))) : -Math.floor(Math.log10(step) + 1e-9))

const trimmed = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** Seconds since the start: `45s`, `1m 30s`, `2h 05m`, `3d 4h`. */
export function secondsText(value: number, step = 1): string {
  const sign = value < 0 ? '-' : ''
  const size = Math.abs(value)
  if (size < 60 && (step < 1 || !Number.isInteger(size))) return `${tickText(value, step < 1 ? step : undefined)}s`
  const whole = Math.round(size)
  const [days, hours, minutes, seconds] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ]
  if (days > 0)
    return `${sign}${days}d${hours > 0 || step < 86_400 ? ` ${hours}h` : ''}${rest(minutes, 'm', step < 3600)}`
  if (hours > 0) return `${sign}${hours}h${rest(minutes, 'm', step < 3600)}${rest(seconds, 's', step < 60)}`
  if (minutes > 0) return `${sign}${minutes}m${rest(seconds, 's', step < 60)}`
  return whole === 0 ? '0' : `${sign}${whole}s`
}

const rest = (count: number, unit: string, isNeeded: boolean) =>
  count > 0 && isNeeded ? ` ${String(count).padStart(2, '0')}${unit}` : ''

const day = 86_400_000
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const clockSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dateYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** Ms since 1970, where the reader lives: `14:05`, `14:05:30`, at midnight `3 Jun`, over months `3 Jun 2026`. */
export function dateText(value: number, step = 1000): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return ''
  if (step >= 28 * day) return dateYear.format(at)
  const isMidnight = at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0
  if (step >= day || (isMidnight && step >= 1000)) return date.format(at)
  if (step >= 60_000) return clock.format(at)
  const ms = at.getMilliseconds()
  return `${clockSeconds.format(at)}${step < 1000 ? `.${String(ms).padStart(3, '0')}` : ''}`
}
