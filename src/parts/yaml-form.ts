import { changeAt, type Change } from '../domain/job-spec/changes.ts'
import type { YamlValue } from '../domain/job-spec/yaml/yaml-values.ts'
import { createProblemLog, type Path, type Problem } from '../domain/job-spec/problems.ts'
import { parseYaml, spanAt, type YamlNode } from '../domain/job-spec/yaml/yaml-tree.ts'
import { nodeAt, toValue } from '../domain/job-spec/yaml/yaml-values.ts'
import { blockAt, setBlock } from '../domain/job-spec/yaml/edit-block.ts'
import { removeKey, renameKey, setValue } from '../domain/job-spec/yaml/edit-yaml.ts'
import { resolvePlain, type ScalarValue } from '../domain/job-spec/yaml/yaml-scalars.ts'
import { applyEdits, type TextEdit } from '../lib/text-edit.ts'

/** A value for a place in the document; undefined removes what is there. */
export type YamlChange = Readonly<{ path: Path; value: YamlValue | undefined }>

/** What stands at a place: a collection, or the type of a scalar. */
export type YamlKind = 'map' | 'list' | ScalarValue['type']

/**
 * A YAML text seen as a form: values to show, problems to show beside them, and edits that leave the rest alone. A
 * position in a list is a segment of digits. Edits tell whether they were made: some need the YAML itself.
 */
export type YamlForm = Readonly<{
  /** The whole text that this is the form of. */
  source: string
  /** Where in the document the paths of this form begin: see `formAt`. */
  base: Path
  /** The scalar at a path as it reads, empty where there is none. */
  text: (path: Path) => string
  /** What is at a path, as plain data. */
  value: (path: Path) => YamlValue | undefined
  kind: (path: Path) => YamlKind | undefined
  has: (path: Path) => boolean
  isMap: (path: Path) => boolean
  /** The keys of the map at a path, in the order of the text. */
  keys: (path: Path) => string[]
  /** How many values the list at a path has. */
  size: (path: Path) => number
  /** What is wrong with the value at a path; `below` takes in everything inside of it. Errors come first. */
  problem: (path: Path, options?: { below?: boolean }) => string | undefined
  /** All that is wrong with the value at a path and inside of it, errors first. */
  problems: (path: Path) => readonly Problem[]
  /** How a place differs from what the document was made of: see `withOriginal`. */
  change: (path: Path) => Change | undefined
  /** Keys of a map that what the document was made of has, and the document has no more. */
  removedKeys: (path: Path) => readonly string[]
  /** Makes a place what it was. */
  takeBack: (path: Path) => boolean
  /** Puts a value in; undefined removes the key, or the value of a list. */
  set: (path: Path, value: YamlValue | undefined) => boolean
  /** Several changes as one edit, one after the other. */
  setAll: (changes: readonly YamlChange[]) => boolean
  rename: (path: Path, key: string) => boolean
  /** The map at a path as it is written, comments included; empty where there is none. */
  block: (path: Path) => string
  /** Writes a map as it is given. Not possible for a text that is no map. */
  setBlock: (path: Path, block: string) => boolean
  /** Puts another text in the place of the whole; undefined, which an edit of the whole may give, changes nothing. */
  replace: (text: string | undefined) => boolean
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
  const at = (path: Path) => nodeAt(root, path)
  const errorsFirst = problems.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'))
  const replace = (next: string | undefined) => {
    if (next !== undefined) onChange(next)
    return next !== undefined
  }
  return {
    source: text,
    base: [],
    text: (path) => {
      const node = at(path)
      return node?.kind === 'scalar' ? scalarText(node) : ''
    },
    value: (path) => {
      const node = at(path)
      return node && toValue(node)
    },
    kind: (path) => {
      const node = at(path)
      return node?.kind === 'scalar' ? node.type : node?.kind
    },
    has: (path) => at(path) !== undefined,
    isMap: (path) => at(path)?.kind === 'map',
    keys: (path) => {
      const node = at(path)
      return node?.kind === 'map' ? [...node.entries.keys()] : []
    },
    size: (path) => {
      const node = at(path)
      return node?.kind === 'list' ? node.items.length : 0
    },
    problem: (path, { below = false } = {}) =>
      errorsFirst.find((problem) => isBelow(problem.path, path) && (below || problem.path.length === path.length))
        ?.message,
    problems: (path) => errorsFirst.filter((problem) => isBelow(problem.path, path)),
    change: () => undefined,
    removedKeys: () => [],
    takeBack: () => false,
    set: (path, value) => replace(changed(text, { path, value })),
    setAll: (changes) => replace(changes.reduce<string | undefined>((now, next) => now && changed(now, next), text)),
    rename: (path, key) => replace(edited(text, renameKey(text, path, key))),
    block: (path) => blockAt(text, path) ?? '',
    setBlock: (path, block) => replace(edited(text, setBlock(text, path, block))),
    replace,
  }
}

/** The text after a change, or undefined when it cannot be made without touching more. */
function changed(text: string, { path, value }: YamlChange): string | undefined {
  if (value !== undefined) return edited(text, setValue(text, path, value))
  const yaml = parseYaml(text)
  const isThere = yaml.ok && nodeAt(yaml.root, path) !== undefined
  return isThere ? edited(text, removeKey(text, path)) : text
}

const edited = (text: string, edits: readonly TextEdit[] | null) => (edits ? applyEdits(text, edits) : undefined)

const isBelow = (path: Path, ancestor: Path) => ancestor.every((key, index) => path[index] === key)

const scalarText = (node: YamlNode & { kind: 'scalar' }) => (node.type === 'string' ? node.value : node.text)

/** The part of a form below a path: `trial` of a sweep has the fields of a command job. */
export const formAt = (form: YamlForm, base: Path): YamlForm =>
  base.length === 0
    ? form
    : {
        ...form,
        base: [...form.base, ...base],
        text: (path) => form.text([...base, ...path]),
        value: (path) => form.value([...base, ...path]),
        kind: (path) => form.kind([...base, ...path]),
        has: (path) => form.has([...base, ...path]),
        isMap: (path) => form.isMap([...base, ...path]),
        keys: (path) => form.keys([...base, ...path]),
        size: (path) => form.size([...base, ...path]),
        problem: (path, options) => form.problem([...base, ...path], options),
        problems: (path) => form.problems([...base, ...path]),
        change: (path) => form.change([...base, ...path]),
        removedKeys: (path) => form.removedKeys([...base, ...path]),
        takeBack: (path) => form.takeBack([...base, ...path]),
        set: (path, value) => form.set([...base, ...path], value),
        setAll: (changes) => form.setAll(changes.map(({ path, value }) => ({ path: [...base, ...path], value }))),
        rename: (path, key) => form.rename([...base, ...path], key),
        block: (path) => form.block([...base, ...path]),
        setBlock: (path, block) => form.setBlock([...base, ...path], block),
      }

/**
 * A form that can tell what differs from the text that its document was made of. Nothing does while that text, or the
 * form's own, is no YAML.
 */
export function withOriginal(form: YamlForm, original: string): YamlForm {
  const before = parseYaml(original)
  const after = parseYaml(form.source)
  if (!before.ok || !after.ok) return form
  const [old, now] = [before.root, after.root]

  function takeBack(path: Path): boolean {
    const parent = path.slice(0, -1)
    // What went away with all that is around it comes back with all of it.
    if (parent.length > 0 && nodeAt(old, parent) && !nodeAt(now, parent)) return takeBack(parent)
    const node = nodeAt(old, path)
    return form.set(path, node && toValue(node))
  }

  return {
    ...form,
    change: (path) => changeAt(old, now, path),
    removedKeys: (path) => {
      const node = nodeAt(old, path)
      return node?.kind === 'map' ? [...node.entries.keys()].filter((key) => !nodeAt(now, [...path, key])) : []
    },
    takeBack,
  }
}

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

/** Where a path stands in a text, or what is nearest above it; the beginning of a text that is no YAML. */
export function placeOf(text: string, path: Path): number {
  const yaml = parseYaml(text)
  return yaml.ok && path.length > 0 ? spanAt(yaml.root, path).from : 0
}
