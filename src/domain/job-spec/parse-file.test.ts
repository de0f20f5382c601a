import { expect, test } from 'vitest'
import { parseSpecFile } from './parse-file.ts'

test.each([
  ['command', 'command: echo hi\nenvironment: azureml:e:1\n'],
  [
    'sweep',
    'type: sweep\ntrial: {command: x, environment: azureml:e:1}\nobjective: {goal: minimize, primary_metric: loss}\n' +
      'search_space: {lr: {type: choice, values: [1]}}\nsampling_algorithm: grid\nlimits: {max_total_trials: 1}\n',
  ],
  ['amlcompute', 'type: amlcompute\nname: cpu-cluster\n'],
  ['data', 'type: uri_file\nname: d\npath: ./a.csv\n'],
  ['environment', 'name: e\nimage: ubuntu\n'],
  ['model', 'name: m\npath: ./m\n'],
])('%s is read', (kind, text) => {
  const { kind: found, result } = parseSpecFile(text)
  expect(found).toBe(kind)
  expect(result).toMatchObject({ ok: true, value: { kind, spec: expect.any(Object) } })
})

const messageOf = (text: string, path?: string) => {
  const { result } = parseSpecFile(text, path)
  return result.ok ? undefined : `${result.problems[0]?.line}: ${result.problems[0]?.message}`
}

test('what is not sent is named', () => {
  expect(messageOf('jobs: {}\ntype: pipeline\n')).toBe(
    '2: This is a pipeline job. Trainyard shows it, and does not submit it.',
  )
  expect(messageOf('name: e\nauth_mode: key\n')).toBe(
    '1: This is an endpoint. Trainyard shows it, and does not create it.',
  )
  expect(messageOf('name: abc\ntype: computeinstance\n')).toBe(
    '2: This is a compute instance. Trainyard shows it, and does not create it.',
  )
  expect(messageOf('hello: world\n')).toContain('Nothing here tells what this file describes.')
})

test('but what is wrong with it comes first', () => {
  expect(messageOf('name: abc\ntype: computeinstance\ncores: 4\n')).toContain('There is no key “cores” here.')
  expect(messageOf('type: pipeline\njobs: [\n')).toMatch(/^\d+: /)
  expect(messageOf('type: pipeline\njobs: [\n')).not.toContain('pipeline')
  expect(messageOf('', 'computes/empty.yml')).toBe('1: The file is empty.')
})
