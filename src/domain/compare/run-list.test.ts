import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newJobName } from '../new-job-name.ts'
import { mostRuns, packRuns, unpackRuns } from './run-list.ts'

/** Numbers from 0 to 1 that are the same in each run of the tests (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const generated = (count: number, seed: number) => {
  const random = dice(seed)
  return Array.from({ length: count }, () => newJobName(random))
}

const legalName = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/)

describe('a list of jobs in a link', () => {
  test('is read by people while it is short', () => {
    expect(packRuns(['calm_fox', 'train-42', 'calm_fox'])).toBe('calm_fox,train-42')
    expect(unpackRuns('calm_fox, train-42,,calm_fox')).toEqual({ names: ['calm_fox', 'train-42'] })
  })

  test('holds a hundred generated names in less than 1,600 characters that an address leaves alone', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const names = generated(100, seed)
      const packed = packRuns(names)
      expect(packed).toMatch(/^\.[\w-]+$/)
      expect(packed.length).toBeLessThan(1_600)
      expect(new URLSearchParams({ runs: packed }).toString()).toBe(`runs=${packed}`)
      expect(unpackRuns(packed)).toEqual({ names })
    }
  })

  test('costs next to nothing where names differ in a number alone', () => {
    const trials = Array.from({ length: 100 }, (_, index) => `calm_fox_bcdfgh1234_${index}`)
    expect(packRuns(trials).length).toBeLessThan(250)
  })

  test('that was packed once is read for ever', () => {
    const names = Array.from({ length: 20 }, (_, index) => `calm_fox_bcdfgh1234_${index}`)
    expect(unpackRuns('.yhwX3CTjDERvlYu6E0N7GICuvME1hJwEuA1i68yngFzZC0fFc56Fjh-yz6qt')).toEqual({ names })
  })

  test('is the same list when it is read again, whatever the names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(legalName, { minLength: 1, maxLength: mostRuns }), (names) => {
        expect(unpackRuns(packRuns(names))).toEqual({ names })
      }),
      { numRuns: 60 },
    )
  })

  test('is whole with a hundred of the longest names', () => {
    const names = Array.from({ length: 100 }, (_, index) => `${'a-'.repeat(126)}${100 + index}`)
    expect(unpackRuns(packRuns(names))).toEqual({ names })
    expect(unpackRuns(names.join(','))).toEqual({ names })
  })

  test('has no more than a hundred', () => {
    const names = generated(101, 1)
    expect(unpackRuns(packRuns(names))).toEqual({ names: names.slice(0, 100) })
    expect(unpackRuns(names.join(','))).toEqual({ problem: 'This link names 101 jobs; 100 at most can be compared.' })
  })

  test('may be empty', () => {
    expect(unpackRuns(packRuns([]))).toEqual({ names: [] })
  })
})

describe('what is no list of jobs', () => {
  const damaged = { problem: 'The list of jobs in this link is cut off or was altered.' }

  test('is named', () => {
    expect(unpackRuns('calm_fox,<script>')).toEqual({ problem: '“<script>” in this link is no name of a job.' })
    expect(unpackRuns(`-${'x'.repeat(100)}`)).toEqual({
      problem: `“-${'x'.repeat(39)}…” in this link is no name of a job.`,
    })
    expect(unpackRuns('a'.repeat(30_001))).toHaveProperty('problem')
  })

  test('is told when a link was cut on its way', () => {
    const packed = packRuns(generated(100, 2))
    for (const length of [1, 2, 10, 700, packed.length - 1])
      expect(unpackRuns(packed.slice(0, length))).toEqual(damaged)
  })

  test('is told when a character was altered', () => {
    const packed = packRuns(generated(40, 3))
    for (let at = 1; at < packed.length; at += 7) {
      const other = packed[at] === 'k' ? 'j' : 'k'
      expect(unpackRuns(packed.slice(0, at) + other + packed.slice(at + 1))).toEqual(damaged)
    }
  })

  test('never throws, and never gives what is no name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\.[\w-]{0,400}$/)), (text) => {
        const read = unpackRuns(text)
        expect('names' in read || read.problem.includes('link')).toBe(true)
        const names = 'names' in read ? read.names : []
        expect(names.filter((name) => !/^[a-zA-Z0-9][\w-]{0,254}$/.test(name))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
