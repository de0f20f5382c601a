import { applyEdits } from '../../lib/text-edit.ts'
import type { Path } from '../job-spec/problems.ts'
import { removeKey, setValue } from '../job-spec/yaml/edit-yaml.ts'
import { parseYaml } from '../job-spec/yaml/yaml-tree.ts'
import { nodeAt, toRecord, type YamlValue } from '../job-spec/yaml/yaml-values.ts'

/** One way to make a change: the job's YAML with it, and nothing else, changed. */
type ChangedJob = Readonly<{
  /** What it is chosen by, as in `4 h` or `Standard_E4s_v3`. */
  label: string
  /** What it brings, beyond its name. */
  note: string
  text: string
}>

/** The ways to make a change, the nearest first; without any, why there is none. */
export type Ways = Readonly<{ ways: readonly ChangedJob[]; whyNone?: string | undefined }>

/** The YAML of a job as it is to be changed. */
export type JobText = Readonly<{
  text: string
  isSweep: boolean
  /** Above the keys of what runs: the job's own, or those of a sweep's trial. */
  run: Path
  /** A value that is no list. */
  at: (path: Path) => YamlValue | undefined
}>

export function readJobText(text: string): JobText | undefined {
  const yaml = parseYaml(text)
  if (!yaml.ok) return undefined
  const { root } = yaml
  const isSweep = nodeAt(root, ['trial'])?.kind === 'map'
  const at = (path: Path) => {
    const node = nodeAt(root, path)
    if (node?.kind === 'map') return toRecord(node)
    return node?.kind === 'scalar' ? node.value : undefined
  }
  return { text, isSweep, run: isSweep ? ['trial'] : [], at }
}

/** A sweep has resources for its trials in either of two places. */
export const resourcesPath = ({ run, at }: JobText, key: string): Path =>
  at(['resources']) === undefined ? [...run, 'resources', key] : ['resources', key]

export type Step = readonly [path: Path, value: YamlValue | undefined]

/** The text with values set, or removed where they are undefined; undefined where that would touch more than them. */
export function changed(text: string, steps: readonly Step[]): string | undefined {
  let now = text
  for (const [path, value] of steps) {
    const edits = value === undefined ? removeKey(now, path) : setValue(now, path, value)
    if (!edits) return undefined
    now = applyEdits(now, edits)
  }
  return now
}

export const wayTo = (label: string, note: string, text: string | undefined): ChangedJob | undefined =>
  text === undefined ? undefined : { label, note, text }

export function waysOf(
  ways: readonly (ChangedJob | undefined)[],
  whyNone = 'It cannot be written into the job’s YAML.',
): Ways {
  const made = ways.filter((way) => way !== undefined)
  return made.length > 0 ? { ways: made } : { ways: [], whyNone }
}
