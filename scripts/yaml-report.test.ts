import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reportOn } from './yaml-report.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yaml-report-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes files by path and text. @returns the path of the first */
function files(texts: Record<string, string>): string {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return join(folder, Object.keys(texts)[0] ?? '')
}

const job = 'command: python main.py ${{inputs.data}}\nenvironment: azureml:sklearn@latest\ncode: ./src\n'
const inputs = 'inputs:\n  data: {type: uri_folder, path: ./data}\n  old: {type: mltable, path: azureml:old@latest}\n'

test('a job with its code becomes the body, with tokens for uploads and look-ups', () => {
  const file = files({ 'job.yml': job + inputs, 'src/main.py': '' })
  expect(reportOn(file)).toEqual({
    file,
    kind: 'command',
    type: 'command',
    ok: true,
    problems: [],
    rest: {
      properties: {
        jobType: 'Command',
        command: 'python main.py ${{inputs.data}}',
        codeId: '$WS/codes/$CODE',
        environmentId: '$WS/environments/sklearn/versions/$LATEST',
        inputs: {
          data: { jobInputType: 'uri_folder', uri: '$UPLOAD' },
          old: { jobInputType: 'mltable', uri: '$WS/data/old/versions/$LATEST' },
        },
      },
    },
  })
})

test('problems have their place, errors before warnings', () => {
  const file = files({
    'job.yml': 'name: a b\ncomand: echo hi\nenvironment: azureml:e:1\nresources:\n  instance_cnt: 2\n',
  })
  const { ok, rest, problems } = reportOn(file)
  expect({ ok, rest }).toEqual({ ok: false, rest: null })
  expect(problems.map(({ path, line, severity }) => [path, line, severity])).toEqual([
    ['comand', 2, 'error'],
    ['resources.instance_cnt', 5, 'error'],
    ['command', 1, 'error'],
    ['name', 1, 'warning'],
  ])
})

describe('a local file that is missing', () => {
  const missing = (file: string) => reportOn(file).problems.map(({ path, severity }) => `${path} ${severity}`)

  test('is an error in a working folder, as in the CLI', () => {
    const file = files({ 'job.yml': job + inputs, 'src2/main.py': '' })
    expect(missing(file)).toEqual(['code error'])
    expect(reportOn(file).problems[0]?.message).toBe('There is no “./src” beside this file.')
  })

  test('is a warning for a YAML file that came without its folder', () => {
    expect(missing(files({ 'job.yml': job + inputs, 'other/job.yml': job, 'README.md': '' }))).toEqual(['code warning'])
  })

  test('is found below the trial of a sweep', () => {
    const trial =
      'trial: {command: "ls ${{search_space.a}}", environment: {image: ubuntu, conda_file: conda.yml}, code: nowhere}\n'
    const rest =
      'type: sweep\nsearch_space: {a: {type: choice, values: [1]}}\nsampling_algorithm: random\n' +
      'objective: {goal: minimize, primary_metric: loss}\nlimits: {max_total_trials: 2}\n'
    const file = files({ 'sweep.yml': trial + rest, 'main.py': '' })
    expect(missing(file)).toEqual(['trial.code error', 'trial.environment.conda_file error'])
  })

  test('is only a warning where the CLI looks at it no sooner than at upload', () => {
    expect(missing(files({ 'data.yml': 'name: d\npath: ./a.csv\ntype: uri_file\n', 'b.csv': '' }))).toEqual([
      'path warning',
    ])
    expect(missing(files({ 'model.yml': 'name: m\npath: runs:/a/model\n', 'b.csv': '' }))).toEqual([])
  })

  test('of an environment is at its key', () => {
    const build = files({ 'build.yml': 'name: e\nbuild: {path: docker}\n', 'main.py': '' })
    expect(missing(build)).toEqual(['build.path error'])
    expect(missing(files({ 'conda.yml': 'name: e\nimage: u\nconda_file: packages.yml\n' }))).toEqual([
      'conda_file error',
    ])
    expect(missing(files({ 'git.yml': 'name: e\nbuild: {path: "https://github.com/a/b"}\n' }))).toEqual([])
  })
})

describe('an environment in a file of its own', () => {
  const withFile = 'command: ls\nenvironment: file:envs/train.yml\n'

  test('is read, with its conda file beside it', () => {
    const file = files({
      'job.yml': withFile,
      'envs/train.yml': 'name: train\nimage: ubuntu\nconda_file: conda.yml\n',
      'envs/conda.yml': 'dependencies: [pip]\n',
      'main.py': '',
    })
    expect(reportOn(file)).toMatchObject({
      ok: true,
      problems: [],
      rest: { properties: { environmentId: '$WS/environments/CliV2AnonymousEnvironment/versions/$HASH' } },
    })
  })

  test.each([
    ['is missing', {}, 'There is no “envs/train.yml” beside this file.'],
    [
      'is no environment',
      { 'envs/train.yml': 'imag: ubuntu\n' },
      'envs/train.yml, line 1: There is no key “imag” here.',
    ],
    ['lacks its conda file', { 'envs/train.yml': 'image: u\nconda_file: conda.yml\n' }, 'There is no “conda.yml”'],
    [
      'has a conda file that is no YAML',
      { 'envs/train.yml': 'image: u\nconda_file: c.yml\n', 'envs/c.yml': '{{' },
      'envs/train.yml: “c.yml” is no YAML.',
    ],
  ])('refuses a job when it %s', (_, others, message) => {
    const file = files({ 'job.yml': withFile, 'main.py': '', ...others })
    const { ok, problems } = reportOn(file)
    expect(ok).toBe(false)
    expect(problems[0]).toMatchObject({ path: 'environment', line: 2, message: expect.stringContaining(message) })
  })
})

test('assets and clusters become their bodies', () => {
  const restOf = (text: string) => reportOn(files({ 'file.yml': text })).rest
  expect(restOf('name: d\ntype: uri_folder\npath: ./data\n')).toEqual({
    properties: { dataType: 'uri_folder', dataUri: '$UPLOAD' },
  })
  expect(restOf('name: m\ntype: mlflow_model\npath: runs:/job/model\n')).toEqual({
    properties: { modelType: 'mlflow_model', modelUri: 'runs:/job/model' },
  })
  expect(restOf('name: e\nimage: u\nconda_file: {dependencies: [pip]}\n')).toEqual({
    properties: { image: 'u', condaFile: '$CONDA' },
  })
  expect(restOf('name: e\nbuild: {path: .}\n')).toEqual({ properties: { build: { contextUri: '$UPLOAD' } } })
  expect(restOf('name: cpu\ntype: amlcompute\nnetwork_settings: {vnet_name: v, subnet: s}\n')).toMatchObject({
    properties: { computeType: 'AmlCompute', properties: { subnet: { id: expect.stringMatching(/v\/subnets\/s$/) } } },
  })
})

test('what is not sent is recognised and named', () => {
  const pipeline = reportOn(files({ 'file.yml': 'type: pipeline\njobs: {}\n' }))
  expect(pipeline).toMatchObject({ kind: 'pipeline', ok: true, rest: null, problems: [{ severity: 'warning' }] })
  expect(pipeline.problems[0]?.message).toBe('This is a pipeline job. Trainyard shows it, and does not submit it.')
  expect(reportOn(files({ 'file.yml': 'type: computeinstance\nname: abc\n' }))).toMatchObject({
    kind: 'compute',
    type: 'computeinstance',
    ok: true,
    rest: null,
  })
  expect(reportOn(files({ 'file.yml': 'endpoint_name: e\nname: blue\n  x: [\n' }))).toMatchObject({
    kind: 'other',
    type: 'deployment',
    ok: false,
  })
  expect(reportOn(files({ 'file.yml': 'hello: world\n' }))).not.toHaveProperty('type')
})

test('the command prints one line a file, and fails only for a file that it cannot read', () => {
  const good = files({ 'cluster.yml': 'name: cpu\ntype: amlcompute\n' })
  files({ 'job.yml': 'comand: x\nenvironment: azureml:e:1\n' })
  const run = (...paths: string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('yaml.ts', import.meta.url)), ...paths], {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    })

  const { stdout, status } = run(good, 'job.yml')
  const lines = stdout.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { file: good, ok: true },
    { file: 'job.yml', ok: false },
  ])
  expect(status).toBe(0)

  const absent = run(join(folder, 'absent.yml'), good)
  expect(JSON.parse(absent.stdout.split('\n')[0] ?? '')).toMatchObject({ kind: 'other', ok: false, rest: null })
  expect(absent.stdout).toContain('"ok":true')
  expect(absent.status).toBe(1)

  expect(run().stderr).toContain('Usage')
  expect(run().status).toBe(1)
})
