import { describe, expect, test } from 'vitest'
import { modelKind } from './model-kind.ts'

describe('the files of a model', () => {
  test('are taken from an address as they are', () => {
    const addresses = ['azureml://jobs/j/outputs/artifacts/paths/model/', 'runs:/j/model', 'https://example.org/m.bin']
    expect(addresses.flatMap((path) => modelKind.localNeeds({ path }))).toEqual([])
  })

  test('are a file or a folder here; what MLflow or Triton reads is a folder', () => {
    expect(modelKind.localNeeds({ path: './m.bin' })).toEqual([{ at: ['path'], path: './m.bin', use: 'upload' }])
    expect(modelKind.localNeeds({ path: './m', type: 'mlflow_model' })).toMatchObject([{ kind: 'folder' }])
  })

  test('must lie somewhere, other than the CLI thinks', () => {
    expect(modelKind.check({})).toEqual([{ path: ['path'], message: 'Say where the files of the model lie.' }])
    expect(modelKind.check({ path: './m' })).toEqual([])
  })
})
