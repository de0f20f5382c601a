import { describe, expect, test } from 'vitest'
import {
  datastorePathOf,
  datastoreUri,
  jobArtifactOf,
  jobArtifactUri,
  jobOutputOf,
  jobOutputUri,
} from './output-uri.ts'

const long = 'azureml://subscriptions/s/resourcegroups/rg/workspaces/ws'

describe('the files that an address stands for', () => {
  test.each([
    ['azureml://jobs/calm_fox_1/outputs/artifacts/paths/model/', 'model'],
    ['azureml://jobs/calm_fox_1/outputs/artifacts/paths/outputs/model.json', 'outputs/model.json'],
    ['azureml://jobs/calm_fox_1/outputs/artifacts', ''],
    [`${long}/jobs/calm_fox_1/outputs/artifacts/paths/model`, 'model'],
    ['runs:/calm_fox_1/model', 'model'],
    ['runs:/calm_fox_1', ''],
    ['azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.calm_fox_1', ''],
    ['azureml://datastores/workspaceartifactstore/paths/ExperimentRun/dcid.calm_fox_1/model', 'model'],
    [
      `${long.replace('groups', 'Groups')}/datastores/workspaceartifactstore/paths/ExperimentRun/dcid.calm_fox_1/m`,
      'm',
    ],
  ])('%s is %s of its job', (uri, path) => {
    expect(jobArtifactOf(uri)).toEqual({ jobName: 'calm_fox_1', path })
  })

  test.each([
    'azureml://jobs/calm_fox_1/outputs/trained',
    'azureml://datastores/workspaceblobstore/paths/azureml/calm_fox_1/trained/',
    'https://example.org/model.bin',
    '',
  ])('%s is not in the artifacts of a job', (uri) => {
    expect(jobArtifactOf(uri)).toBeUndefined()
  })

  test('is found again from the address made for it', () => {
    expect(jobArtifactOf(jobArtifactUri('calm_fox_1', 'a folder/model'))).toEqual({
      jobName: 'calm_fox_1',
      path: 'a folder/model',
    })
  })

  test('can be in a datastore', () => {
    expect(datastorePathOf(`${long}/datastores/workspaceblobstore/paths/iris/iris.csv`)).toEqual({
      datastore: 'workspaceblobstore',
      path: 'iris/iris.csv',
    })
    expect(datastorePathOf('https://example.org')).toBeUndefined()
  })

  test('can be a named output', () => {
    const output = { jobName: 'calm_fox_1', output: 'trained', path: 'model/' }
    expect(jobOutputOf(jobOutputUri(output))).toEqual(output)
    expect(jobOutputOf(`${long}/jobs/calm_fox_1/outputs/trained`)).toEqual({ ...output, path: '' })
    expect(jobOutputOf('azureml://datastores/d/paths/jobs/a/outputs/b')).toBeUndefined()
    const place = { datastore: 'workspaceblobstore', path: 'iris/' }
    expect(datastorePathOf(datastoreUri(place))).toEqual(place)
  })
})
