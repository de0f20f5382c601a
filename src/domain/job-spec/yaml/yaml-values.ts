import type { YamlValue } from '../format/fields.ts'
import type { Path } from '../problems.ts'
import { toValue, type YamlNode } from './yaml-tree.ts'

/** The part of a document at a path of keys; a position in a list is a segment of digits. */
export function nodeAt(root: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root
  for (const key of path) {
    if (node?.kind === 'map') node = node.entries.get(key)?.value
    else node = node?.kind === 'list' && /^\d+$/.test(key) ? node.items[Number(key)] : undefined
  }
  return node
}

/** A part of a document as plain data: maps, lists and scalars are all that a tree is made of. */
export const valueOf = (node: YamlNode) => toValue(node) as YamlValue
