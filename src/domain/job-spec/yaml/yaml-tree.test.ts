import { describe, expect, test } from 'vitest'
import { parseYaml } from './yaml-tree.ts'
import { toValue } from './yaml-values.ts'

function valueOf(text: string) {
  const yaml = parseYaml(text)
  if (!yaml.ok) throw new Error(yaml.problems.map(({ message }) => message).join(' '))
  return toValue(yaml.root)
}

function problemsOf(text: string) {
  const yaml = parseYaml(text)
  return yaml.ok ? [] : yaml.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('reading', () => {
  test('follows aliases and merges maps, where the own key wins and the first map before the second', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 9\nd: *b\n'
    expect(valueOf(text)).toMatchObject({ c: { x: 9, y: 1, z: 2 }, d: { y: 2, z: 2 } })
  })

  test('takes the last of several merges in one map', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2}\nc:\n  <<: *a\n  <<: *b\n'
    expect(valueOf(text)).toMatchObject({ c: { x: 1, y: 2 } })
  })

  test('takes the last of equal keys', () => {
    expect(valueOf('a: 1\na: 2\n')).toEqual({ a: 2 })
  })

  test('takes quoted text and tagged text as text', () => {
    expect(valueOf('a: "5"\nb: \'yes\'\nc: !!str 5\n')).toEqual({ a: '5', b: 'yes', c: '5' })
  })

  test('takes tabs in quotes, comments and block text', () => {
    expect(valueOf('a: "\t" #\tx\nb: |\n  x\ty\n')).toEqual({ a: '\t', b: 'x\ty\n' })
  })

  test('knows the place of every part', () => {
    const yaml = parseYaml('a:\n  b: xyz # c\n')
    const inner = yaml.ok && yaml.root.entries.get('a')?.value
    expect(inner && inner.kind === 'map' && inner.entries.get('b')).toMatchObject({
      key: { from: 5, to: 6 },
      value: { from: 8, to: 11 },
    })
  })
})

describe('refusals say what and where', () => {
  test.each([
    ['an empty file', '', '1:1 The file is empty.'],
    ['a file of comments', '# x\n', '1:1 The file is empty.'],
    ['a list', '- a\n', '1:1 The file must hold keys and values'],
    ['a second document', 'a: 1\n---\nb: 2\n', '2:1 One file holds one document.'],
    ['a tab as indentation', 'a:\n\tb: 1\n', '2:1 Tabs are not allowed'],
    ['a tab after a colon', 'a:\tb\n', '1:3 A tab cannot stand here.'],
    ['a tab inside of a word', 'a: b\tc\n', '1:5 A tab cannot stand here.'],
    ['a line that starts with a colon', 'a: 1\n:\n', '2:1 A key must be'],
    ['a map as key', '{a: 1}: 2\n', '1:1 A key must be'],
    ['an unknown alias', 'a: *b\n', '1:4 There is no anchor “&b”'],
    ['an alias within its anchor', 'a: &a\n  b: *a\n', '2:6 “*a” stands inside'],
    ['a merge of text', 'a:\n  <<: b\n', '2:7 “<<” takes in a map'],
    ['a tag of its own', 'a: !mine 1\n', '1:10 The tag “!mine”'],
    ['a day that no calendar has', 'a: 2024-02-30\n', '1:4 “2024-02-30” is written as a date'],
    ['an hour that no clock has', 'a: 2024-02-03 24:00:00\n', '1:4 “2024-02-03 24:00:00” is written as a date'],
    ['a lone equals sign', 'a: =\n', '1:4 “=” has a meaning'],
    ['a quote that does not end', 'a: "b\n', '2:1 Missing closing'],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)[0]).toContain(expected)
  })

  test('aliases of aliases that unfold without end in sight', () => {
    const lines = Array.from({ length: 12 }, (_, index) => {
      const items = Array.from({ length: 9 }, () => (index === 0 ? 'x' : `*a${index - 1}`))
      return `a${index}: &a${index} [${items.join(', ')}]`
    })
    expect(problemsOf(lines.join('\n'))).toEqual([expect.stringContaining('far too much')])
  })

  test('merges of merges that grow with each line', () => {
    const lines = Array.from({ length: 2000 }, (_, index) => {
      return index === 0 ? 'a0: &a0 { k: 1 }' : `a${index}: &a${index} { <<: *a${index - 1}, k${index}: 1 }`
    })
    expect(problemsOf(lines.join('\n'))).toEqual([expect.stringContaining('far too much')])
  })

  test('brackets in brackets in brackets', () => {
    expect(problemsOf(`a: ${'['.repeat(3000)}`)).toEqual([expect.stringContaining('nested too deeply')])
    expect(parseYaml(`a: "${'['.repeat(3000)}"`).ok).toBe(true)
  })

  test.each(['- ', '? '])('“%s” in each other on one line', (mark) => {
    expect(problemsOf(`a:\n  ${mark.repeat(3000)}x`)).toEqual([expect.stringContaining('nested too deeply')])
  })

  test('a text far larger than any job', () => {
    expect(problemsOf(`a: ${'x'.repeat(100_000)}`)).toEqual([expect.stringContaining('too large')])
  })

  test('no more than anyone reads', () => {
    expect(problemsOf(`a: "${'\\u00'.repeat(1000)}"`)).toHaveLength(200)
  })
})
