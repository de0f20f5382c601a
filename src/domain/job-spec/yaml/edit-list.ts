import type { TextEdit } from '../../../lib/text-edit.ts'
import { removeKey, setValue } from './edit-yaml.ts'
import type { YamlValue } from './yaml-values.ts'
import type { Path } from '../problems.ts'
import { nodeAt } from './yaml-values.ts'
import { parseYaml } from './yaml-tree.ts'

/** Adds a value to the list at a path, making the list where there is none. Null when something else stands there. */
export function appendItem(text: string, path: Path, value: YamlValue): TextEdit[] | null {
  const yaml = parseYaml(text)
  if (!yaml.ok) return null
  const list = nodeAt(yaml.root, path)
  if (list === undefined || (list.kind === 'list' && list.items.length === 0)) return setValue(text, path, [value])
  return list.kind === 'list' ? setValue(text, [...path, String(list.items.length)], value) : null
}

/** Takes a value out of a list, and the list away with its last one. Null when there is no such value. */
export function removeItem(text: string, path: Path, index: number): TextEdit[] | null {
  const yaml = parseYaml(text)
  const list = yaml.ok ? nodeAt(yaml.root, path) : undefined
  return list?.kind === 'list' && index < list.items.length ? removeKey(text, [...path, String(index)]) : null
}
