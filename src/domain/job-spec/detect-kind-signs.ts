import { parseYaml } from './yaml/yaml-tree.ts'
import type { YamlMap, YamlNode } from './yaml/yaml-tree.ts'

/** What can be told of a file at a glance, whether it is YAML or still on its way there. */
export type Signs = Readonly<{
  /** Top-level keys. */
  keys: readonly string[]
  has(key: string): boolean
  /** The value of a top-level key, where it is text. */
  textAt(key: string): string | undefined
  /** The `$schema` key, or the comment by which an editor is told the schema. */
  schemaUrl: string | undefined
  /** Whether an input says what it takes, as those of components do, rather than what it is. */
  hasTypedInputs: boolean
}>

export function signsOf(text: string): Signs {
  const yaml = parseYaml(text)
  if (!yaml.ok) return signsOfLines(text)
  const { entries } = yaml.root
  return {
    keys: [...entries.keys()],
    has: (key) => entries.has(key),
    textAt: (key) => textOf(entries.get(key)?.value),
    schemaUrl: textOf(entries.get('$schema')?.value) ?? commentedSchema(text),
    hasTypedInputs: hasTypedInputs(yaml.root),
  }
}

/** Top-level keys as far as they can be seen in a text that is no YAML, or a list. */
function signsOfLines(text: string): Signs {
  const found = [...text.matchAll(/^(?:- )?(\$?\w+)[ \t]*:[ \t]*([^\r\n#]*)/gm)]
  const values = new Map(found.map(([, key = '', value = '']) => [key, value.trim().replace(/^(["'])(.*)\1$/, '$2')]))
  return {
    keys: [...values.keys()],
    has: (key) => values.has(key),
    textAt: (key) => values.get(key) || undefined,
    schemaUrl: values.get('$schema') ?? commentedSchema(text),
    hasTypedInputs: false,
  }
}

function hasTypedInputs({ entries }: YamlMap): boolean {
  const inputs = entries.get('inputs')?.value
  if (inputs?.kind !== 'map') return false
  return [...inputs.entries.values()].some(({ value }) => {
    return value.kind === 'map' && value.entries.has('type') && !value.entries.has('path')
  })
}

const textOf = (node: YamlNode | undefined) =>
  node?.kind === 'scalar' && node.type === 'string' ? node.value : undefined

/** The line by which VS Code's YAML extension is told the schema. */
const commentedSchema = (text: string) => /^# *yaml-language-server: *\$schema=(\S+)/m.exec(text)?.[1]
