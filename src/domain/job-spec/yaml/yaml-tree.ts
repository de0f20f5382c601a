import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Node, Pair, Scalar, YAMLMap } from 'yaml'
import { createProblemLog, hasErrors, putInQuotes } from '../problems.ts'
import type { Path, Problem, ProblemLog, Span } from '../problems.ts'
import { excessOf, reportTabs } from './yaml-lexemes.ts'
import { isOfCalendar, resolvePlain } from './yaml-scalars.ts'
import type { ScalarValue } from './yaml-scalars.ts'

/** A document as the CLI sees it (aliases followed, merge keys merged), with the place of every part. */
export type YamlNode = YamlScalar | YamlMap | YamlList
export type YamlScalar = Span & { kind: 'scalar' } & ScalarValue
export type YamlMap = Span & { kind: 'map'; entries: ReadonlyMap<string, YamlEntry> }
export type YamlList = Span & { kind: 'list'; items: readonly YamlNode[] }
/** `keyType` tells `1: x` and `yes: x` from `"1": x`: only text is a name. */
export type YamlEntry = { key: Span; keyType: ScalarValue['type']; value: YamlNode }

export type YamlResult = { ok: true; root: YamlMap } | { ok: false; problems: readonly Problem[] }

/** Aliases can make a small text mean a huge document; no real file comes near this many parts. */
const maxParts = 100_000

/**
 * The document with the library's own ranges. Everything is text to it (`failsafe`): what a scalar means is decided
 * by `resolvePlain`. Repeated keys are let through, since PyYAML takes the last one without a word.
 */
const parseRanges = (text: string) =>
  parseDocument(text, {
    schema: 'failsafe',
    version: '1.1',
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    keepSourceTokens: true,
    // Warnings are about tags; scalarValue judges those. 'silent' would also hide a second document.
    logLevel: 'error',
  })

/** The root of the library's document: null when it is empty, undefined when the text cannot be read. */
export function contentsOf(text: string): Node | null | undefined {
  if (excessOf(text)) return undefined
  const { contents, errors } = parseRanges(text)
  return errors.length > 0 ? undefined : contents
}

/** Results by text, the last one used at the end. */
const lastResults = new Map<string, YamlResult>()
const mostResults = 4

/**
 * Reads YAML as PyYAML's `safe_load` does, which is what the CLI uses; its refusals are ours. A key stroke makes one
 * text that many ask about (its kind, its problems, the form), so the last few results are kept.
 */
export function parseYaml(text: string): YamlResult {
  const result = lastResults.get(text) ?? readYaml(text)
  lastResults.delete(text)
  lastResults.set(text, result)
  const [oldest] = lastResults.keys()
  if (lastResults.size > mostResults && oldest !== undefined) lastResults.delete(oldest)
  return result
}

function readYaml(text: string): YamlResult {
  const log = createProblemLog(text)
  const excess = excessOf(text)
  if (excess) {
    log.error(excess.span, [], excess.message)
    return { ok: false, problems: log.problems }
  }
  const document = parseRanges(text)
  for (const { pos, message, code } of document.errors) {
    const several = 'One file holds one document. Remove everything from the second “---” on.'
    log.error({ from: pos[0], to: pos[1] }, [], code === 'MULTIPLE_DOCS' ? several : message)
  }
  if (!hasErrors(log)) reportTabs(text, log)
  if (hasErrors(log)) return { ok: false, problems: log.problems }

  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.source === '')) {
    log.error({ from: 0, to: 0 }, [], 'The file is empty.')
    return { ok: false, problems: log.problems }
  }
  const root = createTreeBuilder(log).build(contents)
  if (root.kind !== 'map') log.error(root, [], 'The file must hold keys and values at its top level (“key: value”).')
  if (hasErrors(log) || root.kind !== 'map') return { ok: false, problems: log.problems }
  return { ok: true, root }
}

function createTreeBuilder(log: ProblemLog) {
  // A name can be given to several nodes; an alias means the last one before it, so the order of visits matters.
  const anchors = new Map<string, YamlNode | 'open'>()
  const sizes = new WeakMap<YamlNode, number>()
  let parts = 0
  let isTooMuch = false

  function build(node: Node | null, fallback: Span = { from: 0, to: 0 }): YamlNode {
    if (isTooMuch) return { kind: 'scalar', ...fallback, ...resolvePlain('') }
    const built = buildNode(node, fallback)
    if (parts > maxParts && !isTooMuch) {
      log.error(built, [], 'The aliases of this file unfold to far too much.')
      isTooMuch = true
    }
    return built
  }

  function buildNode(node: Node | null, fallback: Span): YamlNode {
    if (node === null) return { kind: 'scalar', ...fallback, ...resolvePlain('') }
    const span = spanOf(node)
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target === undefined) log.error(span, [], `There is no anchor “&${node.source}” before this alias.`)
      if (target === 'open') log.error(span, [], `“*${node.source}” stands inside of what it refers to.`)
      if (target === undefined || target === 'open') return { kind: 'scalar', ...span, ...resolvePlain('') }
      parts += sizes.get(target) ?? 1
      return { ...target, ...span }
    }
    const before = parts
    parts += 1
    // Failsafe documents hold maps, sequences and scalars, and nothing else.
    const content = node as Scalar | YAMLMap
    if (content.anchor) anchors.set(content.anchor, 'open')
    const built = buildContent(node, span)
    if (content.anchor) anchors.set(content.anchor, built)
    sizes.set(built, parts - before)
    return built
  }

  function buildContent(node: Node, span: Span): YamlNode {
    if (isMap(node)) return buildMap(node, span)
    if (isSeq(node)) {
      return { kind: 'list', ...span, items: node.items.map((item) => build(item as Node | null, span)) }
    }
    return { kind: 'scalar', ...span, ...scalarValue(node as Scalar, log) }
  }

  function buildMap(node: YAMLMap, span: Span): YamlMap {
    const merged = new Map<string, YamlEntry>()
    const own = new Map<string, YamlEntry>()
    // Pairs of a parsed document hold nodes.
    for (const { key, value } of node.items as Pair<Node | null, Node | null>[]) {
      if (isScalar(key) && key.type === 'PLAIN' && key.source === '<<') {
        mergeInto(merged, build(value, spanOf(key)))
        continue
      }
      const keyNode = build(key, span)
      if (keyNode.kind !== 'scalar' || isMissingKey(key)) {
        log.error(keyNode, [], 'A key must be a single word or text before the colon.')
        continue
      }
      const valueNode = build(value, { from: keyNode.to, to: keyNode.to })
      own.set(keyText(keyNode), { key: keyNode, keyType: keyNode.type, value: valueNode })
    }
    parts += merged.size
    return { kind: 'map', ...span, entries: new Map([...merged, ...own]) }
  }

  function mergeInto(merged: Map<string, YamlEntry>, value: YamlNode) {
    const sources = value.kind === 'list' ? value.items : [value]
    const taken = new Map<string, YamlEntry>()
    for (const source of sources) {
      if (source.kind !== 'map') {
        log.error(source, [], '“<<” takes in a map, or a list of maps.')
        continue
      }
      // Of several maps in one list the first one wins, of several “<<” the last one.
      for (const [key, entry] of source.entries) if (!taken.has(key)) taken.set(key, entry)
    }
    for (const [key, entry] of taken) merged.set(key, entry)
  }

  return { build }
}

const keyText = (key: YamlScalar) => (key.type === 'string' ? key.value : key.text)

/** A line that starts with a colon: an empty key to the library, an error to PyYAML. */
const isMissingKey = (key: Node | null) => key === null || (isScalar(key) && key.type === 'PLAIN' && key.source === '')

function spanOf(node: Node): Span {
  const [from, to] = node.range ?? [0, 0]
  return { from, to }
}

const coreTag = 'tag:yaml.org,2002:'

function scalarValue(node: Scalar, log: ProblemLog): ScalarValue {
  const source = String(node.value)
  const asText: ScalarValue = { type: 'string', value: source, text: source }
  const { tag } = node
  if (tag === undefined && node.type === 'PLAIN' && (source === '=' || source === '<<')) {
    log.error(spanOf(node), [], `“${source}” has a meaning of its own in YAML. Put it in quotes.`)
  }
  if (tag === undefined) return node.type === 'PLAIN' ? plainValue(node, log) : asText
  if (tag === '!' || tag === `${coreTag}str`) return asText
  const resolved = resolvePlain(source)
  if (tag === coreTag + resolved.type) return resolved
  log.error(spanOf(node), [], `The tag “${tag.replace(coreTag, '!!')}” cannot be used with this value.`)
  return asText
}

function plainValue(node: Scalar, log: ProblemLog): ScalarValue {
  const value = resolvePlain(node.source ?? '')
  if (value.type === 'date' && !isOfCalendar(value.value)) {
    const message = `“${value.value}” is written as a date, but there is none like it. Put it in quotes if it is text.`
    log.error(spanOf(node), [], message, putInQuotes(spanOf(node)))
  }
  return value
}

/** Where a path stands: its value, or the nearest thing above it that is there. */
export function spanAt(root: YamlMap, path: Path): Span {
  let span: Span = root
  let entry: YamlEntry | undefined
  for (const key of path) {
    const parent: YamlMap | undefined = entry === undefined ? root : mapOf(entry)
    entry = parent?.entries.get(key)
    if (!entry) break
    span = entry.value
  }
  return span
}

const mapOf = ({ value }: YamlEntry) => (value.kind === 'map' ? value : undefined)
