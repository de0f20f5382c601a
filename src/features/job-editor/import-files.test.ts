import { expect, test } from 'vitest'
import { assetsBeside, findYaml } from './import-files.ts'

const file = (path: string, text = '') => ({ path, file: new Blob([text]) })
const job = 'command: ls\nenvironment: azureml:e:1\n'

test('jobs come first, and then what is nearest to the top', async () => {
  const found = await findYaml([
    file('deep/job.yml', job),
    file('environment.yml', 'name: e\nimage: python:3.12\n'),
    file('src/main.py'),
    file('job.yaml', job),
    file('deep/steps.yml', 'type: pipeline\njobs: {}\n'),
    file('data.yml', `a: ${'x'.repeat(100_001)}`),
  ])
  expect(found.map(({ path, kind }) => [path, kind])).toEqual([
    ['job.yaml', 'command'],
    ['deep/job.yml', 'command'],
    ['environment.yml', 'environment'],
    ['deep/steps.yml', 'pipeline'],
  ])
})

const files = [
  file('jobs/job.yml', job),
  file('jobs/src/main.py', 'print(1)'),
  file('jobs/src/.amlignore', '*.log\n'),
  file('jobs/src/a.log'),
  file('data/iris.csv', 'a,b\n'),
]

test('local paths are looked for beside the YAML file', async () => {
  const assets = await assetsBeside('jobs/job.yml', ['./src', '../data/iris.csv', '../data/', 'missing'], files)
  expect([...assets].map(([key, { name, kind }]) => [key, name, kind])).toEqual([
    ['src', 'src', 'folder'],
    ['../data/iris.csv', 'iris.csv', 'file'],
    ['../data', 'data', 'folder'],
  ])
  expect(assets.get('src')?.files.map(({ path }) => path)).toEqual(['main.py', '.amlignore'])
})

test('the folder of the YAML file itself can be the code', async () => {
  const assets = await assetsBeside('jobs/job.yml', ['.'], files)
  expect(assets.get('')).toMatchObject({ name: 'jobs', kind: 'folder' })
  expect(assets.get('')?.entries.map(({ path }) => path)).toContain('src/main.py')
})

test('a path that leads out of what came finds nothing', async () => {
  expect(await assetsBeside('jobs/job.yml', ['../../etc', '/data/iris.csv'], files)).toEqual(new Map())
})
