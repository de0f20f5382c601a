import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { aComparedJob } from '../testing/compared-jobs.ts'
import { Differences } from './Differences.tsx'

// happy-dom lays nothing out: every frame has this size.
beforeAll(() => {
  for (const [name, value] of [
    ['clientHeight', 600],
    ['clientWidth', 900],
  ] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
})
afterEach(cleanup)

function show(jobs: readonly ReturnType<typeof aComparedJob>[], baseline?: string, address = '/compare') {
  const columns = jobs.map((job) => ({ job, title: job.name, color: undefined, href: `/runs/${job.name}` }))
  renderPage(<Differences columns={columns} baseline={baseline} />, address)
  return screen.getByRole('grid', { name: 'What differs' })
}

const three = [
  aComparedJob('a', { params: { lr: '0.1', seed: '7' } }),
  aComparedJob('b', { params: { lr: '1e-1', seed: '7' } }),
  aComparedJob('c', { params: { lr: '0.3', seed: '7', note: 'late' } }),
]

const rowOf = (grid: HTMLElement, name: string) => within(grid).getByRole('row', { name: new RegExp(`^${name}`) })
const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent)

test('what differs is in sight, what is equal folded away', () => {
  const grid = show(three)
  expect(cellsOf(rowOf(grid, 'lr'))).toEqual(['0.1', '1e-1', '≠differs: 0.3'])
  expect(within(grid).queryByRole('rowheader', { name: 'seed' })).toBeNull()
  fireEvent.click(within(grid).getByRole('button', { name: 'Show 1 of Parameters' }))
  expect(cellsOf(rowOf(grid, 'seed'))).toEqual(['7', '7', '7'])
  expect(screen.getByLabelText('address').textContent).toContain('sections=parameters')
})

test('values are marked against the baseline, and what is not there is told', () => {
  const grid = show(three, 'c')
  expect(cellsOf(rowOf(grid, 'lr'))).toEqual(['≠differs: 0.1', '≠differs: 1e-1', '0.3'])
  expect(cellsOf(rowOf(grid, 'note'))).toEqual(['≠differs: –', '≠differs: –', 'late'])
  expect(screen.getByText('2 facts differ. Values other than those of c are marked.')).toBeDefined()
})

test('keys go from cell to cell, show the whole value, and open a section', () => {
  const grid = show(three)
  const press = (key: string) => fireEvent.keyDown(grid, { key })
  press('ArrowDown')
  expect(grid.getAttribute('aria-activedescendant')).toMatch(/-0--1$/)
  press('Enter')
  expect(rowOf(grid, 'seed')).toBeDefined()
  press('ArrowDown')
  press('ArrowRight')
  press('ArrowRight')
  expect(screen.getByRole('region', { name: 'lr of b' }).textContent).toBe('1e-1')
})

test('jobs can be the rows', () => {
  const grid = show(three)
  fireEvent.click(screen.getByRole('button', { name: 'Jobs as rows' }))
  expect(
    within(grid)
      .getAllByRole('rowheader')
      .map((head) => head.textContent),
  ).toEqual(['a', 'b', 'c'])
  expect(within(grid).getByRole('columnheader', { name: 'lr' })).toBeDefined()
})

test('a search looks through what is folded away, too', () => {
  const grid = show(three)
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'seed' } })
  expect(
    within(grid)
      .getAllByRole('rowheader')
      .map((head) => head.textContent),
  ).toEqual(['Parameters', 'seed'])
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nowhere' } })
  expect(screen.getByText('No fact has this')).toBeDefined()
})

test('of a hundred jobs with two hundred parameters the page has the cells in sight', () => {
  const many = Array.from({ length: 100 }, (_, job) =>
    aComparedJob(`job${job}`, {
      params: Object.fromEntries(Array.from({ length: 200 }, (__, index) => [`p${index}`, `${job}.${index}`])),
    }),
  )
  const grid = show(many)
  expect(grid.getAttribute('aria-rowcount')).toBe('206')
  expect(grid.getAttribute('aria-colcount')).toBe('101')
  expect(within(grid).getAllByRole('gridcell').length).toBeLessThan(500)
})
