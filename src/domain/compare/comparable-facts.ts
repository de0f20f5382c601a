import type { ComparedJob, LoggedValues } from './compared-job.ts'
import type { Fact } from './fact.ts'
import { factsOf } from './job-facts.ts'

/** A fact with what equal facts of other jobs have in common with it. Not to be shown: secrets are in `comparedBy`. */
export type ComparableFact = Fact & Readonly<{ comparedBy: string; isNumber: boolean }>

type Gathered = Readonly<{ logged: LoggedValues | undefined; facts: readonly ComparableFact[] }>

const gathered = new WeakMap<ComparedJob['resource'], Gathered>()

/** All facts of a job. What was found is kept as long as the job is: others come and go beside it, and metrics grow. */
export function comparableFacts(job: ComparedJob): readonly ComparableFact[] {
  const { resource, logged } = job
  const before = gathered.get(resource)
  if (before && before.logged?.params === logged?.params && before.logged?.tags === logged?.tags) return before.facts
  const facts = factsOf(job).map((fact) => ({
    ...fact,
    comparedBy: keyOf(fact),
    isNumber: fact.kind === 'value' && isNumeric(fact.value),
  }))
  gathered.set(resource, { logged, facts })
  return facts
}

/** `0.10` and `1e-1` are one number, and `True` and `true` one switch: which is written depends on who writes. */
function keyOf({ kind, value, key = value }: Fact): string {
  if (kind !== 'value') return key
  if (isNumeric(key)) return `number ${numberKey(key.trim())}`
  return /^(?:true|false)$/i.test(key) ? key.toLowerCase() : key
}

const isNumeric = (text: string) =>
  /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(text) || /^[-+]?(?:nan|inf(?:inity)?)$/i.test(text)

function numberKey(text: string): string {
  if (/[a-df-z]/i.test(text)) return text.toLowerCase().replace(/^\+|inity$/g, '')
  // Long identifiers would be taken for one another once they are numbers of 53 bits.
  const isLong = text.replaceAll(/e.*$|[^\d]/gi, '').replace(/^0+/, '').length > 15
  return isLong ? text : String(Number(text))
}
