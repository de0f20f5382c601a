import type { Path } from './problems.ts'
import { resolvePlain } from './yaml/yaml-scalars.ts'
import { flowText } from './yaml/yaml-text.ts'
import { parseYaml } from './yaml/yaml-tree.ts'
import { nodeAt, toValue } from './yaml/yaml-values.ts'
import type { YamlMap, YamlNode } from './yaml/yaml-tree.ts'

/** One key whose value differs. A side is undefined where the key is not there. */
export type Change = Readonly<{ path: Path; before: string | undefined; after: string | undefined }>

/**
 * What differs between two YAML texts in meaning: comments, order and ways of quoting do not count. Maps are compared
 * key by key, lists as a whole.
 *
 * @returns in the order of the new text, with removed keys at the end of the map they were in; undefined while one of
 *   the texts is no YAML
 */
export function changesBetween(before: string, after: string): Change[] | undefined {
  const old = parseYaml(before)
  const now = parseYaml(after)
  return old.ok && now.ok ? changesOfMap(old.root, now.root, []) : undefined
}

/**
 * How one place differs between two documents, with all that is in it. What is in a map that was no map before, or is
 * none any more, counts as part of that change and is not told by itself.
 */
export function changeAt(before: YamlMap, after: YamlMap, path: Path): Change | undefined {
  const isPart = path.slice(0, -1).some((_, index) => {
    const [old, now] = [before, after].map((root) => nodeAt(root, path.slice(0, index + 1))?.kind)
    return old !== undefined && now !== undefined && old !== now
  })
  if (isPart) return undefined
  const [old, now] = [nodeAt(before, path), nodeAt(after, path)]
  if ((!old && !now) || changesOf(old, now, path).length === 0) return undefined
  return { path, before: old && textOf(old), after: now && textOf(now) }
}

function changesOfMap(before: YamlMap, after: YamlMap, path: Path): Change[] {
  const keys = new Set([...after.entries.keys(), ...before.entries.keys()])
  return [...keys].flatMap((key) =>
    changesOf(before.entries.get(key)?.value, after.entries.get(key)?.value, [...path, key]),
  )
}

function changesOf(before: YamlNode | undefined, after: YamlNode | undefined, path: Path): Change[] {
  if (before?.kind === 'map' && after?.kind === 'map') return changesOfMap(before, after, path)
  if (before && after && identityOf(before) === identityOf(after)) return []
  return [{ path, before: before && textOf(before), after: after && textOf(after) }]
}

/** `1` and `"1"` are two things, and so are `1.0` and `1`: the CLI sends numbers as they are written. */
const identityOf = (node: YamlNode): string => (node.kind === 'scalar' ? `${node.type} ${node.text}` : textOf(node))

/** A value as a reader would write it: text as it is, unless quotes are all that tells it from something else. */
function textOf(node: YamlNode): string {
  if (node.kind === 'scalar' && (node.type === 'bool' || node.type === 'null')) return String(node.value)
  if (node.kind === 'scalar' && node.type !== 'string') return node.text
  if (node.kind === 'scalar' && resolvePlain(node.value).type === 'string') return node.value
  // A tree of YAML holds what YAML can write.
  return flowText(toValue(node))
}

/** A change in one line: `inputs.rate: 0.1 → 0.2`. Long values are cut. */
export function changeInWords({ path, before, after }: Change): string {
  const name = path.join('.')
  if (after === undefined) return `${name} removed (was ${short(before ?? '')})`
  return before === undefined ? `${name} added: ${short(after)}` : `${name}: ${short(before)} → ${short(after)}`
}

const longestShown = 120

/** A value in one line, cut where it is long. */
export function short(text: string): string {
  const line = text.trimEnd().replaceAll('\n', ' ⏎ ')
  return line.length > longestShown ? `${line.slice(0, longestShown)} …` : line
}
