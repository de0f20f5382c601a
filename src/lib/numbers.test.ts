import { expect, test } from 'vitest'
import { formatBytes, formatCount, formatValue, plural } from './numbers.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1_440_000, '1.4 MB'],
  [206_000_000, '206 MB'],
  [5e15, '5.0 PB'],
  [5e18, '5000 PB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0, '0'],
  [0.9736842105, '0.973684'],
  [-12.5, '-12.5'],
  [123456, '123456'],
  [0.00001234, '1.234e-5'],
  [2.5e12, '2.500e+12'],
  [Number.NaN, 'NaN'],
  [-Infinity, '-Infinity'],
])('the value %d is written %s', (value, text) => {
  expect(formatValue(value)).toBe(text)
})

test('counts have separators and plurals their words', () => {
  expect(formatCount(12_345)).toBe('12,345')
  expect(plural(1, 'job')).toBe('1 job')
  expect(plural(0, 'job')).toBe('0 jobs')
  expect(plural(2, 'entry', 'entries')).toBe('2 entries')
})
