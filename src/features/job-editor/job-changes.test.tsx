import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { field, fill, press, showForm } from './testing/show-form.tsx'

afterEach(cleanup)

const original = `type: command
display_name: calm fox
command: python train.py
environment: azureml:python3@latest
compute: azureml:cpu-cluster
inputs:
  rate: 0.1
  steps: 10
tags:
  team: vision
`

const show = (start = original) => showForm(start, undefined, original)
const marks = () =>
  screen.queryAllByRole('button', { name: /^Take back/ }).map((each) => each.getAttribute('aria-label'))
const takeBack = (label: string) => press(`Take back the change: ${label}`)
/** What is read out after the name of a field. */
const describes = (control: HTMLElement) =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

test('a copy that nobody has changed yet carries no marks', () => {
  show()
  expect(marks()).toEqual([])
  expect(screen.queryByText('Changed')).toBeNull()
})

test('a form without an original carries no marks', () => {
  showForm(original)
  fill(field('Command'), 'ls')
  expect(marks()).toEqual([])
})

test('a field that differs says what it was, and takes it back', () => {
  const text = show()
  fill(field('Command'), 'python train.py --fast')
  expect(marks()).toEqual(['Take back the change: Command'])
  expect(describes(field('Command'))).toBe('Changed, was python train.py')
  takeBack('Command')
  expect(text()).toBe(original)
  expect(marks()).toEqual([])
})

test('a field that had nothing is emptied again', () => {
  const text = show()
  fill(field(/^Experiment/), 'nights')
  expect(describes(field(/^Experiment/))).toBe('Changed, not set before')
  takeBack('Experiment')
  expect(text()).toBe(original)
})

test('an environment of its own is one change, whatever is in it', () => {
  const text = show()
  fill(field('Comes from', 'combobox'), 'conda')
  expect(marks()).toEqual(['Take back the change: Comes from'])
  takeBack('Comes from')
  expect(text()).toBe(original)
})

test('a row that is new is marked as a whole', () => {
  show()
  press('Add input')
  const row = screen.getByRole('group', { name: 'Input input_1' })
  expect(within(row).getByText('Added')).toBeTruthy()
  expect(marks()).toEqual([])
})

test('a row that was removed can be had back', () => {
  const text = show()
  press('Remove input rate')
  expect(marks()).toEqual(['Take back the change: input rate'])
  takeBack('input rate')
  expect(text()).toContain('rate: 0.1')
  expect(marks()).toEqual([])
})

test('what went away with all that is around it comes back whole', () => {
  const start = original.replace('compute: azureml:cpu-cluster\n', '')
  const distributed = `${original}distribution:\n  type: pytorch\n  process_count_per_instance: 4\n`
  const text = showForm(start, undefined, distributed)
  press('Distribution')
  takeBack('Kind')
  expect(text()).toContain('distribution:\n  type: pytorch\n  process_count_per_instance: 4\n')
  takeBack('Kind of compute')
  expect(text()).toContain('compute: azureml:cpu-cluster')
})

test('a folded section tells that something in it has changed', () => {
  show(original.replace('vision', 'sound'))
  const section = screen.getByRole('button', { name: 'Tags' })
  expect(describes(section)).toBe('')
  fireEvent.click(section)
  expect(describes(section)).toBe('teamChanged')
  expect(screen.getByRole('navigation').textContent).not.toContain('Changed')
  expect(within(screen.getByRole('link', { name: /^Tags/ })).getByRole('img', { name: 'changed' })).toBeTruthy()
})

test('of a copy that became a sweep, what only moved is not marked', () => {
  const text = show()
  fireEvent.click(screen.getByRole('radio', { name: 'Sweep' }))
  expect(marks()).toEqual(['Take back the change: Kind of job'])
  fill(field('Command'), 'python other.py')
  expect(describes(field('Command'))).toContain('was python train.py')
  takeBack('Command')
  takeBack('Kind of job')
  expect(text()).toContain('type: command')
  expect(marks()).toEqual([])
})
