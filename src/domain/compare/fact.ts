import { isoToSeconds, wholeDuration } from '../duration.ts'
import { withoutSecrets } from '../without-secrets.ts'

/** What the facts of jobs are gathered under, in the order in which they explain why results differ. */
export const sectionTitles = {
  parameters: 'Parameters',
  inputs: 'Inputs',
  data: 'Data versions',
  environment: 'Environment',
  code: 'Code',
  command: 'Command',
  compute: 'Compute',
  distribution: 'Distribution',
  sweep: 'Sweep settings',
  settings: 'Settings',
  outputs: 'Outputs',
  git: 'Git',
  tags: 'Tags',
  about: 'Times and people',
} as const

export type SectionId = keyof typeof sectionTitles

/** How a fact is read: numbers are compared as numbers, times (ISO 8601) are shown in the reader's own. */
export type FactKind = 'number' | 'text' | 'code' | 'time'

/** One thing that is known of one job. */
export type Fact = Readonly<{
  section: SectionId
  /** Tells it from the other facts of its section; the same for the same fact of other jobs. */
  label: string
  /** For people, without secrets. */
  value: string
  /** `value` is a number or a switch where it looks like one, else a text. */
  kind: Exclude<FactKind, 'number'> | 'value'
  /** What it is compared by, where that is not `value`. */
  key?: string
}>

/** A fact as it is shown: with secrets taken out, and compared by what was there before. */
export function fact(section: SectionId, label: string, value: string, kind: Fact['kind'] = 'text'): Fact {
  const shown = numberForm.test(value) ? value : String(withoutSecrets(value, label))
  return shown === value ? { section, label, value, kind } : { section, label, value: shown, kind, key: value }
}

/** A number is no secret. Most values are numbers, and there are many. */
const numberForm = /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i

/** No fact where nothing is said. What is no text is spelled as JSON. */
export function said(section: SectionId, label: string, value: unknown, kind: Fact['kind'] = 'text'): Fact[] {
  if (value === undefined || value === null || value === '') return []
  return [fact(section, label, typeof value === 'string' ? value : JSON.stringify(value), kind)]
}

/** `PT1H` and `PT60M` are the same time. */
export function durationFact(section: SectionId, label: string, iso: string | null | undefined): Fact[] {
  const seconds = iso ? isoToSeconds(iso) : undefined
  return said(section, label, seconds === undefined ? iso : wholeDuration(seconds))
}
