import { expect, test } from 'vitest'
import { createFrameTurns } from './frame-turns.ts'

/** Frames that come when they are called for. */
function someFrames(budgetMs: number) {
  const callbacks: (() => void)[] = []
  const ask = createFrameTurns(budgetMs, (callback) => callbacks.push(callback))
  const done: string[] = []
  const turn = (name: string, isUrgent = false) => ask({ run: () => done.push(name), isUrgent: () => isUrgent })
  return { ask, turn, done, frame: () => callbacks.shift()?.() }
}

test('one piece of work a frame is done when it takes all of its time, in the order it was asked for', () => {
  const { turn, done, frame } = someFrames(0)
  for (const name of ['a', 'b', 'c']) turn(name)
  expect(done).toEqual([])
  frame()
  expect(done).toEqual(['a'])
  frame()
  frame()
  expect(done).toEqual(['a', 'b', 'c'])
})

test('what is urgent goes first, whenever it came', () => {
  const { turn, done, frame } = someFrames(0)
  turn('far')
  turn('near', true)
  frame()
  frame()
  expect(done).toEqual(['near', 'far'])
})

test('what is quick shares a frame', () => {
  const { turn, done, frame } = someFrames(10_000)
  for (const name of ['a', 'b', 'c']) turn(name)
  frame()
  expect(done).toEqual(['a', 'b', 'c'])
})

test('a turn that was given up is not taken, and later ones still are', () => {
  const { turn, done, frame } = someFrames(0)
  const giveUp = turn('a')
  giveUp()
  frame()
  expect(done).toEqual([])
  turn('b')
  frame()
  expect(done).toEqual(['b'])
})

test('work that fails does not hold up the rest', () => {
  const { ask, turn, done, frame } = someFrames(0)
  ask({
    run: () => {
      throw new Error('no')
    },
    isUrgent: () => false,
  })
  turn('b')
  expect(frame).toThrow('no')
  frame()
  expect(done).toEqual(['b'])
})
