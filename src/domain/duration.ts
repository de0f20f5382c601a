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

const unitsForPeople = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** Seconds for people, in the two largest units that matter: `1 h 5 min`, `42 s`. */
export function humanDuration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds))
  const first = unitsForPeople.findIndex(([, size]) => rest >= size)
  if (first === -1) return '0 s'
  const parts: string[] = []
  for (const [unit, size] of unitsForPeople.slice(first, first + 2)) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.join(' ')
}
