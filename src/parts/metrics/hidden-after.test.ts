import { describe, expect, test } from 'vitest'
import { hiddenAfter } from './hidden-after.ts'

const line = (id: string, isHidden = false) => ({ id, isHidden })

describe('a press in the legend', () => {
  test('hides a line, or shows it again', () => {
    expect(hiddenAfter([line('a'), line('b'), line('c', true)], 'a', 'toggle')).toEqual(['a', 'c'])
    expect(hiddenAfter([line('a', true), line('b')], 'a', 'toggle')).toEqual([])
  })

  test('with Alt leaves one line alone, and a second time shows all', () => {
    expect(hiddenAfter([line('a'), line('b'), line('c')], 'b', 'alone')).toEqual(['a', 'c'])
    expect(hiddenAfter([line('a', true), line('b'), line('c', true)], 'b', 'alone')).toEqual([])
    expect(hiddenAfter([line('a', true), line('b')], 'a', 'alone')).toEqual(['b'])
  })
})
