import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { aComparedJob } from '../testing/compared-jobs.ts'
import { useCompareView } from '../use-compare-view.ts'
import { comparedRuns } from './compared-run.ts'
import { RunList } from './RunList.tsx'

beforeEach(() =>
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} })),
)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const jobs = ['a', 'b', 'c'].map((name) => aComparedJob(name))

function Listed() {
  const [view, changeView] = useCompareView()
  return <RunList runs={comparedRuns(view.runs, jobs)} baseline={view.baseline} onChange={changeView} />
}

const show = (more = '') => renderPage(<Listed />, `/compare?runs=a,b,c${more}`)
const rows = () => within(screen.getByRole('list', { name: 'Compared jobs' })).getAllByRole('listitem')
const row = (index: number) => {
  const found = rows()[index]
  if (!found) throw new Error(`There is no row ${index}`)
  return found
}
const names = () => rows().map((each) => within(each).getByRole('link').textContent)
const address = () => screen.getByLabelText('address').textContent ?? ''

/** Opens the menu of a row, which happy-dom does not do by itself. */
function choose(index: number, entry: string) {
  const menu = row(index).querySelector('[role="menu"]')
  if (!menu) throw new Error('There is no menu')
  fireEvent(menu, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  fireEvent.click(within(row(index)).getByRole('menuitem', { name: entry }))
}

test('a job is hidden, and the link says so', () => {
  show()
  fireEvent.click(within(row(1)).getByRole('button', { name: 'Show b' }))
  expect(within(row(1)).getByRole('button', { name: 'Show b' }).getAttribute('aria-pressed')).toBe('false')
  expect(address()).toContain('hidden=1')
  expect(screen.getByText(/3 jobs, 1 hidden/)).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
  expect(address()).not.toContain('hidden')
})

test('a job is called otherwise here, until its name is emptied', () => {
  show()
  choose(0, 'Rename in this view')
  const field = () => screen.getByRole('textbox', { name: 'Name of a in this view' })
  fireEvent.change(field(), { target: { value: ' the small one ' } })
  fireEvent.keyDown(field(), { key: 'Enter' })
  expect(names()).toEqual(['the small one', 'b', 'c'])
  expect(address()).toContain('labels=0~the+small+one')
  choose(0, 'Rename in this view')
  fireEvent.change(field(), { target: { value: '' } })
  fireEvent.keyDown(field(), { key: 'Enter' })
  expect(names()).toEqual(['a', 'b', 'c'])
})

test('Escape leaves a name as it is', () => {
  show()
  choose(0, 'Rename in this view')
  const field = screen.getByRole('textbox', { name: 'Name of a in this view' })
  fireEvent.change(field, { target: { value: 'x' } })
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(names()).toEqual(['a', 'b', 'c'])
  expect(address()).not.toContain('labels')
})

test('one job is the baseline, and none when it is taken out', () => {
  show()
  choose(1, 'Use as the baseline')
  expect(row(1).textContent).toContain('Baseline')
  expect(address()).toContain('base=1')
  choose(1, 'Remove from here')
  expect(names()).toEqual(['a', 'c'])
  expect(address()).not.toContain('base')
  // The others keep their looks.
  expect(address()).toContain('looks=0.2')
})

test('the baseline goes along when jobs change places', () => {
  show('&base=2')
  choose(2, 'To the top')
  expect(names()).toEqual(['c', 'a', 'b'])
  expect(row(0).textContent).toContain('Baseline')
  choose(0, 'Down')
  expect(names()).toEqual(['a', 'c', 'b'])
  expect(row(1).textContent).toContain('Baseline')
})

test('a line is chosen among those that can be told apart', () => {
  show()
  const panel = row(0).querySelector('[role="dialog"]')
  if (!panel) throw new Error('There is no choice of lines')
  fireEvent(panel, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  const lines = within(row(0)).getAllByRole('button', { name: /^Line \d+$/ })
  expect(lines).toHaveLength(40)
  fireEvent.click(within(row(0)).getByRole('button', { name: 'Line 10' }))
  expect(address()).toContain('looks=9.1-2')
})
