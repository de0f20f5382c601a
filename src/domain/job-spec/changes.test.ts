import { describe, expect, test } from 'vitest'
import { changeAt, changeInWords, changesBetween } from './changes.ts'
import { parseYaml } from './yaml/yaml-tree.ts'

const original = `command: python train.py --rate \${{inputs.rate}}
environment: azureml:python3@latest
inputs:
  rate: 0.1
  data: {type: uri_file, path: azureml:iris:1}
tags: {team: vision}
`

const wordsFor = (after: string) => changesBetween(original, after)?.map(changeInWords)

test('comments, order and quotes are no change', () => {
  const same = `# mine
tags:
  team: "vision"
inputs: {data: {path: 'azureml:iris:1', type: uri_file}, rate: 0.1} # as before
environment: azureml:python3@latest
command: >-
  python train.py
  --rate \${{inputs.rate}}
`
  expect(changesBetween(original, same)).toEqual([])
})

test('every changed, added and removed key is named with its values', () => {
  const changed = original
    .replace('rate: 0.1', 'rate: 0.2')
    .replace('tags: {team: vision}', 'display_name: second try')
    .replace('iris:1', 'iris:2')
  expect(wordsFor(changed)).toEqual([
    'inputs.rate: 0.1 → 0.2',
    'inputs.data.path: azureml:iris:1 → azureml:iris:2',
    'display_name added: second try',
    'tags removed (was { team: vision })',
  ])
})

test('a number and the same digits as text are two things', () => {
  expect(wordsFor(original.replace('rate: 0.1', 'rate: "0.1"'))).toEqual(['inputs.rate: 0.1 → "0.1"'])
})

test('switches and emptied keys are named in YAML’s words', () => {
  expect(changesBetween('a: true', 'a: off\nb:')?.map(changeInWords)).toEqual(['a: true → false', 'b added: null'])
})

test('a list is compared as a whole', () => {
  expect(changesBetween('values: [1, 2]', 'values: [1, 3]')).toEqual([
    { path: ['values'], before: '[ 1, 2 ]', after: '[ 1, 3 ]' },
  ])
  expect(changesBetween('values: [1, 2]', 'values:\n- 1\n- 2')).toEqual([])
})

test('text of several lines is shown whole, and in one line of words', () => {
  const [change] = changesBetween('command: ls', 'command: |\n  ls\n  pwd\n') ?? []
  expect(change).toEqual({ path: ['command'], before: 'ls', after: 'ls\npwd\n' })
  expect(change && changeInWords(change)).toBe('command: ls → ls ⏎ pwd')
})

test('a long value is cut', () => {
  const [change] = changesBetween('command: ls', `command: ${'x'.repeat(500)}`) ?? []
  expect(change && changeInWords(change).length).toBeLessThan(150)
})

test('nothing is said about a text that is no YAML', () => {
  expect(changesBetween(original, 'command: [')).toBeUndefined()
})

describe('one place', () => {
  const at = (before: string, after: string, path: string) => {
    const [old, now] = [parseYaml(before), parseYaml(after)]
    if (!old.ok || !now.ok) throw new Error('The texts of a test can be read.')
    return changeAt(old.root, now.root, path.split('.'))
  }

  test('that is the same, or in neither of the two, has not changed', () => {
    expect(at('inputs: {rate: 1}', 'inputs:\n  rate: 1 # as it was\n', 'inputs.rate')).toBeUndefined()
    expect(at('command: ls', 'command: ls -l', 'inputs.rate')).toBeUndefined()
  })

  test('tells what it was and what it is, with all that is in it', () => {
    expect(at('inputs: {rate: 1}', 'inputs: {rate: 2}', 'inputs.rate')).toMatchObject({ before: '1', after: '2' })
    expect(at('inputs: {rate: 1}', 'inputs: {rate: 2}', 'inputs')).toMatchObject({ before: '{ rate: 1 }' })
    expect(at('command: ls', 'command: ls\nlimits: {timeout: 9}', 'limits.timeout')).toMatchObject({
      before: undefined,
      after: '9',
    })
  })

  test('in a map that was a word before is part of that change', () => {
    const [before, after] = ['environment: azureml:python3@latest', 'environment: {image: ubuntu}']
    expect(at(before, after, 'environment')).toMatchObject({ before: 'azureml:python3@latest' })
    expect(at(before, after, 'environment.image')).toBeUndefined()
  })
})
