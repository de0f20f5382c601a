import { describe, expect, test } from 'vitest'
import type { SweepJob } from '../../../api/generated/arm.ts'
import {
  axesOf,
  goodness,
  isInRanges,
  placeOn,
  rangesFromText,
  rangesToText,
  textAt,
  ticksOf,
  type Axis,
} from './parallel-axes.ts'
import type { Trial } from './trials.ts'

const aTrial = (values: Record<string, string>, score?: number): Trial => ({
  name: 'tune_1',
  number: 1,
  status: 'Completed',
  values,
  score,
  start: undefined,
  end: undefined,
  reason: undefined,
  isBest: false,
})

const sweep = {
  jobType: 'Sweep',
  searchSpace: {
    lr: ['loguniform', [-7, -1]],
    depth: ['randint', [12]],
    kernel: ['choice', [['rbf', 'linear']]],
    batch: ['choice', [[8, 16, 128]]],
  },
  objective: { goal: 'Minimize', primaryMetric: 'loss' },
  samplingAlgorithm: { samplingAlgorithmType: 'Random' },
  trial: { command: 'true', environmentId: 'e' },
} as SweepJob

const trials = [
  aTrial({ lr: '0.001', depth: '2', kernel: 'rbf', batch: '128' }, 0.5),
  aTrial({ lr: '0.1', depth: '10', kernel: 'linear', batch: '8' }, 0.1),
  aTrial({ lr: '0.01', depth: '6', kernel: 'rbf', batch: '16' }),
]
const axes = axesOf(trials, sweep)
const axis = (id: string): Axis => {
  const found = axes.find((candidate) => candidate.id === id)
  if (!found) throw new Error(id)
  return found
}
const places = (id: string) => trials.map((trial) => placeOn(axis(id), trial))

describe('the axes of a sweep', () => {
  test('are its parameters and then the metric', () => {
    expect(axes.map(({ name, scale }) => [name, scale.kind])).toEqual([
      ['lr', 'log'],
      ['depth', 'linear'],
      ['kernel', 'names'],
      ['batch', 'names'],
      ['loss', 'linear'],
    ])
  })

  test('lay out numbers by size, those drawn over orders of magnitude by those, and choices one after the other', () => {
    expect(places('lr')).toEqual([0, 1, expect.closeTo(0.5)])
    expect(places('depth')).toEqual([0, 1, 0.5])
    expect(places('kernel')).toEqual([1, 0, 1])
    expect(places('batch')).toEqual([1, 0, 0.5])
    expect(places('=loss')).toEqual([1, 0, undefined])
  })

  test('say what stands where', () => {
    expect(textAt(axis('lr'), 0.5)).toBe('0.01')
    expect(ticksOf(axis('batch')).map(({ text }) => text)).toEqual(['8', '16', '128'])
    expect(ticksOf(axis('depth')).map(({ text }) => text)).toEqual(['2', '4', '6', '8', '10'])
  })

  test('have room for a single value', () => {
    const [only] = axesOf([aTrial({ lr: '0.1' }, 3)], sweep)
    expect(only && placeOn(only, aTrial({ lr: '0.1' }))).toBe(0.5)
    expect(only && ticksOf(only)).toEqual([{ place: 0.5, text: '0.1' }])
  })

  test('stand a value of zero on a scale that was meant for orders of magnitude', () => {
    const [lr] = axesOf([aTrial({ lr: '0' }), aTrial({ lr: '1' })], sweep)
    expect(lr?.scale.kind).toBe('linear')
  })
})

describe('a range', () => {
  test('leaves the trials in it, and none without a value', () => {
    const shown = (ranges: Record<string, readonly [number, number]>) =>
      trials.map((trial) => isInRanges(trial, axes, ranges))
    expect(shown({})).toEqual([true, true, true])
    expect(shown({ lr: [0.4, 1] })).toEqual([false, true, true])
    expect(shown({ lr: [0.4, 1], depth: [0, 0.6] })).toEqual([false, false, true])
    expect(shown({ '=loss': [0, 1] })).toEqual([true, true, false])
  })

  test('survives the way through an address', () => {
    const ranges = { lr: [0.1, 0.5], '=val/loss, best': [0, 0.333] } as const
    expect(rangesFromText(rangesToText(ranges))).toEqual(ranges)
  })

  test.each(['', 'lr', 'lr~a~b', 'lr~0.9~0.1', 'lr~-1~2', '~0~1', 'lr~~'])('is none in %j', (text) => {
    expect(rangesFromText(text)).toEqual({})
  })
})

test('what is good depends on the goal', () => {
  expect(trials.map(goodness(trials, 'Minimize'))).toEqual([0, 1, undefined])
  expect(trials.map(goodness(trials, 'Maximize'))).toEqual([1, 0, undefined])
})
