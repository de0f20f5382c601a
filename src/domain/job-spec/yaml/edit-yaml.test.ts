import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../lib/text-edit.ts'
import type { TextEdit } from '../../../lib/text-edit.ts'
import { removeKey, renameKey, setValue } from './edit-yaml.ts'
import type { YamlValue } from './yaml-values.ts'

const job = `# The nightly job
command: >- # keep it short
  python main.py
  --rate \${{inputs.rate}}

environment: azureml:my-env:1 # pinned
inputs: # what goes in
  data: {type: uri_file, path: azureml:iris:1} # the flowers
  rate: 0.1
  # spare
tags:

# the end
`

const edited = (text: string, edits: TextEdit[] | null) => edits && applyEdits(text, edits)

describe('setValue', () => {
  test('replaces a plain value and leaves its comment', () => {
    expect(edited(job, setValue(job, ['environment'], 'azureml:my-env:2'))).toBe(job.replace('my-env:1', 'my-env:2'))
  })

  test('keeps a folded command folded, with an option a line', () => {
    const after = edited(job, setValue(job, ['command'], 'python main.py --rate ${{inputs.rate}} --seed 7'))
    expect(after).toBe(job.replace('${{inputs.rate}}\n', '${{inputs.rate}}\n  --seed 7\n'))
  })

  test('turns a block into a single line and leaves the comment of its key', () => {
    expect(edited(job, setValue(job, ['command'], 'ls'))).toContain('command: ls # keep it short\n\nenvironment:')
  })

  test('writes text of several lines as a block below the comment of its key', () => {
    const after = edited(job, setValue(job, ['environment'], 'a\nb'))
    expect(after).toContain('environment: |- # pinned\n  a\n  b\ninputs:')
  })

  test('replaces text by a map, and makes one where text was in the way', () => {
    const after = 'environment: # pinned\n  image: python:3.12\ninputs:'
    expect(edited(job, setValue(job, ['environment'], { image: 'python:3.12' }))).toContain(after)
    expect(edited(job, setValue(job, ['environment', 'image'], 'python:3.12'))).toContain(after)
  })

  test('changes and adds inside of braces', () => {
    const longer = edited(job, setValue(job, ['inputs', 'data', 'mode'], 'download'))
    expect(longer).toBe(job.replace('azureml:iris:1}', 'azureml:iris:1, mode: download}'))
    const other = edited(job, setValue(job, ['inputs', 'data', 'path'], 'azureml:iris:2'))
    expect(other).toBe(job.replace('azureml:iris:1}', '"azureml:iris:2"}'))
  })

  test('adds a key behind its siblings, and the maps that are missing above it', () => {
    expect(edited(job, setValue(job, ['inputs', 'seed'], 7))).toBe(
      job.replace('  rate: 0.1\n', '  rate: 0.1\n  seed: 7\n'),
    )
    expect(edited(job, setValue(job, ['tags', 'team'], 'vision'))).toBe(
      job.replace('tags:\n', 'tags:\n  team: vision\n'),
    )
    const after = edited(job, setValue(job, ['resources', 'instance_count'], 2))
    expect(after).toBe(job.replace('tags:\n', 'tags:\nresources:\n  instance_count: 2\n'))
  })

  test('quotes text that the CLI would take for something else', () => {
    const read = (value: YamlValue) => edited('k: x\n', setValue('k: x\n', ['k'], value))
    expect(read('yes')).toBe('k: "yes"\n')
    expect(read('010')).toBe('k: "010"\n')
    expect(read('1:30')).toBe('k: "1:30"\n')
    expect(read('2024-01-01')).toBe('k: "2024-01-01"\n')
    expect(read('a #b')).toBe('k: "a #b"\n')
    expect(read('')).toBe('k: ""\n')
    expect(read(0.00001)).toBe('k: 1.0e-05\n')
  })

  test('keeps anchors, and gives an alias a map of its own', () => {
    const text = 'a: &d {type: uri_file, path: x}\nb: *d\n'
    expect(edited(text, setValue(text, ['a', 'path'], 'y'))).toBe('a: &d {type: uri_file, path: y}\nb: *d\n')
    expect(edited(text, setValue(text, ['b', 'path'], 'y'))).toBe(
      'a: &d {type: uri_file, path: x}\nb:\n  <<: *d\n  path: y\n',
    )
  })

  test('works on texts without a last newline, with Windows line ends, and without anything', () => {
    expect(edited('a: 1', setValue('a: 1', ['b'], 2))).toBe('a: 1\nb: 2')
    expect(edited('a: |\n  x\n  y', setValue('a: |\n  x\n  y', ['b'], 2))).toBe('a: |\n  x\n  y\nb: 2')
    expect(edited('a:\r\n  b: 1\r\n', setValue('a:\r\n  b: 1\r\n', ['a', 'c'], 'x\ny'))).toBe(
      'a:\r\n  b: 1\r\n  c: |-\r\n    x\r\n    y\r\n',
    )
    expect(edited('', setValue('', ['a', 'b'], 1))).toBe('a:\n  b: 1\n')
    expect(edited('# to do', setValue('# to do', ['a'], 1))).toBe('# to do\na: 1\n')
  })

  test('does not let a block of text swallow what stands below', () => {
    const deeper = 'a:\n  b: 1\n    # still about b\n'
    expect(edited(deeper, setValue(deeper, ['a', 'c'], 'x\ny'))).toBe(`${deeper.trimEnd()}\n  c: |-\n    x\n    y\n`)
    const justAsDeep = 'a:\n  # to do\nb: 1\n'
    expect(edited(justAsDeep, setValue(justAsDeep, ['a'], 'x\ny'))).toBe('a: "x\\ny"\n  # to do\nb: 1\n')
  })

  test('reaches into lists', () => {
    const text = 'ids:\n- name: a\n  tier: x\n- name: b\n'
    expect(edited(text, setValue(text, ['ids', '1', 'name'], 'c'))).toBe('ids:\n- name: a\n  tier: x\n- name: c\n')
    expect(edited(text, setValue(text, ['ids', '0', 'size'], 2))).toBe(
      'ids:\n- name: a\n  tier: x\n  size: 2\n- name: b\n',
    )
  })

  test('of repeated keys changes the one that counts', () => {
    expect(edited('a: 1\na: 2\n', setValue('a: 1\na: 2\n', ['a'], 3))).toBe('a: 1\na: 3\n')
  })

  test('gives up on text that is no YAML, and where an edit would change more than the key', () => {
    expect(setValue('a: "b\n', ['a'], 1)).toBeNull()
    expect(setValue('- a\n', ['a'], 1)).toBeNull()
    const merged = 'base: &d\n  limits: {timeout: 1, other: 2}\nb:\n  <<: *d\n'
    expect(setValue(merged, ['b', 'limits', 'timeout'], 3)).toBeNull()
  })
})

describe('removeKey', () => {
  test('takes the whole of the key, be it one line or a block', () => {
    expect(edited(job, removeKey(job, ['inputs', 'rate']))).toBe(job.replace('  rate: 0.1\n', ''))
    const block = job.slice(job.indexOf('command'), job.indexOf('\nenvironment'))
    expect(edited(job, removeKey(job, ['command']))).toBe(job.replace(block, ''))
  })

  test('takes the map along that would be left empty: the CLI refuses “inputs:” without a value', () => {
    const text = 'command: ls\ninputs:\n  rate: 1\ncompute: c\n'
    expect(edited(text, removeKey(text, ['inputs', 'rate']))).toBe('command: ls\ncompute: c\n')
  })

  test('removes inside of braces and from the begin of a list item', () => {
    const flow = 'a: {x: 1, y: 2, z: 3}\n'
    expect(edited(flow, removeKey(flow, ['a', 'x']))).toBe('a: {y: 2, z: 3}\n')
    expect(edited(flow, removeKey(flow, ['a', 'z']))).toBe('a: {x: 1, y: 2}\n')
    const list = 'a:\n- x: 1\n  y: 2\n'
    expect(edited(list, removeKey(list, ['a', '0', 'x']))).toBe('a:\n- y: 2\n')
  })

  test('gives up on what is not there and on an anchor that is in use', () => {
    expect(removeKey(job, ['outputs'])).toBeNull()
    const text = 'a: &d 1\nb: *d\n'
    expect(removeKey(text, ['a'])).toBeNull()
  })
})

describe('renameKey', () => {
  test('changes the key alone', () => {
    expect(edited(job, renameKey(job, ['inputs', 'rate'], 'learning_rate'))).toBe(
      job.replace('rate: 0.1', 'learning_rate: 0.1'),
    )
    expect(edited('on_off: 1\n', renameKey('on_off: 1\n', ['on_off'], 'on'))).toBe('"on": 1\n')
  })

  test('gives up on a name that is taken and on a key that is not there', () => {
    expect(renameKey(job, ['inputs', 'rate'], 'data')).toBeNull()
    expect(renameKey(job, ['inputs', 'seed'], 'data')).toBeNull()
  })
})
