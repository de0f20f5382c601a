import { expect, test } from 'vitest'
import { namedOutputs } from './job-outputs.ts'

test('an output without a place lies where the service puts it, and is looked for where it once was', () => {
  expect(namedOutputs('calm_fox', { default: { jobOutputType: 'uri_folder' }, trained: null })).toEqual([
    {
      name: 'trained',
      type: 'uri_folder',
      uri: 'azureml://datastores/workspaceblobstore/paths/azureml/calm_fox/trained/',
      places: [
        { datastore: 'workspaceblobstore', path: 'azureml/calm_fox/trained/' },
        { datastore: 'workspaceblobstore', path: 'dataset/calm_fox/trained/' },
      ],
    },
  ])
})

test('a place that the job says may hold expressions', () => {
  const uri = 'azureml://datastores/${{default_datastore}}/paths/mine/${{name}}/${{ output_name }}'
  const [output] = namedOutputs('calm_fox', { table: { jobOutputType: 'uri_folder', uri } }, 'lake')
  expect(output).toMatchObject({
    uri: 'azureml://datastores/lake/paths/mine/calm_fox/table',
    places: [{ datastore: 'lake', path: 'mine/calm_fox/table/' }],
  })
})

test('a file keeps its path, and a place outside the datastores is only told', () => {
  expect(
    namedOutputs('j', {
      one: { jobOutputType: 'uri_file', uri: 'azureml://datastores/d/paths/a/one.csv' },
      far: { jobOutputType: 'uri_folder', uri: 'https://example.org/there' },
    }).map(({ uri, places }) => [uri, places]),
  ).toEqual([
    ['azureml://datastores/d/paths/a/one.csv', [{ datastore: 'd', path: 'a/one.csv' }]],
    ['https://example.org/there', []],
  ])
})
