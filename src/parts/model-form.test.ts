import { describe, expect, test } from 'vitest'
import { artifactTree } from './files/artifact-tree.ts'
import { modelFormProblems, modelPaths, modelVersionBody, type ModelForm } from './model-form.ts'

const aForm = (changes: Partial<ModelForm> = {}): ModelForm => ({
  name: 'iris',
  version: '3',
  type: 'mlflow_model',
  path: 'model',
  description: '',
  tags: '',
  ...changes,
})

describe('registering a model', () => {
  test('sends where it lies and which job made it', () => {
    const form = aForm({ description: ' A small classifier ', tags: 'stage=test\n\nformula=a=b' })
    expect(modelVersionBody(form, 'calm_fox_1')).toEqual({
      properties: {
        modelType: 'mlflow_model',
        modelUri: 'azureml://jobs/calm_fox_1/outputs/artifacts/paths/model',
        jobName: 'calm_fox_1',
        description: 'A small classifier',
        tags: { stage: 'test', formula: 'a=b' },
      },
    })
  })

  test('has no problems when all is filled in', () => expect(modelFormProblems(aForm())).toEqual({}))

  test.each([
    ['name', { name: 'iris model' }],
    ['name', { name: '' }],
    ['version', { version: '' }],
    ['version', { version: '1/2' }],
    ['version', { version: '..' }],
    ['path', { path: '' }],
    ['tags', { tags: 'just a word' }],
  ] satisfies [keyof ModelForm, Partial<ModelForm>][])('names a wrong %s: %j', (field, changes) => {
    expect(Object.keys(modelFormProblems(aForm(changes)))).toEqual([field])
  })

  test('offers MLflow models first and no logs', () => {
    const tree = artifactTree(['outputs/a.json', 'user_logs/std_log.txt', 'out/model/MLmodel', 'note.txt'])
    expect(modelPaths(tree).map(({ path, isModel }) => (isModel ? `${path}*` : path))).toEqual([
      'out/model*',
      'out',
      'outputs',
      'note.txt',
      'out/model/MLmodel',
      'outputs/a.json',
    ])
  })
})
