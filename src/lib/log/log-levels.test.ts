import { describe, expect, test } from 'vitest'
import { longestInheritance, nextLevel, noLevel, ownLevel } from './log-levels.ts'
import type { LogLevel } from './log-types.ts'
import { stampLength } from './time-stamps.ts'

const lines: readonly (readonly [text: string, level: LogLevel | undefined])[] = [
  ['2024-05-01 12:34:56,789 - trainer - ERROR - no such file', 'error'],
  ['INFO:root:starting', 'info'],
  ['WARNING:tensorflow:Your input ran out of data', 'warning'],
  ['[2024-05-01 12:34:56,789][DEBUG] - hydra', 'debug'],
  ['2024-05-01 12:34:56.789 | CRITICAL | train:main:3 - out of luck', 'error'],
  ['INFO 05-01 12:34:56 [engine.py:12] Loading', 'info'],
  ['[WARN] low on memory', 'warning'],
  ['E0501 12:34:56.789012 1234 net.cc:45] Check failed', 'error'],
  ['I0501 12:34:56.789012 1234 net.cc:45] fine', 'info'],
  ['2024-05-01 12:34:56.789012: W tensorflow/core/platform/cpu.cc:1] AVX2', 'warning'],
  ['time="2024-05-01T12:34:56Z" level=error msg="pull failed"', 'error'],
  ['{"level": "warn", "msg": "slow"}', 'warning'],
  ['/usr/lib/python3/site-packages/x.py:12: UserWarning: deprecated', 'warning'],
  ['Traceback (most recent call last):', 'error'],
  ['[rank1]: Traceback (most recent call last):', 'error'],
  ['torch.cuda.OutOfMemoryError: CUDA out of memory.', 'error'],
  ['KeyboardInterrupt', 'error'],
  ['ERROR: Could not find a version that satisfies the requirement nope', 'error'],
  ['fatal: not a git repository', 'error'],
  ['bash: error: no such option', 'error'],
  ['npm ERR! code 1', 'error'],
  ['Killed', 'error'],
  ['Segmentation fault (core dumped)', 'error'],
  // What only looks like one.
  ['step 5 loss=0.3', undefined],
  ['mean absolute error 0.31', undefined],
  ['ErrorRate 0.1', undefined],
  ['information about the run', undefined],
  ['Epoch 1:  50%|█████     | 5/10 [00:01<00:01, ERROR=0.3]', undefined],
  ['2024-05-01 12:34:56 - x - INFO - 0 ERROR lines', 'info'],
  [`${'x'.repeat(200)} ERROR late`, undefined],
]

test.each(lines)('%s', (text, level) => expect(ownLevel(text)).toBe(level))

/** The levels of lines that follow each other. */
function levelsOf(text: string): (LogLevel | undefined)[] {
  let state = noLevel
  return text.split('\n').map((line) => {
    state = nextLevel(state, line, stampLength(line))
    return state.level
  })
}

describe('lines that follow each other', () => {
  test('share the level of their stack trace, down to its last line', () => {
    const trace = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\n\nMyFault\nplain'
    expect(levelsOf(trace)).toEqual([...Array.from({ length: 5 }, () => 'error'), undefined])
  })

  test('share it where each begins with a rank', () => {
    expect(
      levelsOf('[rank0]: Traceback (most recent call last):\n[rank0]:   File "a.py"\n[rank0]: ValueError: x'),
    ).toEqual(['error', 'error', 'error'])
  })

  test('share that of the line they are indented under', () => {
    expect(levelsOf('INFO: config\n  lr: 1\nplain\n  lr: 2')).toEqual(['info', 'info', undefined, undefined])
    expect(levelsOf('ERROR boom\n\tat com.example.Main\nCaused by: other')).toEqual(['error', 'error', 'error'])
  })

  test('do not share it for ever, so that reading may begin anywhere', () => {
    const levels = levelsOf(`ERROR x\n${'  more\n'.repeat(longestInheritance + 5)}`)
    expect(levels.filter((level) => level === 'error')).toHaveLength(longestInheritance + 1)
  })

  test('may say it behind a time stamp', () => {
    expect(levelsOf('2024-05-01 10:00:00 error: bad')).toEqual(['error'])
  })
})
