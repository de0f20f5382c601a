import { unitsForPeople } from '../lib/dates.ts'

const unitsOfIso = [
  ['D', 86_400],
  ['H', 3_600],
  ['M', 60],
  ['S', 1],
] as const

/** Whole seconds to the form ARM takes, zero parts left out: 93784 is `P1DT2H3M4S`, 0 is `PT0S`. */
export function secondsToIso(seconds: number): string {
  let rest = Math.trunc(seconds)
  let date = ''
  let time = ''
  for (const [letter, size] of unitsOfIso) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count === 0) continue
    if (letter === 'D') date = `${count}D`
    else time += `${count}${letter}`
  }
  if (!date && !time) return 'PT0S'
  return `P${date}${time ? `T${time}` : ''}`
}

/** Seconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds; undefined for anything else. */
export function isoToSeconds(text: string): number | undefined {
  const match = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text)
  if (!match) return undefined
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0))
  return (weeks ?? 0) * 604_800 + (days ?? 0) * 86_400 + (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)
}

/** Whole seconds for people without loss: 5405 is `1 h 30 min 5 s`. What `parseDuration` reads back as the same. */
export function wholeDuration(seconds: number): string {
  let rest = seconds
  const parts: string[] = []
  for (const [unit, size] of unitsForPeople) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return seconds > 0 ? parts.join(' ') : `${seconds} s`
}

const unitSeconds: readonly [pattern: RegExp, seconds: number][] = [
  [/^(?:d|days?)$/, 86_400],
  [/^(?:h|hrs?|hours?)$/, 3_600],
  [/^(?:m|min|mins|minutes?)$/, 60],
  [/^(?:s|secs?|seconds?)$/, 1],
]

/**
 * Seconds of a time as people write it: `90`, `90 s`, `1h30m`, `1.5 hours`, `2 days 3 h`. A number without a unit means
 * seconds. Undefined for anything else, and where no whole number of seconds comes out.
 */
export function parseDuration(typed: string): number | undefined {
  const text = typed.trim().toLowerCase()
  if (/^-?\d+$/.test(text)) return Number(text)
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z]+[\s,]*)+$/.test(text)) return undefined
  let total = 0
  for (const [, count = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const seconds = unitSeconds.find(([pattern]) => pattern.test(unit))?.[1]
    if (seconds === undefined) return undefined
    total += Number(count) * seconds
  }
  // 0.1 h is 360 s, give or take the arithmetic of floats.
  const whole = Math.round(total)
  return Math.abs(total - whole) < 1e-6 ? whole : undefined
}
