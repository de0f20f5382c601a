import { applyEdits } from '../../../lib/text-edit.ts'
import type { TextEdit } from '../../../lib/text-edit.ts'
import { nest } from './yaml-values.ts'
import type { YamlValue } from './yaml-values.ts'
import type { Path } from '../problems.ts'
import { yamlText } from './yaml-text.ts'
import { parseYaml } from './yaml-tree.ts'
import type { YamlNode } from './yaml-tree.ts'

/**
 * The edits, if the text they lead to parses, holds the value at the path (or nothing, when none is wanted) and
 * differs nowhere else. Where anchors are in use, other places may change with the one that they refer to.
 */
export function verified(
  text: string,
  edits: TextEdit[],
  { path, value }: { path: Path; value?: YamlValue },
): TextEdit[] | null {
  const after = leavesOf(applyEdits(text, edits))
  // Without its last key the text may be empty, which is no document but what was asked for.
  if (!after) return value === undefined && applyEdits(text, edits).trim() === '' ? edits : null
  const wanted = value === undefined ? [] : leavesOf(yamlText(nest(path, value)))
  const found = after.filter(([at]) => isBelow(at, path))
  if (JSON.stringify(found) !== JSON.stringify(wanted)) return null
  if (anchorPattern.test(text)) return edits
  const isElsewhere = ([at]: Leaf) => !isBelow(at, path) && !isBelow(path, at)
  const before = leavesOf(text) ?? []
  return JSON.stringify(before.filter(isElsewhere)) === JSON.stringify(after.filter(isElsewhere)) ? edits : null
}

/** The edits, if they do nothing but to take one item out of a list. */
export function verifiedRemoval(text: string, edits: TextEdit[], path: Path): TextEdit[] | null {
  const list = path.slice(0, -1)
  const removed = Number(path.at(-1))
  const expected = leavesOf(text)?.flatMap(([at, leaf]): Leaf[] => {
    if (!isBelow(at, list)) return [[at, leaf]]
    const index = Number(at[list.length])
    if (index === removed) return []
    return [[index < removed ? at : [...list, String(index - 1), ...at.slice(path.length)], leaf]]
  })
  return JSON.stringify(expected) === JSON.stringify(leavesOf(applyEdits(text, edits))) ? edits : null
}

/** An anchor, or what looks like one: “a &b” in a command does no harm but to make the check a bit weaker. */
const anchorPattern = /(?<![^\s,[{])&\w/

export type Leaf = readonly [path: Path, value: string]

export const isBelow = (path: Path, ancestor: Path) => ancestor.every((key, index) => path[index] === key)

/** Every scalar and every empty collection of a document with its path, in document order. */
export function leavesOf(text: string): Leaf[] | undefined {
  const yaml = parseYaml(text)
  if (!yaml.ok) return undefined
  const leaves: Leaf[] = []
  const visit = (node: YamlNode, path: Path) => {
    if (node.kind === 'scalar') leaves.push([path, `${node.type} ${node.text}`])
    else if (node.kind === 'map') {
      if (node.entries.size === 0) leaves.push([path, '{}'])
      for (const [key, entry] of node.entries) visit(entry.value, [...path, key])
    } else {
      if (node.items.length === 0) leaves.push([path, '[]'])
      for (const [index, item] of node.items.entries()) visit(item, [...path, String(index)])
    }
  }
  visit(yaml.root, [])
  return leaves
}
