import { beforeEach, expect, test } from 'vitest'
import { keepLayout, keptLayout } from './board-storage.ts'
import { plainLayout } from './board-view.ts'

beforeEach(() => localStorage.clear())

const pinned = (metric: string) => ({ ...plainLayout, pins: [metric] })

test('the layout of an experiment is there for its next run, and for no other experiment', () => {
  keepLayout('ws.iris', { ...pinned('loss'), sizes: new Map([['lr', 'large' as const]]) })
  expect(keptLayout('ws.iris')).toEqual({ ...pinned('loss'), sizes: new Map([['lr', 'large']]) })
  expect(keptLayout('ws.digits')).toEqual(plainLayout)
})

test('a layout that was reset takes no room', () => {
  keepLayout('ws.iris', pinned('loss'))
  keepLayout('ws.iris', plainLayout)
  expect(localStorage).toHaveLength(0)
})

test('of many experiments the last fifty are kept, and nothing else is touched', () => {
  localStorage.setItem('trainyard.recent', 'x')
  for (let index = 0; index < 60; index++) {
    keepLayout(`ws.${index}`, pinned('loss'))
    // As if they were a second apart.
    localStorage.setItem(`trainyard.board.1.ws.${index}`, `${index + 1} pins=loss`)
  }
  keepLayout('ws.last', pinned('loss'))
  expect(localStorage).toHaveLength(51)
  expect(keptLayout('ws.59')).toEqual(pinned('loss'))
  expect(keptLayout('ws.0')).toEqual(plainLayout)
})

test('rubbish counts as none', () => {
  for (const rubbish of ['', '{}', 'pins', '\u0000', `1 pins=${'x,'.repeat(20_000)}`]) {
    localStorage.setItem('trainyard.board.1.ws.iris', rubbish)
    expect(keptLayout('ws.iris')).toEqual(plainLayout)
  }
})

test('a browser without storage shows charts all the same', () => {
  const deny = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  const forbidden: Storage = { length: 0, clear: deny, getItem: deny, key: deny, removeItem: deny, setItem: deny }
  expect(keptLayout('ws.iris', forbidden)).toEqual(plainLayout)
  expect(() => keepLayout('ws.iris', pinned('loss'), forbidden)).not.toThrow()
})
