import { describe, expect, test } from 'vitest'
import { computeKindOf, detectKind, isCompute, kindName } from './detect-kind.ts'

test('the type tells the kind, then the keys, then the schema', () => {
  expect(detectKind('type: sweep\ncommand: x\n')).toBe('sweep')
  expect(detectKind('type: amlCompute\nname: x\n')).toBe('amlcompute')
  expect(detectKind('command: x\n$schema: https://a/sweepJob.schema.json\n')).toBe('command')
  expect(detectKind('name: x\n$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json \n')).toBe(
    'amlcompute',
  )
  expect(detectKind('# yaml-language-server: $schema=https://a/latest/data.schema.json\nname: x\n')).toBe('data')
})

test('a misspelt type does not hide what the keys say', () => {
  expect(detectKind('type: Command\ncommand: x\n')).toBe('command')
  expect(detectKind('type: amlcomput\nsize: x\n')).toBe('amlcompute')
  expect(detectKind('type: URI_FILE\nname: d\npath: x\n')).toBe('data')
})

test('what nothing tells has no kind', () => {
  for (const text of ['hello: world\n', 'type: toString\n', '- x\n', '']) expect(detectKind(text)).toBeUndefined()
})

describe('a component has the type of a job and is none', () => {
  const schema = 'https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json'

  test.each([
    ['by its schema', `$schema: ${schema}\ntype: command\ncommand: x\n`],
    ['by its version', 'type: command\nname: train\nversion: 1\ncommand: x\n'],
    ['by inputs that are types', 'type: command\nname: train\ncommand: x\ninputs: {lr: {type: number, default: 1}}\n'],
    ['by inputs of data that name no data', 'type: command\nname: t\ncommand: x\ninputs: {d: {type: uri_file}}\n'],
    ['in a pipeline of its own', 'type: pipeline\nname: p\ninputs: {n: {type: integer}}\njobs: {}\n'],
  ])('%s', (_, text) => expect(detectKind(text)).toBe('component'))

  test.each([
    ['runs on a compute', 'type: command\nname: a\nversion: 1\ncompute: c\ncommand: x\n'],
    ['does not name its type', 'name: a\ncommand: x\ninputs: {lr: {type: number, default: 1}}\n'],
    ['says so in its schema', 'type: command\nname: a\nversion: 1\ncommand: x\n$schema: a/commandJob.schema.json\n'],
  ])('but a job that has a wrong key stays a job when it %s', (_, text) => expect(detectKind(text)).toBe('command'))
})

test.each([
  ['deployment', 'name: blue\ntype: kubernetes\nendpoint_name: e\nmodel: azureml:m:1\n'],
  ['endpoint', 'name: e\nauth_mode: key\n'],
  ['schedule', 'name: s\ntrigger: {}\ncreate_job: file:job.yml\n'],
  ['datastore', 'name: s\ntype: azure_blob\naccount_name: a\n'],
  ['connection', 'name: c\ntype: git\ntarget: https://g\n'],
  ['workspace', 'name: w\nmanaged_network: {}\n'],
  ['dataimport', 'type: mltable\nname: d\nsource: {type: database}\npath: x\n'],
  ['condafile', 'name: e\nchannels: [conda-forge]\ndependencies: [pip]\n'],
  ['environment', 'name: e\nimage: x\nchannels: [conda-forge]\n'],
  ['automl', 'type: automl\ntask: regression\n'],
  ['automl', 'task: image_classification\ntraining_data: {}\nsearch_space: []\n'],
  ['finetuning', 'model_provider: azure_openai\ntraining_data: x\n'],
  ['promptflow', 'environment: {python_requirements_txt: r.txt}\ninputs: {}\nnodes: []\n'],
  ['feature', 'name: f\nversion: "1"\nstage: Development\nspecification: {path: ./spec}\n'],
  ['spark', 'entry: {file: a.py}\ncompute: c\n'],
  ['amlcompute', 'name: c\nnetwork_settings: {subnet: s}\n'],
  ['pipeline', 'jobs: {a: {type: command}}\n'],
  ['sweep', 'trial: {command: x}\n'],
  ['command', 'comand: x\nenvironment: azureml:e:1\n'],
  ['model', 'name: m\npath: ./model\n'],
])('%s by its keys', (kind, text) => expect(detectKind(text)).toBe(kind))

test('a misspelt key still tells', () => {
  expect(detectKind('name: e\nimag: ubuntu\n', 'environments/e.yml')).toBe('environment')
  expect(detectKind('name: m\nflavor: {}\n')).toBe('model')
  expect(detectKind('comands: echo hi\n')).toBe('command')
})

test('a text that is no YAML still shows what it is', () => {
  expect(detectKind('command: x\nresources:\n\tinstance_count: 2\n')).toBe('command')
  expect(detectKind('- command: x\n')).toBe('command')
  expect(detectKind('$schema: https://a/model.schema.json\nname: m\nversion: {{VERSION}}\n')).toBe('model')
  expect(detectKind('"type": "amlcompute"\ntype: "amlcompute"\nname: [\n')).toBe('amlcompute')
})

test('a file without any sign is what its name or its folder says', () => {
  expect(detectKind('', 'computes/empty.yml')).toBe('amlcompute')
  expect(detectKind('path: ./x\n', 'my-data.yml')).toBe('data')
  expect(detectKind('name: x\n', 'models/environment.yml')).toBe('environment')
  expect(detectKind('name: d\npath: ./x\nlocal_path: ./x\n', 'data/d.yml')).toBe('data')
  expect(detectKind('name: resnet\nhidden: 64\n', 'model/resnet.yml')).toBeUndefined()
  expect(detectKind('hello: world\n', 'model.yml')).toBeUndefined()
  expect(detectKind('command: x\n', 'models/environment.yml')).toBe('command')
})

test('kinds have words for people, and computes are known as such', () => {
  expect(kindName('pipeline')).toBe('a pipeline job')
  expect(isCompute('kubernetes')).toBe(true)
  expect(isCompute('data')).toBe(false)
  expect(computeKindOf('ComputeInstance')).toBe('computeinstance')
  expect(computeKindOf('toString')).toBeUndefined()
})
