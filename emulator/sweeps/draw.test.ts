import { describe, expect, test } from 'vitest'
import { drawnIn, sizeOf, valuesAt, valuesOfCell } from './draw.ts'
import { inverseNormal, normalDistribution } from './normal-distribution.ts'
import { parseSearchSpace } from './search-space.ts'
import { sobol, sobolDimensions } from './sobol.ts'

const at = (distribution: unknown, coordinate: number, logBase?: number) =>
  valuesAt(parseSearchSpace({ x: distribution }), [coordinate], logBase)['x']

const near = (...values: number[]) => values.map((value): unknown => expect.closeTo(value, 6))

describe('a coordinate becomes a value of', () => {
  test.each([
    ['choice', ['choice', [['a', 'b', 3]]], [0, 0.5, 0.99], ['a', 'b', 3]],
    ['randint', ['randint', [10]], [0, 0.55, 0.999], near(0, 5, 9)],
    ['uniform', ['uniform', [1, 3]], [0, 0.5], near(1, 2)],
    ['quniform', ['quniform', [0, 1, 0.1]], [0.31, 0.99], near(0.3, 1)],
    ['loguniform', ['loguniform', [0, 2]], [0, 0.5], near(1, Math.E)],
    ['qloguniform', ['qloguniform', [0, 3, 5]], [0.9], near(15)],
    ['normal', ['normal', [10, 2]], [0.5, 0.8413447460685429], near(10, 12)],
    ['qnormal', ['qnormal', [10, 2, 5]], [0.84], near(10)],
    ['lognormal', ['lognormal', [0, 1]], [0.5], near(1)],
    ['qlognormal', ['qlognormal', [0, 1, 2]], [0.841], near(2)],
  ])('%s', (_, distribution, coordinates, values) => {
    expect(coordinates.map((coordinate) => at(distribution, coordinate))).toEqual(values)
  })

  test('a log kind of another base', () => {
    expect(at(['loguniform', [-3, -1]], 0.5, 10)).toBeCloseTo(0.01)
  })
})

test('quantiles of the normal distribution are those of its tables', () => {
  expect(inverseNormal(0.975)).toBeCloseTo(1.959964, 5)
  expect(inverseNormal(0.001)).toBeCloseTo(-3.090232, 5)
  for (const x of [-2, -0.5, 0, 1, 3]) expect(inverseNormal(normalDistribution(x))).toBeCloseTo(x, 4)
})

describe('a choice between maps', () => {
  const space = parseSearchSpace({
    model: [
      'choice',
      [
        [
          { kind: 'tree', depth: ['choice', [[2, 4]]] },
          { kind: 'net', layers: { width: ['choice', [[8, 16, 32]]] } },
        ],
      ],
    ],
    seed: ['choice', [[1, 2]]],
  })

  test('draws what lies in the option that was taken', () => {
    expect(drawnIn(space)).toHaveLength(4)
    expect(valuesAt(space, [0, 0.9, 0, 0])).toEqual({ model: { kind: 'tree', depth: 4 }, seed: 1 })
    expect(valuesAt(space, [0.9, 0, 0.5, 0.9])).toEqual({ model: { kind: 'net', layers: { width: 16 } }, seed: 2 })
  })

  test('counts and lists every combination once', () => {
    expect(sizeOf(space)).toBe(10)
    const cells = Array.from({ length: 10 }, (_, index) => JSON.stringify(valuesOfCell(space, index)))
    expect(new Set(cells).size).toBe(10)
    expect(cells[0]).toBe('{"model":{"kind":"tree","depth":2},"seed":1}')
    expect(cells[1]).toBe('{"model":{"kind":"tree","depth":2},"seed":2}')
  })
})

describe('the Sobol sequence', () => {
  test('begins as in its tables', () => {
    const first = Array.from({ length: 8 }, (_, index) => [sobol(index, 0), sobol(index, 1), sobol(index, 2)])
    // https://web.maths.unsw.edu.au/~fkuo/sobol/
    expect(first).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
    ])
  })

  test.each([0, 0x9e3779b9])('has one point in each of 256 equal parts of every dimension, shifted by %i', (shift) => {
    for (let dimension = 0; dimension < sobolDimensions; dimension += 1) {
      const parts = Array.from({ length: 256 }, (_, index) => Math.floor(sobol(index, dimension, shift) * 256))
      expect(new Set(parts).size).toBe(256)
    }
  })

  test('has no two dimensions that are alike', () => {
    const columns = Array.from({ length: sobolDimensions }, (_, dimension) =>
      Array.from({ length: 64 }, (_index, index) => sobol(index, dimension)).join(),
    )
    expect(new Set(columns).size).toBe(sobolDimensions)
  })
})

test.each([
  ['nothing', {}, []],
  ['a name with a dash', { 'a-b': ['randint', [3]] }, ['a-b']],
  ['an unknown distribution', { x: ['beta', [1, 2]] }, ['x']],
  ['an object', { x: { type: 'uniform' } }, ['x']],
  ['too few arguments', { x: ['uniform', [1]] }, ['x']],
  ['bounds that are the wrong way round', { x: ['uniform', [2, 1]] }, ['x']],
  ['a bound that is no number', { x: ['uniform', ['0', 1]] }, ['x']],
  ['a q of nothing', { x: ['quniform', [0, 1, 0]] }, ['x']],
  ['a choice without its inner list', { x: ['choice', [1, 2]] }, ['x']],
  ['a choice of nothing', { x: ['choice', [[]]] }, ['x']],
  ['a choice of booleans', { x: ['choice', [[true]]] }, ['x']],
  ['a fraction for randint', { x: ['randint', [1.5]] }, ['x']],
  ['a mistake in a nested choice', { x: ['choice', [[{ a: ['normal', [0, 0]] }]]] }, ['x', 'a']],
])('a search space of %s is refused at its place', (_, space, path) => {
  expect(() => parseSearchSpace(space)).toThrow(expect.objectContaining({ path }))
})
