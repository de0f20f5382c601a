import { describe, expect, test } from 'vitest'
import { jobOfModel } from './model-source.ts'

const aModel = (properties: { jobName?: string; modelUri?: string }) => ({ properties })

describe('a model version', () => {
  test('says which job it came from', () => {
    expect(jobOfModel(aModel({ jobName: 'calm_fox_1' }))).toBe('calm_fox_1')
  })

  test('came from the job in whose artifacts it lies, when it does not say', () => {
    expect(jobOfModel(aModel({ modelUri: 'runs:/calm_fox_1/model' }))).toBe('calm_fox_1')
    expect(jobOfModel(aModel({ modelUri: 'azureml://jobs/calm_fox_1/outputs/net/paths/best.pt' }))).toBe('calm_fox_1')
  })

  test('may have come from elsewhere', () => {
    expect(jobOfModel(aModel({ modelUri: 'https://example.org/model.bin' }))).toBeUndefined()
    expect(jobOfModel(aModel({}))).toBeUndefined()
  })
})
