import { afterEach, expect, test } from 'vitest'
import { draftsBelow } from '../../parts/drafts.ts'
import { handedAssets } from '../../parts/handed-assets.ts'
import { importJob } from './import-job.ts'

afterEach(() => localStorage.clear())

const workspace = { subscriptionId: 's', resourceGroup: 'rg', workspaceName: 'ws' }
const file = (path: string, text: string) => ({ path, file: new Blob([text]) })
const yaml = (text: string) => ({ path: 'jobs/job.yml', text, kind: 'command' as const })
const job = 'command: ls\ncode: ./src\nenvironment: file:env.yml\n'
const src = file('jobs/src/main.py', 'print(1)')

test('an environment in a file that came along is in place, with the files that it names', async () => {
  const env = file('jobs/env.yml', 'image: python # slim would do\nconda_file: conda.yml\n')
  await importJob(workspace, yaml(job), [src, env, file('jobs/conda.yml', 'dependencies: [pip]\n')])
  const [draft] = draftsBelow('')
  expect(draft?.text).toContain('environment:\n  image: python # slim would do\n')
  expect([...(handedAssets(draft?.key ?? '') ?? [])].map(([path]) => path).toSorted()).toEqual(['conda.yml', 'src'])
})

test('one that did not come along stays as it is', async () => {
  await importJob(workspace, yaml(job), [src])
  expect(draftsBelow('')[0]?.text).toBe(job)
})

test('a file that holds none is said to hold none, and nothing is left behind', async () => {
  const env = file('jobs/env.yml', 'dependencies: [pip]\n')
  await expect(importJob(workspace, yaml(job), [env])).rejects.toThrow('env.yml holds no environment')
  expect(draftsBelow('')).toEqual([])
})
