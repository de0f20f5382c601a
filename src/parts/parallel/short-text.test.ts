import { expect, test } from 'vitest'
import { sharedStart, shortened } from './short-text.ts'

test('a long text is cut at its end', () => {
  expect(shortened('learning_rate', 9)).toBe('learning…')
  expect(shortened('lr', 9)).toBe('lr')
})

test('paths lose what they have in common', () => {
  const paths = ['azureml://data/2025-09/', 'azureml://data/2025-10/']
  const start = sharedStart(paths)
  expect(paths.map((path) => shortened(path, 9, start))).toEqual(['…09/', '…10/'])
  expect(sharedStart(['a'])).toBe(0)
  expect(sharedStart(['ab', 'abc'])).toBe(0)
})
