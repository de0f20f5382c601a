/**
 * A command job as a sweep and back, as edits of the text: comments, order and whatever only one of the two has survive
 * the way there and back.
 */
import { isMap } from 'yaml'
import { removeKey, renameKey, setValue } from '../yaml/edit-yaml.ts'
import { applyEdits, type TextEdit } from '../../../lib/text-edit.ts'
import type { Path } from '../problems.ts'
import * as places from '../yaml/yaml-places.ts'
import { contentsOf, parseYaml } from '../yaml/yaml-tree.ts'
import { nodeAt, toRecord, toValue } from '../yaml/yaml-values.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'

/** What a sweep has under `trial` and a command job at its top. */
const trialKeys = ['command', 'code', 'environment', 'environment_variables', 'resources', 'distribution']

/** What a command job has no word for. */
const sweepKeys = ['search_space', 'sampling_algorithm', 'objective', 'limits', 'early_termination']

/** Stands before each line that only the sweep needs, so that the way back can find it. */
const keptMark = '#sweep| '

/**
 * Makes a sweep of a command job: what runs moves under `trial`, a time limit becomes that of each trial, and what a
 * sweep needs besides is added, or taken up again from an earlier `toCommand`.
 *
 * @returns undefined where the text cannot be rearranged, such as for a file in braces
 */
export function toSweep(text: string): string | undefined {
  const file = splitFile(text)
  const timeout = valueAt(text, ['limits', 'timeout'])
  if (!file || file.blocks.some(({ key }) => key === 'trial')) return undefined
  const { newline } = file
  const moved = file.blocks.filter(({ key }) => trialKeys.includes(key))
  const lines = moved.flatMap(({ text: block }) => linesOf(block))
  // What an earlier `toCommand` kept above one of the keys belongs to the top.
  const kept = lines.filter((line) => line.startsWith(keptMark))
  const trial = [`trial:${newline}`, ...lines.filter((line) => !kept.includes(line)).map(indented), ...kept].join('')
  const rest = file.blocks.flatMap((block) => {
    if (block === moved[0]) return [trial]
    return moved.includes(block) ? [] : [typed(block, 'sweep')]
  })
  // A command job may have no type; a sweep must.
  const type = file.blocks.some(({ key }) => key === 'type') ? '' : `type: sweep${newline}`
  const arranged = file.head + type + rest.join('') + file.tail
  if (valueAt(arranged, ['type']) !== 'sweep') return undefined
  if (!isSameAs(arranged, text, (sweep) => ({ ...without(sweep, ['trial']), ...mapIn(sweep.trial) }))) return undefined
  return withSweepKeys(arranged, timeout)
}

/**
 * Makes a command job of a sweep: what stands under `trial` moves to the top. What only a sweep has stays in the file
 * as comments, where `toSweep` finds it.
 *
 * @returns undefined where the text cannot be rearranged
 */
export function toCommand(text: string): string | undefined {
  const file = splitFile(text)
  if (!file) return undefined
  const arranged = file.blocks
    .map((block) => {
      if (block.key === 'trial') return dedented(block, file.newline)
      return sweepKeys.includes(block.key) ? linesOf(block.text).map(commented).join('') : typed(block, 'command')
    })
    .join('')
  const result = file.head + arranged + file.tail
  if (valueAt(result, ['type']) !== 'command') return undefined
  const isMoved = isSameAs(result, text, (command, sweep) => ({
    ...without(command, Object.keys(mapIn(sweep.trial))),
    ...pick(sweep, sweepKeys),
    ...('trial' in sweep && { trial: pick(command, Object.keys(mapIn(sweep.trial))) }),
  }))
  if (!isMoved) return undefined
  const timeout = valueAt(text, ['limits', 'trial_timeout'])
  return timeout === undefined ? result : edited(result, setValue(result, ['limits', 'timeout'], timeout))
}

/** Adds what a sweep cannot do without, or takes it up again from the comments where it was kept. */
function withSweepKeys(text: string, timeout: YamlValue | undefined): string {
  const restored = restore(text)
  if (restored !== undefined) {
    return timeout === undefined ? restored : edited(restored, setValue(restored, ['limits', 'trial_timeout'], timeout))
  }
  const needed: [Path, YamlValue][] = [
    [['search_space'], {}],
    [['sampling_algorithm'], 'random'],
    [['objective'], { goal: 'minimize', primary_metric: '' }],
    [['limits', 'max_total_trials'], 20],
    [['limits', 'max_concurrent_trials'], 4],
  ]
  return needed.reduce(
    (now, [path, value]) => (valueAt(now, path) === undefined ? edited(now, setValue(now, path, value)) : now),
    edited(text, renameKey(text, ['limits', 'timeout'], 'trial_timeout')),
  )
}

/** The text with what `toCommand` kept in it, or undefined when there is nothing, or it would not fit any more. */
function restore(text: string): string | undefined {
  if (!text.includes(keptMark)) return undefined
  const without = valueAt(text, ['limits']) === undefined ? text : edited(text, removeKey(text, ['limits']))
  const lines = linesOf(without).map((line) => (line.startsWith(keptMark) ? line.slice(keptMark.length) : line))
  const restored = lines.join('')
  const file = splitFile(restored)
  const isUnique = file && new Set(file.blocks.map(({ key }) => key)).size === file.blocks.length
  return isUnique ? restored : undefined
}

type Block = Readonly<{ key: string; text: string }>

/** A file as the lines of each top-level key, with the comments above it. The parts make up the whole text. */
function splitFile(given: string) {
  const newline = given.includes('\r\n') ? '\r\n' : '\n'
  const text = given === '' || given.endsWith('\n') ? given : given + newline
  const contents = contentsOf(text)
  if (!isMap(contents) || contents.flow || places.hasMerge(contents)) return undefined
  const blocks: Block[] = []
  let head = ''
  let done = 0
  for (const pair of places.pairsOf(contents)) {
    const key = places.keyOf(pair)
    if (!pair.key || key === undefined || !places.isSimple(pair) || places.columnOf(text, pair) !== 0) return undefined
    const from = places.rangeOf(pair.key).from
    // What stands above the first key is about the whole file.
    if (blocks.length === 0) {
      head = text.slice(0, from)
      done = from
    }
    const to = endOfBlock(text, pair)
    blocks.push({ key, text: text.slice(done, to) })
    done = to
  }
  return { head, blocks, tail: text.slice(done), newline }
}

function endOfBlock(text: string, pair: places.NodePair): number {
  const end = places.endOfPair(pair)
  // A block scalar owns the line break at its end.
  if (text[end - 1] === '\n') return end
  return text.indexOf('\n', places.endOfLines(text, pair)) + 1
}

/** With line breaks, so that joining them gives back the text. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

const isBlank = (line: string) => /^\r?\n?$/.test(line)

const indented = (line: string) => (isBlank(line) ? line : `  ${line}`)

const commented = (line: string) => (isBlank(line) ? line : keptMark + line)

/** The lines below `trial:` with the indentation of its first key taken away, comments on its own line kept. */
function dedented({ text }: Block, newline: string): string {
  const lines = linesOf(text)
  const at = lines.findIndex((line) => /^(?:"trial"|'trial'|trial)\s*:/.test(line))
  const remark = /#.*/.exec(lines[at] ?? '')?.[0]
  const body = lines.slice(at + 1)
  const depth = body.map((line) => /^( *)[^\s#]/.exec(line)?.[1]?.length).find((indent) => indent !== undefined) ?? 0
  return [
    ...lines.slice(0, at),
    ...(remark ? [remark.trimEnd() + newline] : []),
    ...body.map((line) => line.replace(new RegExp(`^ {0,${depth}}`), '')),
  ].join('')
}

/** The lines of `type` and `$schema` with the other kind in them. */
function typed({ key, text }: Block, kind: 'command' | 'sweep'): string {
  const other = kind === 'sweep' ? 'command' : 'sweep'
  if (key === 'type') return text.replace(new RegExp(`(^|\\n)(type\\s*:\\s*["']?)${other}\\b`), `$1$2${kind}`)
  return key === '$schema' ? text.replace(`${other}Job.schema.json`, `${kind}Job.schema.json`) : text
}

const edited = (text: string, edits: readonly TextEdit[] | null): string => (edits ? applyEdits(text, edits) : text)

type Values = Record<string, unknown>

function valuesOf(text: string): Values | undefined {
  const yaml = parseYaml(text)
  return yaml.ok ? toRecord(yaml.root) : undefined
}

function valueAt(text: string, path: Path): YamlValue | undefined {
  const yaml = parseYaml(text)
  const node = yaml.ok ? nodeAt(yaml.root, path) : undefined
  return node && toValue(node)
}

/** Whether a rearranged text, put back in order, holds what the first one held, kind and schema aside. */
function isSameAs(arranged: string, text: string, back: (arranged: Values, original: Values) => Values): boolean {
  const now = valuesOf(arranged)
  const before = valuesOf(text)
  if (!now || !before) return false
  const comparable = (values: Values) => JSON.stringify(sorted(without(values, ['type', '$schema'])))
  return comparable(back(now, before)) === comparable(before)
}

const sorted = (values: Values) => Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))

const mapIn = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}

const pick = (values: Values, keys: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)))

const without = (values: Values, keys: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)))
