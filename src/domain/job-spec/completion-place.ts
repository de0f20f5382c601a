import type { Path, Span } from './problems.ts'
import { keysBelow, yamlCursor } from './yaml/yaml-cursor.ts'
import { parseYaml, type YamlMap, type YamlNode } from './yaml/yaml-tree.ts'

/** A name inside of `${{…}}`, e.g. `inputs.rate`, and what it stands for as far as the text says. */
export type ExpressionName = Readonly<{ name: string; value: string }>

/** What can be named where a cursor stands, and the stretch of the text that a choice takes the place of. */
export type CompletionPlace = Span &
  (
    | Readonly<{ wants: 'compute' | 'environment' | 'datastore' | 'vmSize' | 'output' | 'files' }>
    /** Data or a model for an input; `assetType` once the input has one, e.g. `uri_file`. */
    | Readonly<{ wants: 'input'; assetType: string | undefined }>
    | Readonly<{ wants: 'expression'; names: readonly ExpressionName[] }>
  )

/** Paths of which each `*` is one name; a sweep has most of a job's keys under `trial`. */
const places: readonly (readonly [pattern: string, wants: Exclude<CompletionPlace['wants'], 'expression'>])[] = [
  ['compute', 'compute'],
  ['environment', 'environment'],
  ['trial.environment', 'environment'],
  ['inputs.*.path', 'input'],
  ['outputs.*.path', 'output'],
  ['inputs.*.datastore', 'datastore'],
  ['datastore', 'datastore'],
  ['environment.datastore', 'datastore'],
  ['trial.environment.datastore', 'datastore'],
  ['path', 'files'],
  ['size', 'vmSize'],
  ['resources.instance_type', 'vmSize'],
  ['trial.resources.instance_type', 'vmSize'],
]

const patterns = places.map(
  ([pattern, wants]) => [new RegExp(`^${pattern.replaceAll('.', '\n').replaceAll('*', '[^\\n]+')}$`), wants] as const,
)

/** What can be named at an offset; undefined where nothing that lives in a workspace or in the text itself can. */
export function completionPlace(text: string, offset: number): CompletionPlace | undefined {
  const cursor = yamlCursor(text, offset)
  if (!cursor) return undefined
  const { path, value, isText } = cursor
  if (path.at(-1) === 'command') return expressionPlace(text, offset, value)
  if (isText) return undefined
  const wants = patterns.find(([pattern]) => pattern.test(path.join('\n')))?.[1]
  if (wants === 'input') return { wants, ...value, assetType: keysBelow(text, path.slice(0, -1)).get('type') }
  return wants && { wants, ...value }
}

function expressionPlace(text: string, offset: number, { from: start, to: end }: Span): CompletionPlace | undefined {
  const [, typed] = /\$\{\{ *([\w.-]*)$/.exec(text.slice(start, offset)) ?? []
  if (typed === undefined) return undefined
  const rest = /^[\w.-]* *\}{0,2}/.exec(text.slice(offset, end))?.[0] ?? ''
  return { wants: 'expression', from: offset - typed.length, to: offset + rest.length, names: expressionNames(text) }
}

function expressionNames(text: string): ExpressionName[] {
  const yaml = parseYaml(text)
  return ['inputs', 'outputs', 'search_space'].flatMap((group) => {
    const values = yaml.ok ? shortValues(yaml.root, group) : [...keysBelow(text, [group])]
    return values.map(([key, value]) => ({ name: `${group}.${key}`, value }))
  })
}

function shortValues(root: YamlMap, group: string): [string, string][] {
  const node = root.entries.get(group)?.value
  return node?.kind === 'map' ? [...node.entries].map(([key, entry]) => [key, shortValue(entry.value)]) : []
}

/** One line about a value: itself, or its type and where it comes from. */
function shortValue(node: YamlNode): string {
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'list') return ''
  const text = (path: Path) => path.map((key) => node.entries.get(key)?.value).map(scalarText)
  return text(['type', 'path']).filter(Boolean).join(' ')
}

const scalarText = (node: YamlNode | undefined) => (node?.kind === 'scalar' ? node.text : '')
