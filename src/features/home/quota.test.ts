import { expect, test } from 'vitest'
import type { Usage } from '../../api/generated/arm.ts'
import { quotaLines } from './quota.ts'

const aUsage = (kind: string, name: string, currentValue: number, limit: number): Usage => ({
  type: `Microsoft.MachineLearningServices/${kind}/usages`,
  name: { value: name },
  currentValue,
  limit,
})

test('totals come first, then the families in use, the fullest first', () => {
  const lines = quotaLines([
    aUsage('vmFamily', 'D family', 8, 100),
    aUsage('vmFamily', 'NC family', 12, 24),
    aUsage('vmFamily', 'unused family', 0, 100),
    aUsage('dedicatedCores', 'Total', 20, 500),
  ])
  expect(lines.map(({ name }) => name)).toEqual(['Total', 'NC family', 'D family'])
  expect(lines[1]).toEqual({ name: 'NC family', used: 12, limit: 24 })
})

test('what has no limit says nothing about the next job', () => {
  expect(quotaLines([aUsage('dedicatedCores', 'Total', 0, 0)])).toEqual([])
})
