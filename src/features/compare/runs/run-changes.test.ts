import { expect, test } from 'vitest'
import type { ViewedRun } from '../compare-view.ts'
import { withMoreRuns, withoutRun, withRun, withRunMoved } from './run-changes.ts'

const aRun = (name: string, look: number): ViewedRun => ({ name, look, label: undefined, isHidden: false })
const runs = [aRun('a', 0), aRun('b', 1), aRun('c', 2)]
const names = (some: readonly ViewedRun[]) => some.map(({ name }) => name).join('')

test('what is changed of a job is that alone', () => {
  expect(withRun(runs, 'b', { isHidden: true })).toEqual([runs[0], { ...runs[1], isHidden: true }, runs[2]])
})

test('a job that goes leaves the others their looks, and its own to the next one', () => {
  const left = withoutRun(runs, 'b')
  expect(left).toEqual([runs[0], runs[2]])
  expect(withMoreRuns(left, ['d', 'e', 'a']).map(({ name, look }) => [name, look])).toEqual([
    ['a', 0],
    ['c', 2],
    ['d', 1],
    ['e', 3],
  ])
})

test('beyond a hundred jobs none is taken', () => {
  const many = withMoreRuns(
    runs,
    Array.from({ length: 120 }, (_, index) => `job-${index}`),
  )
  expect(many).toHaveLength(100)
  expect(new Set(many.map(({ look }) => look)).size).toBe(40)
})

test('a job moves as far as there are places', () => {
  expect(names(withRunMoved(runs, 'c', -1))).toBe('acb')
  expect(names(withRunMoved(runs, 'c', -100))).toBe('cab')
  expect(names(withRunMoved(runs, 'a', 1))).toBe('bac')
  expect(names(withRunMoved(runs, 'c', 1))).toBe('abc')
  expect(names(withRunMoved(runs, 'ghost', 1))).toBe('abc')
})
