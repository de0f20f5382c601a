/** A part of a file as a text of its own, such as the conda file that an environment holds in place. */
import { isMap } from 'yaml'
import type { TextEdit } from '../../../lib/text-edit.ts'
import { verified } from './edit-check.ts'
import { setValue } from './edit-yaml.ts'
import type { Path } from '../problems.ts'
import * as places from './yaml-places.ts'
import type { NodePair } from './yaml-places.ts'
import { yamlText } from './yaml-text.ts'
import { contentsOf, parseYaml } from './yaml-tree.ts'
import { nodeAt, toRecord } from './yaml-values.ts'

/** The map at a path as it is written, comments included, without its indentation; undefined where there is none. */
export function blockAt(text: string, path: Path): string | undefined {
  const pair = pairAt(text, path)
  if (!isMap(pair?.value) || !places.isBlockCollection(pair.value)) return printedAt(text, path)
  const { from, to } = bodyOf(text, pair)
  const lines = text.slice(from, to).split(/\r?\n/).slice(1)
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0)
  const indent = Math.min(...indents)
  return lines.map((line) => `${line.slice(indent)}\n`).join('')
}

/** A map in braces, or one that an alias brings in, as it would stand by itself. */
function printedAt(text: string, path: Path): string | undefined {
  const yaml = parseYaml(text)
  const node = yaml.ok ? nodeAt(yaml.root, path) : undefined
  return node?.kind === 'map' ? yamlText(toRecord(node)) : undefined
}

/** Writes a map as it is given, comments included. Null where that is no map, or cannot be done without touching more. */
export function setBlock(text: string, path: Path, block: string): TextEdit[] | null {
  const yaml = parseYaml(block)
  if (!yaml.ok) return null
  const value = toRecord(yaml.root)
  const pair = pairAt(text, path)
  if (!pair?.value || !places.isBlockCollection(pair.value)) return setValue(text, path, value)
  const newline = places.newlineOf(text)
  const indent = ' '.repeat(places.columnOf(text, pair) + 2)
  const lines = block.trimEnd().split(/\r?\n/)
  const insert = lines.map((line) => newline + (line && indent + line)).join('')
  return verified(text, [{ ...bodyOf(text, pair), insert }], { path, value }) ?? setValue(text, path, value)
}

/** From the end of the key's line to the end of the value's last line. */
const bodyOf = (text: string, pair: NodePair) => ({
  from: places.lineEnd(text, places.endOfKey(pair)),
  to: places.endOfLines(text, pair),
})

function pairAt(text: string, path: Path): NodePair | undefined {
  let node = contentsOf(text) ?? null
  let pair: NodePair | undefined
  for (const key of path) {
    if (!isMap(node)) return undefined
    pair = places.findPair(node, key)
    node = pair?.value ?? null
  }
  return pair
}
