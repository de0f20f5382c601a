import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ChartTable } from './ChartTable.tsx'
import type { ChartAxis, ChartLine } from './chart-types.ts'
import { frameOfPoints } from './frame-of-points.ts'

afterEach(cleanup)

const x: ChartAxis = { name: 'Step', scale: 'linear', format: String }
const y: ChartAxis = { name: 'loss', scale: 'linear', format: String }
const lines: ChartLine[] = [{ id: 'a', name: 'run-a', color: 'red', dash: [], isHidden: false }]

function show(values: readonly number[]) {
  const frame = frameOfPoints(
    'a',
    values.map((value, index) => ({ x: index, y: value })),
  )
  render(<ChartTable label="loss" frame={frame} lines={lines} x={x} y={y} />)
  return within(screen.getByRole('table', { name: 'Values of loss' }))
}

test('a reader gets the drawn values, with those that cannot be drawn', () => {
  const table = show([0.5, Number.NaN])
  expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual(['Steprun-a', '00.5', '1NaN'])
})

test('many values come in pages', () => {
  const table = show(Array.from({ length: 250 }, (_, index) => index * 2))
  expect(screen.getByRole('status').textContent).toBe('Rows 1 to 100 of 250')
  fireEvent.click(screen.getByRole('button', { name: 'Next' }))
  fireEvent.click(screen.getByRole('button', { name: 'Next' }))
  expect(screen.getByRole('status').textContent).toBe('Rows 201 to 250 of 250')
  expect(table.getByRole('row', { name: '249 498' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Next' }).getAttribute('aria-disabled')).toBe('true')
})
