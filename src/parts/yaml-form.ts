import type { YamlValue } from '../domain/job-spec/fields.ts'
import { createProblemLog, type Problem } from '../domain/job-spec/problems.ts'
import type { YamlMap, YamlNode } from '../domain/job-spec/yaml-tree.ts'
import { parseYaml, spanAt } from '../domain/job-spec/yaml-tree.ts'
import { removeKey, renameKey, setValue } from '../domain/job-spec/edit-yaml.ts'
import { resolvePlain } from '../domain/job-spec/yaml-scalars.ts'
import { applyEdits, type TextEdit } from '../lib/text-edit.ts'

type Path = readonly string[]

/** A YAML text seen as a form: values to show, problems to show beside them, and edits that leave the rest alone. */
export type YamlForm = Readonly<{
  /** The scalar at a path as it reads, empty where there is none. */
  text: (path: Path) => string
  has: (path: Path) => boolean
  isMap: (path: Path) => boolean
  /** The keys of the map at a path, in the order of the text. */
  keys: (path: Path) => string[]
  /** What is wrong with the value at a path; `below` takes in everything inside of it. */
  problem: (path: Path, options?: { below?: boolean }) => string | undefined
  /** Puts a value in; undefined removes the key. */
  set: (path: Path, value: YamlValue | undefined) => void
  rename: (path: Path, key: string) => void
}>

/**
 * @param onChange gets the whole text after an edit
 * @returns undefined while the text is no YAML: there is nothing to show then but its problems
 */
export function createYamlForm(
  text: string,
  problems: readonly Problem[],
  onChange: (text: string) => void,
): YamlForm | undefined {
  const yaml = parseYaml(text)
  if (!yaml.ok) return undefined
  const { root } = yaml
  const apply = (edits: readonly TextEdit[] | null) => {
    if (edits) onChange(applyEdits(text, edits))
  }
  return {
    text: (path) => {
      const node = nodeAt(root, path)
      return node?.kind === 'scalar' ? scalarText(node) : ''
    },
    has: (path) => nodeAt(root, path) !== undefined,
    isMap: (path) => nodeAt(root, path)?.kind === 'map',
    keys: (path) => {
      const node = nodeAt(root, path)
      return node?.kind === 'map' ? [...node.entries.keys()] : []
    },
    problem: (path, { below = false } = {}) =>
      problems.find(
        (problem) =>
          (below ? problem.path.length >= path.length : problem.path.length === path.length) &&
          path.every((key, index) => problem.path[index] === key),
      )?.message,
    set: (path, value) => {
      if (value !== undefined) apply(setValue(text, path, value))
      else if (nodeAt(root, path)) apply(removeKey(text, path))
    },
    rename: (path, key) => apply(renameKey(text, path, key)),
  }
}

function nodeAt(root: YamlMap, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root
  for (const key of path) node = node?.kind === 'map' ? node.entries.get(key)?.value : undefined
  return node
}

const scalarText = (node: YamlNode & { kind: 'scalar' }) => (node.type === 'string' ? node.value : node.text)

/** A number where writing it gives back exactly what was typed, else text. */
export function numberOrText(typed: string): string | number {
  const scalar = resolvePlain(typed)
  const isNumber = (scalar.type === 'int' || scalar.type === 'float') && String(scalar.value) === typed
  return isNumber && Number.isFinite(scalar.value) ? scalar.value : typed
}

/** Problems that the text does not show by itself, such as a name that is in use, at their places in it. */
export function problemsAt(text: string, found: readonly { path: Path; message: string }[]): readonly Problem[] {
  if (found.length === 0) return []
  const yaml = parseYaml(text)
  if (!yaml.ok) return []
  const log = createProblemLog(text)
  for (const { path, message } of found) log.error(spanAt(yaml.root, path), path, message)
  return log.problems
}
