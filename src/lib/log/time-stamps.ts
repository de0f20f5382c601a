type Form = Readonly<{ pattern: RegExp; timeOf: (groups: Readonly<Record<string, string>>, year: number) => number }>

const clock = String.raw`(?<h>\d\d):(?<mi>\d\d):(?<s>\d\d)(?:[.,](?<f>\d{1,9}))?`
const zone = String.raw`(?: ?(?<z>Z|UTC|[+-]\d\d:?\d\d))?`
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The forms that logs of machine learning jobs begin their lines with. */
const forms: readonly Form[] = [
  // 2024-05-01T12:34:56.789Z, 2024-05-01 12:34:56,789, [2024/05/01 12:34:56 +0200]
  {
    pattern: new RegExp(
      String.raw`^\[?(?<y>\d{4})[-/](?<mo>\d\d)[-/](?<d>\d\d)[T _]${clock}${zone}(?:\]|(?!\w))[ \t]*`,
    ),
    timeOf: timeOfParts,
  },
  // 05/01/2024 12:34:56, as Hugging Face's examples set it
  {
    pattern: new RegExp(String.raw`^\[?(?<mo>\d\d)\/(?<d>\d\d)\/(?<y>\d{4}) ${clock}(?:\]|(?!\w))[ \t]*`),
    timeOf: timeOfParts,
  },
  // I0501 12:34:56.789012, the form of glog; its letter is the level
  { pattern: new RegExp(String.raw`^[DIWEF](?<mo>\d\d)(?<d>\d\d) ${clock}[ \t]*`), timeOf: timeOfParts },
  // May  1 12:34:56, the form of syslog
  {
    pattern: new RegExp(String.raw`^(?<name>${months.join('|')}) (?<d>[ \d]\d) ${clock}(?!\w)[ \t]*`),
    timeOf: (groups, year) => timeOfParts({ ...groups, mo: String(months.indexOf(groups['name'] ?? '') + 1) }, year),
  },
  // [1714567890.123456], seconds since 1970
  {
    pattern: /^\[(?<epoch>1\d{9}(?:\.\d+)?)\][ \t]*/,
    timeOf: ({ epoch = '' }) => Number(epoch) * 1000,
  },
  // 12:34:56.789 or [12:34:56]
  { pattern: new RegExp(String.raw`^\[?${clock}(?:\]|(?![\w:]))[ \t]*`), timeOf: () => Number.NaN },
]

/** A quick look: all forms begin with a digit, a bracket or one of these letters. */
const canBegin = /^[[\dDIWEFJMASON]/

/** The same patterns without their groups, which cost most of the time. */
const shapes = forms.map(({ pattern }) => new RegExp(pattern.source.replaceAll(/\?<\w+>/g, '?:')))

/** Characters of the stamp that a line begins with, and of the blanks after it; 0 without one. */
export function stampLength(text: string): number {
  if (!canBegin.test(text)) return 0
  for (const shape of shapes) {
    const match = shape.exec(text)
    if (match) return match[0].length
  }
  return 0
}

/**
 * What the stamp at the beginning of a line says, in ms since 1970; a stamp without a zone is taken as UTC.
 * @param year taken for stamps that say none
 * @returns undefined without a stamp, and for one that says no date
 */
export function stampTime(text: string, year: number): number | undefined {
  for (const { pattern, timeOf } of forms) {
    const match = pattern.exec(text)
    if (!match) continue
    const time = timeOf({ ...match.groups }, year)
    return Number.isNaN(time) ? undefined : time
  }
  return undefined
}

/** @returns NaN for a date that is none, such as the 45th of a month */
function timeOfParts(groups: Readonly<Record<string, string | undefined>>, year: number): number {
  const number = (name: string) => Number(groups[name] ?? 0)
  const [month, day, hour, minute, second] = ['mo', 'd', 'h', 'mi', 's'].map(number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return Number.NaN
  const fraction = Number(`0.${groups['f'] ?? 0}`) * 1000
  const utc = Date.UTC(groups['y'] === undefined ? year : number('y'), month - 1, day, hour, minute, second)
  return utc + fraction - zoneMs(groups['z'])
}

/** How far a zone is ahead of UTC. */
function zoneMs(zoneText: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zoneText ?? '') ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
