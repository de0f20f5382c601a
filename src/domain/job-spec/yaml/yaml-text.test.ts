import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { YamlValue } from './yaml-values.ts'
import { flowText, keyText, yamlText } from './yaml-text.ts'
import { parseYaml } from './yaml-tree.ts'
import { toValue } from './yaml-values.ts'

function read(text: string) {
  const yaml = parseYaml(text)
  return yaml.ok ? toValue(yaml.root) : yaml.problems
}

// Half of a surrogate pair is no text, and no editor lets one in.
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u00a0', 'a\nb\u00a0', '\u3000a'))
const { value } = fc.letrec<{ value: YamlValue; list: YamlValue[]; map: Record<string, YamlValue> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(text, tie('value'), { maxKeys: 3 }),
}))

describe('what is written', () => {
  test('is read back as the same value, in blocks and on one line', () => {
    const property = fc.property(value, (written) => {
      expect(read(yamlText({ k: written }))).toEqual({ k: written })
      expect(read(`k: ${flowText(written)}`)).toEqual({ k: written })
    })
    fc.assert(property, { numRuns: 300 })
  })

  test('is as plain as it can be', () => {
    expect(yamlText({ a: 'python main.py --x ${{inputs.x}}', n: 'azureml:env:1', y: 'a\nb\n', x: undefined })).toBe(
      'a: python main.py --x ${{inputs.x}}\nn: azureml:env:1\ny: |\n  a\n  b\n',
    )
    expect(flowText({ type: 'uri_file', path: './data' })).toBe('{ type: uri_file, path: ./data }')
  })

  test('holds no character that PyYAML refuses', () => {
    expect(yamlText({ a: '\u007f\u0085\u2028\ufeff' })).toBe('a: "\\u007f\\u0085\\u2028\\ufeff"\n')
  })

  test('has quotes around keys that are no words', () => {
    expect(keyText('rate')).toBe('rate')
    expect(keyText('on')).toBe('"on"')
    expect(keyText('1')).toBe('"1"')
  })
})
