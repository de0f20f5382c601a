import type { Path } from '../problems.ts'
import type { YamlMap, YamlNode } from './yaml-tree.ts'

/** Data as YAML holds it. Keys that are undefined are left out. */
export type YamlValue = string | number | boolean | null | YamlValue[] | { [key: string]: YamlValue | undefined }

/** A value below a path of keys: `a.b` and 1 give `{a: {b: 1}}`. */
export const nest = (path: Path, value: YamlValue): YamlValue =>
  path.reduceRight<YamlValue>((inner, key) => ({ [key]: inner }), value)

/** The part of a document at a path of keys; a position in a list is a segment of digits. */
export function nodeAt(root: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root
  for (const key of path) {
    if (node?.kind === 'map') node = node.entries.get(key)?.value
    else node = node?.kind === 'list' && /^\d+$/.test(key) ? node.items[Number(key)] : undefined
  }
  return node
}

/** A part of a document as plain data. */
export function toValue(node: YamlNode): YamlValue {
  if (node.kind === 'scalar') return node.value
  return node.kind === 'list' ? node.items.map(toValue) : toRecord(node)
}

export const toRecord = ({ entries }: YamlMap): Record<string, YamlValue> =>
  Object.fromEntries([...entries].map(([key, { value }]) => [key, toValue(value)]))
