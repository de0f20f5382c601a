import { expect, test } from 'vitest'
import { usedMetricNames } from './metric-names.ts'

const named = (...keys: string[]) => keys.map((key) => ({ key, value: 1, timestamp: 1, step: 0 }))

test('names count once, and what MLflow measures of the machine does not', () => {
  expect(usedMetricNames(named('loss', 'loss', 'val/loss', 'system/cpu_utilization_percentage'))).toBe(2)
  expect(usedMetricNames([])).toBe(0)
})
