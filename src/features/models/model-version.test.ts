import { describe, expect, test } from 'vitest'
import { jobOfModel, modelTypeLabel } from './model-version.ts'

const aModel = (properties: { jobName?: string; modelUri?: string }) => ({ id: '/m', name: '1', properties })

describe('a model version', () => {
  test('says which job it came from', () => {
    expect(jobOfModel(aModel({ jobName: 'calm_fox_1' }))).toBe('calm_fox_1')
  })

  test('came from the job in whose artifacts it lies, when it does not say', () => {
    expect(jobOfModel(aModel({ modelUri: 'runs:/calm_fox_1/model' }))).toBe('calm_fox_1')
  })

  test('may have come from elsewhere', () => {
    expect(jobOfModel(aModel({ modelUri: 'https://example.org/model.bin' }))).toBeUndefined()
    expect(jobOfModel(aModel({}))).toBeUndefined()
  })

  test('has a type in plain words, or in the service’s own', () => {
    expect(modelTypeLabel('mlflow_model')).toBe('MLflow model')
    expect(modelTypeLabel('onnx')).toBe('onnx')
    expect(modelTypeLabel(null)).toBe('Custom model')
  })
})
