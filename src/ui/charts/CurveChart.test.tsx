import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Extent } from '../../lib/series/series-types.ts'
import type { ChartAxis, ChartLine } from './chart-types.ts'
import { CurveChart } from './CurveChart.tsx'
import { frameOfPoints } from './frame-of-points.ts'

const x: ChartAxis = { name: 'Step', scale: 'linear', format: String, isWhole: true }
const y: ChartAxis = { name: 'loss', scale: 'linear', format: String }
const lines: ChartLine[] = [{ id: 'a', name: 'run-a', color: 'red', dash: [], isHidden: false }]
const points = Array.from({ length: 101 }, (_, step) => ({ x: step, y: step === 50 ? Number.NaN : 100 - step }))

// Nothing is laid out here: the chart is told to be 450 pixels wide.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, 450, 224))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Panel({ asked }: { asked: (zoom: Extent | undefined) => void }) {
  const [zoom, setZoom] = useState<Extent>()
  const [cursor, setCursor] = useState<number>()
  return (
    <CurveChart
      label="train/loss"
      frame={frameOfPoints('a', points, zoom)}
      lines={lines}
      x={x}
      y={y}
      zoom={zoom}
      onZoom={(next) => {
        asked(next)
        setZoom(next)
      }}
      cursor={cursor}
      onCursor={setCursor}
      onColumns={() => {}}
      height={224}
      tip={<p>step {cursor}</p>}
    />
  )
}

function show() {
  const zooms: (Extent | undefined)[] = []
  render(<Panel asked={(zoom) => zooms.push(zoom)} />)
  const plot = screen.getByRole('slider', { name: 'train/loss: cursor' })
  const press = (...pressed: string[]) => {
    for (const key of pressed)
      fireEvent.keyDown(plot, { key: key.replace('Shift+', ''), shiftKey: key.startsWith('Shift+') })
  }
  return { plot, press, zooms, cursor: () => Number(plot.getAttribute('aria-valuenow')) }
}

const nextFrame = () => act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))))

describe('for those who do not see it, a chart', () => {
  test('says what its curves are and what the keys do', () => {
    const { plot } = show()
    expect(screen.getByRole('figure', { name: 'train/loss' })).toBeTruthy()
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'train/loss: 1 line. Step from 0 to 100. ' +
        'run-a: last 0, least 0, greatest 100, 101 points, 1 value that is not a number.',
    )
    expect(document.getElementById(plot.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Arrow keys')
  })

  test('tells the values at the cursor while it has the focus', () => {
    const { plot, press } = show()
    act(() => plot.focus())
    press('ArrowRight', 'ArrowRight')
    expect(plot.getAttribute('aria-valuetext')).toBe('Step 1, run-a 99')
  })
})

describe('keys', () => {
  test('move the cursor from value to value, by ten, and to the ends', () => {
    const { press, cursor } = show()
    press('ArrowRight', 'ArrowRight', 'ArrowRight')
    expect(cursor()).toBe(2)
    press('Shift+ArrowRight')
    expect(cursor()).toBe(12)
    press('ArrowLeft')
    expect(cursor()).toBe(11)
    press('End')
    expect(cursor()).toBe(100)
    press('Shift+ArrowLeft')
    expect(cursor()).toBe(90)
    press('Home')
    expect(cursor()).toBe(0)
  })

  test('zoom around the cursor, move along and show all again', () => {
    const { press, zooms } = show()
    press('Home', 'Shift+ArrowRight', 'Shift+ArrowRight', '+', '+')
    expect(zooms.at(-1)?.[1]).toBeCloseTo(59.2)
    press('PageUp')
    expect(zooms.at(-1)?.[0]).toBeCloseTo(34.7, 0)
    press('0')
    expect(zooms.at(-1)).toBeUndefined()
    press('+', '-')
    expect(zooms.at(-1)).toBeUndefined()
  })

  test('that mean nothing here are left to the page', () => {
    const { plot } = show()
    expect(fireEvent.keyDown(plot, { key: 'Escape' })).toBe(true)
    expect(fireEvent.keyDown(plot, { key: 'ArrowRight', ctrlKey: true })).toBe(true)
    expect(fireEvent.keyDown(plot, { key: 'ArrowRight' })).toBe(false)
  })
})

describe('a pointer', () => {
  const drag = (plot: HTMLElement, from: number, to: number) => {
    plot.setPointerCapture = () => {}
    fireEvent.pointerDown(plot, { pointerId: 1, pointerType: 'mouse', button: 0, clientX: from })
    fireEvent.pointerMove(plot, { pointerId: 1, pointerType: 'mouse', clientX: to })
  }

  test('that is dragged zooms, and a double click shows all again', () => {
    const { plot, zooms } = show()
    drag(plot, 100, 200)
    fireEvent.pointerUp(plot, { pointerId: 1, pointerType: 'mouse' })
    const [zoom] = zooms
    expect(zoom?.[0]).toBeGreaterThan(20)
    expect(zoom?.[1]).toBeLessThan(60)
    fireEvent.doubleClick(plot)
    expect(zooms.at(-1)).toBeUndefined()
  })

  test('can give a zoom up by Escape', () => {
    const { plot, zooms, press } = show()
    drag(plot, 100, 200)
    press('Escape')
    fireEvent.pointerUp(plot, { pointerId: 1, pointerType: 'mouse' })
    expect(zooms).toEqual([])
  })

  test('moves the cursor once a frame, with what is told beside it', async () => {
    const { plot, cursor } = show()
    fireEvent.pointerEnter(plot, { pointerType: 'mouse' })
    for (const clientX of [50, 80, 120]) fireEvent.pointerMove(plot, { pointerType: 'mouse', clientX })
    expect(cursor()).toBe(0)
    await nextFrame()
    expect(cursor()).toBeGreaterThan(20)
    expect(screen.getByText(/^step/)).toBeTruthy()
    fireEvent.pointerLeave(plot, { pointerType: 'mouse' })
    await nextFrame()
    expect(screen.queryByText(/^step/)).toBeNull()
  })

  test('finds a way back in a button', () => {
    const { press, zooms } = show()
    expect(screen.queryByRole('button', { name: 'Reset zoom' })).toBeNull()
    press('+')
    fireEvent.click(screen.getByRole('button', { name: 'Reset zoom' }))
    expect(zooms.at(-1)).toBeUndefined()
  })
})
