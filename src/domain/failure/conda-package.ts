import { applyEdits } from '../../lib/text-edit.ts'
import { setValue } from '../job-spec/yaml/edit-yaml.ts'
import { parseYaml } from '../job-spec/yaml/yaml-tree.ts'
import { nodeAt } from '../job-spec/yaml/yaml-values.ts'

/** A conda file for an environment that has none. */
export const newCondaFile = (packageName: string): string =>
  `dependencies:\n  - python=3.12\n  - pip\n  - pip:\n      - ${packageName}\n`

/**
 * A conda file with one more package for pip, all else as it was, comments included.
 * @returns the same text where it lists the package already; undefined where it is no YAML, or cannot be changed
 *   without touching more
 */
export function withPipPackage(conda: string, packageName: string): string | undefined {
  const yaml = parseYaml(conda)
  if (!yaml.ok) return undefined
  const dependencies = nodeAt(yaml.root, ['dependencies'])
  if (dependencies?.kind !== 'list')
    return edited(conda, ['dependencies'], ['python=3.12', 'pip', { pip: [packageName] }])
  const index = dependencies.items.findIndex((item) => item.kind === 'map' && item.entries.has('pip'))
  const pip = index === -1 ? undefined : nodeAt(yaml.root, ['dependencies', String(index), 'pip'])
  const names = [...dependencies.items, ...(pip?.kind === 'list' ? pip.items : [])]
  if (names.some((item) => item.kind === 'scalar' && nameOf(item.text) === nameOf(packageName))) return conda
  if (pip?.kind === 'list')
    return edited(conda, ['dependencies', String(index), 'pip', String(pip.items.length)], packageName)
  // A list that nobody has filled yet.
  if (index !== -1) return edited(conda, ['dependencies', String(index), 'pip'], [packageName])
  const end = String(dependencies.items.length)
  const hasPip = dependencies.items.some((item) => item.kind === 'scalar' && nameOf(item.text) === 'pip')
  const withPip = hasPip ? conda : edited(conda, ['dependencies', end], 'pip')
  const next = hasPip ? end : String(dependencies.items.length + 1)
  return withPip === undefined ? undefined : edited(withPip, ['dependencies', next], { pip: [packageName] })
}

/** `scikit-learn` of `Scikit_Learn==1.5 ; python_version > "3.8"` and of `conda-forge::scikit-learn=1.5`. */
const nameOf = (requirement: string): string =>
  (/^(?:[\w-]+::)?([A-Za-z0-9][\w.-]*)/.exec(requirement.trim())?.[1] ?? '').toLowerCase().replaceAll(/[-_.]+/g, '-')

function edited(text: string, path: readonly string[], value: Parameters<typeof setValue>[2]): string | undefined {
  const edits = setValue(text, path, value)
  return edits ? applyEdits(text, edits) : undefined
}
