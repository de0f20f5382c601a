import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { completionPlace } from '../domain/job-spec/completion-place.ts'
import { armError, setUpFakeAzure, testWorkspace, type FakeAnswer } from '../queries/testing/fake-azure.ts'
import { findNames } from './find-names.ts'

const list = (...names: string[]): FakeAnswer => ({
  body: { value: names.map((name) => ({ id: `/${name}`, name, properties: { latestVersion: '2' } })) },
})

/** What is offered at the end of a text, and what was asked for it. */
async function offered(text: string, answers: Record<string, FakeAnswer>) {
  const requests = setUpFakeAzure(({ path }) => answers[path])
  const place = completionPlace(text, text.length)
  if (!place) throw new Error('Nothing can be named there')
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const find = () => findNames(place, text.slice(place.from), { client, workspace: testWorkspace })
  const names = (await find()).map((name) => name.text)
  const asked = requests.map(({ path }) => path)
  await find()
  expect(requests.length, 'is asked once').toBe(asked.length)
  return { names, asked }
}

test('an environment is named, then its version', async () => {
  const answers = { '/environments': list('sklearn'), '/environments/sklearn/versions': list('1', '2') }
  expect(await offered('environment: azureml:sk', answers)).toEqual({
    names: ['azureml:sklearn@latest', 'azureml:sklearn:2'],
    asked: ['/environments'],
  })
  const versions = await offered('environment: azureml:sklearn:', answers)
  expect(versions.names).toContain('azureml:sklearn:1')
  expect(versions.asked).toEqual(['/environments/sklearn/versions'])
})

test('an input is offered what its type takes', async () => {
  const answers = { '/data': list('iris'), '/models': list('classifier'), '/datastores': list(), '/jobs': list() }
  const ofType = (type: string) => offered(`inputs:\n  x:\n    type: ${type}\n    path: `, answers)
  expect((await ofType('uri_file')).names).toEqual(['azureml:iris@latest', 'azureml:iris:2'])
  expect((await ofType('mlflow_model')).names).toEqual(['azureml:classifier@latest', 'azureml:classifier:2'])
  expect((await ofType('')).names).toHaveLength(4)
})

test('a list that cannot be had is passed over in silence', async () => {
  const refusal = armError(403, 'AuthorizationFailed', 'no')
  const answers = { '/data': list('iris'), '/datastores': refusal, '/jobs': refusal }
  const { names } = await offered('inputs:\n  x:\n    type: uri_file\n    path: ', answers)
  expect(names).toEqual(['azureml:iris@latest', 'azureml:iris:2'])
})
