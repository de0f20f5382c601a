import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { aComparedJob } from '../testing/compared-jobs.ts'
import { PairDiff } from './PairDiff.tsx'

afterEach(cleanup)

const columnOf = (name: string, title = name) => ({
  job: aComparedJob(name),
  title,
  color: undefined,
  href: `/runs/${name}`,
})
const three = [columnOf('a'), columnOf('b', 'larger'), columnOf('c')]

const show = (address = '/compare', columns = three) => renderPage(<PairDiff columns={columns} />, address)
const side = (label: string) => screen.getByLabelText<HTMLSelectElement>(label)
const sides = () => [side('Before').value, side('After').value]
const address = () => screen.getByLabelText('address').textContent

test('the first two jobs are held against each other, and what they are called is known by name, too', () => {
  show()
  expect(sides()).toEqual(['a', 'b'])
  expect([...side('After').options].map(({ text }) => text)).toEqual(['a', 'larger (b)', 'c'])
  expect(screen.getByText('No code of this workspace: a, larger.')).toBeDefined()
})

test('another job of either side is in the address', () => {
  show()
  fireEvent.change(side('After'), { target: { value: 'c' } })
  expect(sides()).toEqual(['a', 'c'])
  expect(address()).toContain('pair=a,c')
})

test('the job of the other side changes places with this one', () => {
  show('/compare?pair=a,c')
  fireEvent.change(side('Before'), { target: { value: 'c' } })
  expect(sides()).toEqual(['c', 'a'])
})

test.each([
  ['pair=gone,b', ['a', 'b']],
  ['pair=../x', ['a', 'b']],
  ['pair=b', ['b', 'a']],
])('an address that says %s still shows two jobs in sight', (pair, expected) => {
  show(`/compare?${pair}`)
  expect(sides()).toEqual(expected)
})

test('one job alone has nothing to be held against', () => {
  show('/compare', three.slice(0, 1))
  expect(screen.getByText('Two jobs have code to compare')).toBeDefined()
})
