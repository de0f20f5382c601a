import { expect, test } from 'vitest'
import type { JobBaseResource } from '../../../api/generated/arm.ts'
import { copyToYaml } from '../../../domain/job-copy-yaml.ts'
import { settingsOf, withSettings } from './job-settings.ts'

const aJob = (command: string): JobBaseResource => ({
  properties: {
    jobType: 'Command',
    command,
    environmentId: 'azureml:e:1',
    environmentVariables: { WARMUP: '5' },
    inputs: {
      lr: { jobInputType: 'literal', value: '0.1' },
      data: { jobInputType: 'uri_file', uri: 'https://example.org/x.csv' },
    },
  },
})

const command = `python train.py --lr \${{inputs.lr}} --depth 3 --name="two words" --beta=-0.5 --seed $SEED --fast && echo --done`

/** The job's YAML with changes, by the ids of settings. */
function changedTo(values: Record<string, string>, text = copyToYaml(aJob(command)) ?? '') {
  return withSettings(text, settingsOf(aJob(command)), new Map(Object.entries(values)))
}

test('inputs, variables and arguments of the command can be other ones; expressions cannot', () => {
  expect(settingsOf(aJob(command)).map(({ id, value }) => [id, value])).toEqual([
    ['input lr', '0.1'],
    ['variable WARMUP', '5'],
    ['argument depth', '3'],
    ['argument name', 'two words'],
    ['argument beta', '-0.5'],
  ])
})

test('an option that comes twice is nobody’s to change', () => {
  expect(settingsOf(aJob('a --lr 1 && b --lr 2 --k 3')).map(({ id }) => id)).toEqual([
    'input lr',
    'variable WARMUP',
    'argument k',
  ])
})

test('a change is that of one value, and leaves the rest as it is', () => {
  const text = copyToYaml(aJob(command)) ?? ''
  const changes = changedTo({ 'input lr': '0.02', 'argument depth': '7', 'argument beta': '-0.5' })
  expect(changes).toContain('lr: 0.02')
  expect(changes).toContain('--depth 7 ')
  expect(changes?.replace('lr: 0.02', 'lr: 0.1').replace('--depth 7 ', '--depth 3 ')).toBe(text)
})

test('a value becomes one word of the shell, whatever is in it', () => {
  expect(changedTo({ 'argument name': "it's $(rm -rf)" })).toContain(String.raw`--name='it'\''s $(rm -rf)'`)
})

test('an input that is written as a map keeps its form', () => {
  const text = 'command: a\nenvironment: azureml:e:1\ninputs:\n  lr: {value: 0.1} # rate\n'
  expect(changedTo({ 'input lr': '0.3' }, text)).toBe(text.replace('0.1', '0.3'))
})

test('a variable stays a text', () => {
  expect(changedTo({ 'variable WARMUP': '10' })).toMatch(/WARMUP: ["']10["']/)
})

test('the trial of a sweep holds its variables and its command', () => {
  const sweep: JobBaseResource = {
    properties: {
      jobType: 'Sweep',
      objective: { goal: 'Minimize', primaryMetric: 'loss' },
      searchSpace: { x: ['uniform', [0, 1]] },
      samplingAlgorithm: { samplingAlgorithmType: 'Random' },
      trial: { command: 'python t.py --depth 3', environmentId: 'azureml:e:1', environmentVariables: { A: 'b' } },
    },
  }
  const text = copyToYaml(sweep) ?? ''
  const values = new Map([
    ['argument depth', '4'],
    ['variable A', 'c'],
  ])
  const changes = withSettings(text, settingsOf(sweep), values)
  expect(changes).toBe(text.replace('--depth 3', '--depth 4').replace('A: b', 'A: c'))
})

test('nothing is made of a text that is no YAML', () => {
  expect(changedTo({ 'input lr': '1' }, ': [')).toBeUndefined()
})
