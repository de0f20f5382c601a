import { expect, test } from 'vitest'
import { modelTypeLabel } from './model-version.ts'

test('a model version has a type in plain words, or in the service’s own', () => {
  expect(modelTypeLabel('mlflow_model')).toBe('MLflow model')
  expect(modelTypeLabel('onnx')).toBe('onnx')
  expect(modelTypeLabel(null)).toBe('Custom model')
})
