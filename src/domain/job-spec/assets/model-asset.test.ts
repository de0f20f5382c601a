import { expect, test } from 'vitest'
import { modelFromRest, modelSchema, modelToRest, modelToYaml, parseModel } from './model-asset.ts'

const specOf = (text: string) => {
  const result = parseModel(text)
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '))
  return result.value
}

const iris = `name: iris
version: 1.0
type: MLflow_Model
path: azureml://jobs/happy_dog/outputs/artifacts/paths/model
stage: Production
flavors: {python_function: {loader_module: mlflow.sklearn, python_version: 3.12.1}}
tags: {accuracy: 0.90, empty:}
properties: {checked: true}
`

test('a job’s model becomes the body that ARM takes, and comes back', () => {
  const spec = specOf(iris)
  const body = modelToRest(spec)
  expect(body).toStrictEqual({
    properties: {
      modelType: 'mlflow_model',
      modelUri: 'azureml://jobs/happy_dog/outputs/artifacts/paths/model',
      flavors: { python_function: { data: { loader_module: 'mlflow.sklearn', python_version: '3.12.1' } } },
      stage: 'Production',
      tags: { accuracy: '0.9' },
      properties: { checked: 'True' },
    },
  })
  const id =
    '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws/models/iris/versions/1.0'
  expect(modelFromRest({ id, name: '1.0', ...body })).toEqual({ ...spec, tags: { accuracy: '0.9' } })
})

test('a local file needs the place it was uploaded to, and a run’s folder does not', () => {
  const local = specOf('name: m\npath: ./model.pkl\n')
  expect(modelToRest(local, 'azureml://datastores/d/paths/x').properties).toEqual({
    modelType: 'custom_model',
    modelUri: 'azureml://datastores/d/paths/x',
  })
  expect(() => modelToRest(local)).toThrow('has not been uploaded')
  expect(modelToRest(specOf('name: m\npath: runs:/happy_dog/model\n')).properties.modelUri).toBe(
    'runs:/happy_dog/model',
  )
})

test('a model is written as YAML that is read back as the same', () => {
  expect(specOf(modelToYaml(specOf(iris)))).toEqual(specOf(iris))
})

test.each([
  ['no name', 'path: ./src\n', 'name'],
  ['an unknown type', 'name: m\ntype: mlflow\n', 'type'],
  ['an empty path', 'name: m\npath:\n', 'path'],
  ['a flavour that is no map', 'name: m\nflavors: {python_function: 3}\n', 'flavors.python_function'],
  ['a key of data', 'name: m\nsource: x\n', 'source'],
])('refused: %s', (_, text, path) => {
  const result = parseModel(text)
  expect(result.ok ? [] : result.problems.map((problem) => problem.path.join('.'))).toEqual([path])
})

test('the schema asks for the name and explains every key', () => {
  expect(modelSchema.required).toEqual(['name'])
  for (const { description } of Object.values(modelSchema.properties ?? {})) expect(description).toMatch(/\.$/)
})
