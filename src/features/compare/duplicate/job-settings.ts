import type { JobBaseResource } from '../../../api/generated/arm.ts'
import { changed, readJobText, type JobText, type Step } from '../../../domain/failure/changed-yaml.ts'
import type { Path } from '../../../domain/job-spec/problems.ts'
import { workOf } from '../../../domain/job-work.ts'

/** A value that a job is given in its YAML, and that can be another one in a copy. */
export type JobSetting = Readonly<{
  /** The same for the same setting of other jobs. */
  id: string
  name: string
  kind: 'input' | 'variable' | 'argument'
  value: string
}>

const aSetting = (kind: JobSetting['kind'], name: string, value: string): JobSetting => ({
  id: `${kind} ${name}`,
  name,
  kind,
  value,
})

/** Inputs that are literals, environment variables, and arguments that the command gives to its options. */
export function settingsOf(job: JobBaseResource): JobSetting[] {
  const { properties } = job
  const work = workOf(job)
  const inputs = 'inputs' in properties ? (properties.inputs ?? {}) : {}
  return [
    ...Object.entries(inputs).flatMap(([name, input]) =>
      input?.jobInputType === 'literal' ? [aSetting('input', name, input.value)] : [],
    ),
    ...Object.entries(work?.environmentVariables ?? {}).map(([name, value]) => aSetting('variable', name, value ?? '')),
    ...argumentsIn(work?.command ?? '').map(({ name, value }) => aSetting('argument', name, value)),
  ]
}

type Argument = Readonly<{ name: string; value: string; from: number; to: number }>

/**
 * `--lr 0.1` and `--lr=0.1`. What the shell or the service puts in (`$RATE`, `${{inputs.lr}}`) is no value, and of an
 * option that comes twice nobody knows which one counts.
 */
function argumentsIn(command: string): Argument[] {
  const pattern =
    /(?<=^|\s)--(?<name>[a-zA-Z][\w.-]*)(?:=|[ \t]+)(?<value>"[^"$`\\]*"|'[^']*'|[^\s"'$`\\;&|<>()-][^\s"'$`\\;&|<>()]*|-[\d.][^\s"'$`\\;&|<>()]*)(?=\s|$|;)/dg
  const found = [...command.matchAll(pattern)].flatMap(({ groups, indices }): Argument[] => {
    const [from, to] = indices?.groups?.['value'] ?? []
    const { name, value } = groups ?? {}
    if (name === undefined || value === undefined || from === undefined || to === undefined) return []
    return [{ name, value: value.replace(/^(["'])(.*)\1$/s, '$2'), from, to }]
  })
  return found.filter(({ name }) => found.filter((other) => other.name === name).length === 1)
}

/**
 * The YAML of a job with some settings changed, and nothing else.
 *
 * @param values by the id of the setting; those that are what they were change nothing
 * @returns undefined where a change cannot be made without touching more
 */
export function withSettings(text: string, settings: readonly JobSetting[], values: ReadonlyMap<string, string>) {
  const job = readJobText(text)
  if (!job) return undefined
  const others = settings.flatMap((setting) => {
    const value = values.get(setting.id)
    return value === undefined || value === setting.value ? [] : [{ ...setting, value }]
  })
  const steps = others.filter(({ kind }) => kind !== 'argument').map((setting) => stepOf(job, setting))
  const options = others.filter(({ kind }) => kind === 'argument')
  const withCommand = options.length > 0 ? [...steps, commandStep(job, options)] : steps
  return withCommand.every((step) => step !== undefined) ? changed(text, withCommand) : undefined
}

function stepOf(job: JobText, { kind, name, value }: JobSetting): Step {
  const path: Path = kind === 'input' ? ['inputs', name] : [...job.run, 'environment_variables', name]
  const now = job.at(path)
  // An input may be written as `{value: 0.1}` as well.
  const isMap = typeof now === 'object' && now !== null
  const at: Path = isMap ? [...path, 'value'] : path
  const isNumber = typeof job.at(at) === 'number' && value.trim() !== '' && Number.isFinite(Number(value))
  return [at, isNumber ? Number(value) : value]
}

function commandStep(job: JobText, options: readonly JobSetting[]): Step | undefined {
  const path = [...job.run, 'command']
  const command = job.at(path)
  if (typeof command !== 'string') return undefined
  const all = argumentsIn(command)
  let now = command
  // From the end on, so that the places of those before stay what they are.
  for (const { name, from, to } of all.toReversed()) {
    const option = options.find((each) => each.name === name)
    if (option) now = now.slice(0, from) + quoted(option.value) + now.slice(to)
  }
  return options.every(({ name }) => all.some((each) => each.name === name)) ? [path, now] : undefined
}

/** As one word of a shell. */
const quoted = (value: string) =>
  /^[\w.,:/@%+=-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
