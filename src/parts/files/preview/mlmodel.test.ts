import { expect, test } from 'vitest'
import { readModelFacts } from './mlmodel.ts'

const file = `artifact_path: model
flavors:
  python_function:
    env: {conda: conda.yaml}
    loader_module: mlflow.sklearn
    python_version: 3.11.4
  sklearn:
    sklearn_version: 1.5.0
mlflow_version: 2.14.1
model_size_bytes: 1200
run_id: calm_fox
signature:
  inputs: '[{"type": "double", "name": "petal", "required": true}, {"type": "long", "name": "age", "required": false}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
utc_time_created: '2026-01-02 03:04:05.6'
`

test('an MLmodel file tells flavours, versions and what the model takes and gives', () => {
  expect(readModelFacts(file)).toEqual({
    flavors: ['python_function', 'sklearn'],
    loader: 'mlflow.sklearn',
    pythonVersion: '3.11.4',
    mlflowVersion: '2.14.1',
    libraries: ['sklearn 1.5.0 (sklearn)'],
    runId: 'calm_fox',
    created: '2026-01-02 03:04:05.6',
    sizeBytes: 1200,
    inputs: [
      { name: 'petal', type: 'double', isOptional: false },
      { name: 'age', type: 'long', isOptional: true },
    ],
    outputs: [{ name: '–', type: 'int64 [-1]', isOptional: false }],
  })
})

test('what is not as it should be is left out', () => {
  expect(readModelFacts('flavors: 5\nsignature: {inputs: "no json", outputs: [1]}\n')).toMatchObject({
    flavors: [],
    inputs: [],
    outputs: [],
  })
})

test('what is no map is no MLmodel file', () => {
  expect(() => readModelFacts('just text')).toThrow('no list of names')
  expect(() => readModelFacts('a: [')).toThrow('Flow sequence')
})
