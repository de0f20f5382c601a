import { expect, test } from 'vitest'
import { stampLength, stampTime } from './time-stamps.ts'

const stamps: readonly (readonly [line: string, rest: string, time: string | undefined])[] = [
  ['2024-05-01T12:34:56.789Z text', 'text', '2024-05-01T12:34:56.789Z'],
  ['2024-05-01 12:34:56,789 - x - INFO', '- x - INFO', '2024-05-01T12:34:56.789Z'],
  ['[2024/05/01 12:34:56 +0200] text', 'text', '2024-05-01T10:34:56.000Z'],
  ['2024-05-01T12:34:56.123456789-03:30\ttext', 'text', '2024-05-01T16:04:56.123Z'],
  ['[2024-05-01 12:34:56,789][INFO] text', '[INFO] text', '2024-05-01T12:34:56.789Z'],
  ['05/01/2024 12:34:56 - INFO', '- INFO', '2024-05-01T12:34:56.000Z'],
  ['I0501 12:34:56.789012 1234 a.cc:1] x', '1234 a.cc:1] x', '2030-05-01T12:34:56.789Z'],
  ['May  1 12:34:56 host x', 'host x', '2030-05-01T12:34:56.000Z'],
  ['[1714567890.5] text', 'text', '2024-05-01T12:51:30.500Z'],
  ['12:34:56.789 text', 'text', undefined],
  ['[12:34:56] text', 'text', undefined],
  ['2024-05-01 12:34:56', '', '2024-05-01T12:34:56.000Z'],
]

test.each(stamps)('%s', (line, rest, time) => {
  expect(line.slice(stampLength(line))).toBe(rest)
  const ms = stampTime(line, 2030)
  expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(time)
})

test.each(['1234567 rows', '2024 was fine', '12:34 left', 'Marching on', '99%|█| 9/9 [00:01<00:00]', '[rank0]: x', ''])(
  'no stamp: %s',
  (line) => expect(stampLength(line)).toBe(0),
)

test('a date that is none is a stamp without a time', () => {
  expect(stampLength('2024-13-45 12:34:56 x')).toBe(20)
  expect(stampTime('2024-13-45 12:34:56 x', 2030)).toBeUndefined()
})
