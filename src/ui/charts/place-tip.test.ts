import { expect, test } from 'vitest'
import { placeTip } from './place-tip.ts'

const plot = { left: 100, top: 50, width: 400, height: 200 }
const tip = { width: 120, height: 80 }
const desk = { width: 1280, height: 800 }

test('a tip stands to the right of the cursor, at the top of the plot', () => {
  expect(placeTip(plot, 40, tip, desk)).toEqual({ left: 152, top: 58 })
})

test('it goes to the left where the window ends', () => {
  expect(placeTip(plot, 390, tip, { width: 600, height: 800 })).toEqual({ left: 358, top: 58 })
})

test('on a narrow screen it covers the cursor sooner than being cut off', () => {
  expect(placeTip({ ...plot, left: 40 }, 150, { width: 300, height: 80 }, { width: 390, height: 800 }).left).toBe(82)
})

test('it moves up where the window ends below', () => {
  expect(placeTip({ ...plot, top: 700 }, 40, { width: 120, height: 300 }, desk).top).toBe(492)
})
