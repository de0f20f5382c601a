import { describe, expect, test } from 'vitest'
import { assetNameRule, computeNameRule, inputKeyRule, jobNameRule, nameProblem } from './names.ts'

describe('names', () => {
  test('of jobs and assets start with a letter or a digit', () => {
    expect(nameProblem('train_42-a', jobNameRule)).toBeUndefined()
    expect(nameProblem('4', assetNameRule)).toBeUndefined()
    for (const name of ['', '_a', 'a b', 'a/b', 'ä', 'a'.repeat(256), 'a\n']) {
      expect(nameProblem(name, jobNameRule)).toMatch(/^A job name/)
    }
  })

  test('of computes have 3 to 24 characters and no number after a last dash', () => {
    for (const name of ['cpu', 'GPU-Cluster', 'cluster-2a', 'c12'])
      expect(nameProblem(name, computeNameRule)).toBeUndefined()
    for (const name of ['ab', '1cpu', 'cpu-1', 'cpu_a', 'c'.repeat(25)]) {
      expect(nameProblem(name, computeNameRule)).toMatch(/^A compute name/)
    }
  })

  test('of inputs are words for a shell variable', () => {
    for (const key of ['a', '_a1', 'learning_rate']) expect(nameProblem(key, inputKeyRule)).toBeUndefined()
    for (const key of ['1st', 'iris-csv', 'a.b', '']) expect(nameProblem(key, inputKeyRule)).toMatch(/^A key/)
  })
})
