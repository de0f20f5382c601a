import { expect, test } from 'vitest'
import { applyEdits } from '../../../lib/text-edit.ts'
import { blockAt, setBlock } from './edit-block.ts'

const text = `environment:
  image: ubuntu # small
  conda_file: # from the lab
    channels: [conda-forge]
    # pinned
    dependencies:
      - python=3.10 # as on the nodes
      - pip:
          - numpy
command: echo
`
const path = ['environment', 'conda_file']

test('a block is read with its comments and without its indentation', () => {
  expect(blockAt(text, path)).toBe(
    'channels: [conda-forge]\n# pinned\ndependencies:\n  - python=3.10 # as on the nodes\n  - pip:\n      - numpy\n',
  )
  expect(blockAt(text, ['command'])).toBeUndefined()
  expect(blockAt('a: {b: 1}\n', ['a'])).toBe('b: 1\n')
})

test('a block is written as it is given, and nothing else changes', () => {
  const block = blockAt(text, path)?.replace('numpy', 'numpy\n      # and\n      - scipy') ?? ''
  const edits = setBlock(text, path, block)
  expect(edits && applyEdits(text, edits)).toBe(
    text.replace('          - numpy\n', '          - numpy\n          # and\n          - scipy\n'),
  )
})

test('what was in braces, or was not there, gets a block', () => {
  const flow = 'e: {image: x, conda_file: {name: a}}\n'
  const inFlow = setBlock(flow, ['e', 'conda_file'], 'name: b\n')
  expect(inFlow && applyEdits(flow, inFlow)).toBe('e: {image: x, conda_file: { name: b }}\n')
  const missing = setBlock('e:\n  image: x\n', ['e', 'conda_file'], 'name: b\n')
  expect(missing && applyEdits('e:\n  image: x\n', missing)).toBe('e:\n  image: x\n  conda_file:\n    name: b\n')
})

test('what is no map is refused', () => {
  for (const block of ['- python', 'a: [', '', 'text']) expect(setBlock(text, path, block)).toBeNull()
})
