/**
 * What a plain YAML scalar means to the CLI. It reads YAML 1.1 with PyYAML's `safe_load`, which differs in many small
 * ways from YAML 1.2 and from the letter of 1.1: `1e-5` is text (no dot), `010` is 8, `1:30` is 90, `on` is true.
 */

/** `text` is what Python's `str()` prints for the value, which is what a literal input is sent as. */
export type ScalarValue =
  | { type: 'string' | 'date'; value: string; text: string }
  | { type: 'int' | 'float'; value: number; text: string }
  | { type: 'bool'; value: boolean; text: string }
  | { type: 'null'; value: null; text: string }

const boolPattern = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON|no|No|NO|false|False|FALSE|off|Off|OFF)$/
const truePattern = /^(?:yes|true|on)$/i
const nullPattern = /^(?:~|null|Null|NULL|)$/
const intPattern =
  /^(?:[-+]?0b_*[01][01_]*|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const floatPattern =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const datePattern =
  /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/

/** As many digits as Python turns into a number. */
const maxDigits = 4300

export function resolvePlain(source: string): ScalarValue {
  if (source.length > maxDigits) return { type: 'string', value: source, text: source }
  if (nullPattern.test(source)) return { type: 'null', value: null, text: 'None' }
  if (boolPattern.test(source)) {
    const value = truePattern.test(source)
    return { type: 'bool', value, text: value ? 'True' : 'False' }
  }
  // Floats first, as in PyYAML: `190:20:30.15` is a number to the base of 60, too.
  if (floatPattern.test(source)) {
    const value = readFloat(source)
    return { type: 'float', value, text: pythonFloat(value) }
  }
  if (intPattern.test(source)) {
    const value = readInt(source)
    return { type: 'int', value: Number(value), text: value.toString() }
  }
  return { type: datePattern.test(source) ? 'date' : 'string', value: source, text: source }
}

/** Whether a text that is written as a date is one: PyYAML stops at the others, and the CLI with it. */
export function isOfCalendar(date: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = date.split(/[^\d]+/).map(Number)
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const isDay = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth
  return isDay && hour < 24 && minute < 60 && second < 60
}

function readInt(source: string): bigint {
  const digits = source.replaceAll('_', '').replace(/^[-+]/, '')
  const sign = source.startsWith('-') ? -1n : 1n
  if (digits.includes(':')) return sign * digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
  // A leading zero means octal in YAML 1.1; BigInt wants that spelled 0o.
  return sign * BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
}

function readFloat(source: string): number {
  const digits = source.replaceAll('_', '').toLowerCase().replace(/^[-+]/, '')
  const sign = source.startsWith('-') ? -1 : 1
  if (digits === '.inf') return sign * Infinity
  if (digits === '.nan') return NaN
  return sign * digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

/**
 * A float as Python's `str()` prints it: `1.0` keeps its dot, the exponent form starts below 1e-4 and at 1e16 and has
 * at least two digits.
 */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const [mantissa = '', power = '0'] = value.toExponential().split('e')
  const exponent = Number(power)
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  // JavaScript prints no exponent in this range from 1e-6 on, and the same shortest digits.
  const plain = String(value)
  return plain.includes('.') ? plain : `${plain}.0`
}
