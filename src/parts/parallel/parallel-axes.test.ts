import { describe, expect, test } from 'vitest'
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
  type PlotRow,
} from './parallel-axes.ts'

const aRow = (values: Record<string, string>, score?: number): PlotRow => ({
  name: 'tune_1',
  values,
  score,
  isBest: false,
})

const rows = [
  aRow({ lr: '0.001', depth: '2', kernel: 'rbf', batch: '128' }, 0.5),
  aRow({ lr: '0.1', depth: '10', kernel: 'linear', batch: '8' }, 0.1),
  aRow({ lr: '0.01', depth: '6', kernel: 'rbf', batch: '16' }),
]
const spreads = { lr: 'log', depth: 'linear', batch: 'choice' } as const
const axes = axesOf(rows, ['lr', 'depth', 'kernel', 'batch'], 'loss', (name) => spreads[name as keyof typeof spreads])
const axis = (id: string): Axis => {
  const found = axes.find((candidate) => candidate.id === id)
  if (!found) throw new Error(id)
  return found
}
const places = (id: string) => rows.map((row) => placeOn(axis(id), row))

describe('the axes', () => {
  test('are the parameters and then the metric', () => {
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

  test('keep whole numbers whole, and others short', () => {
    const [size] = axesOf(
      [aRow({ size: '256' }), aRow({ size: '1024' }), aRow({ size: '300.5' })],
      ['size'],
      'loss',
      () => 'linear',
    )
    expect(size && [textAt(size, 0), textAt(size, 0.123), textAt(size, 1)]).toEqual(['256', '350', '1024'])
  })

  test('have room for a single value', () => {
    const [only] = axesOf([aRow({ lr: '0.1' }, 3)], ['lr'], 'loss')
    expect(only && placeOn(only, aRow({ lr: '0.1' }))).toBe(0.5)
    expect(only && ticksOf(only)).toEqual([{ place: 0.5, text: '0.1' }])
  })

  test('stand a value of zero on a scale that was meant for orders of magnitude', () => {
    const [lr] = axesOf([aRow({ lr: '0' }), aRow({ lr: '1' })], ['lr'], 'loss', () => 'log')
    expect(lr?.scale.kind).toBe('linear')
  })

  test.each([
    [['0.1', '0.001'], 'log'],
    [['64', '128'], 'linear'],
    [['0', '1000'], 'linear'],
    [['-1', '1000'], 'linear'],
    [['sgd', '0.1'], 'names'],
  ])('of %j, whose spread nobody knows, is %s', (values, kind) => {
    const [lr] = axesOf(
      values.map((value) => aRow({ lr: value })),
      ['lr'],
      'loss',
    )
    expect(lr?.scale.kind).toBe(kind)
  })
})

describe('a range', () => {
  test('leaves the rows in it, and none without a value', () => {
    const shown = (ranges: Record<string, readonly [number, number]>) =>
      rows.map((row) => isInRanges(row, axes, ranges))
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
  expect(rows.map(goodness(rows, 'Minimize'))).toEqual([0, 1, undefined])
  expect(rows.map(goodness(rows, 'Maximize'))).toEqual([1, 0, undefined])
})
