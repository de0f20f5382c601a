import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { field, fill, press, showForm } from '../testing/show-form.tsx'

afterEach(cleanup)

const sweep = `# best rate
type: sweep
trial:
  command: python train.py --rate \${{search_space.rate}} --depth \${{search_space.depth}}
  environment: azureml:python3@latest
search_space:
  rate:
    type: uniform
    min_value: 0.1 # slow
    max_value: 0.9
  depth: {type: choice, values: [1, 2, "3"]}
sampling_algorithm: random
objective:
  goal: minimize
  primary_metric: loss
limits:
  max_total_trials: 20
`

const parameter = (name: string) => within(screen.getByRole('group', { name: `Parameter ${name}` }))

test('what a sweep runs is edited below its trial', () => {
  const text = showForm(sweep)
  fill(field('Command'), 'echo ${{search_space.rate}}')
  expect(text()).toContain('trial:\n  command: echo ${{search_space.rate}}\n')
  fireEvent.click(screen.getByRole('button', { name: 'Distribution' }))
  fill(within(screen.getByRole('region', { name: 'Distribution' })).getByRole('combobox', { name: 'Kind' }), 'mpi')
  expect(text()).toContain('  environment: azureml:python3@latest\n  distribution:\n    type: mpi\n')
})

test('numbers of a distribution are edited in place, also while they are half typed', () => {
  const text = showForm(sweep)
  const from = parameter('rate').getByRole('textbox', { name: 'From' }) as HTMLInputElement
  fill(from, '0.')
  expect(from.value).toBe('0.')
  fill(from, '0.0')
  fill(from, '0.05')
  expect(text()).toContain('    min_value: 0.05 # slow\n')
  expect(parameter('rate').getByText('Numbers between 0.05 and 0.9, all as likely.')).toBeTruthy()
  fill(from, '1e-5')
  expect(text()).toContain('    min_value: 1.0e-05 # slow\n')
  expect(from.value).toBe('1e-5')
})

test('another distribution keeps the numbers that both have', () => {
  const text = showForm(sweep)
  fill(parameter('rate').getByRole('combobox', { name: 'Values' }), 'quniform')
  expect(text()).toContain('  rate:\n    type: quniform\n    min_value: 0.1\n    max_value: 0.9\n    q: 1\n')
})

test('values of a choice keep their kinds', () => {
  const text = showForm(sweep)
  fill(parameter('depth').getByRole('textbox', { name: 'Value 1' }), '8')
  expect(text()).toContain('values: [8, 2, "3"]')
  const third = parameter('depth').getByRole('textbox', { name: 'Value 3' })
  fireEvent.focus(third)
  fill(third, '4')
  expect(text()).toContain('values: [8, 2, "4"]')
  fill(parameter('depth').getByRole('combobox', { name: 'Kind of value 3' }), 'number')
  expect(text()).toContain('values: [8, 2, 4]')
  fireEvent.click(parameter('depth').getByRole('button', { name: 'Add value' }))
  const added = parameter('depth').getByRole('textbox', { name: 'Value 4' })
  expect(document.activeElement).toBe(added)
  fill(added, '16')
  fireEvent.click(parameter('depth').getByRole('button', { name: 'Remove value 2' }))
  expect(text()).toContain('values: [8, 4, 16]')
})

test('a parameter is added with a choice to fill in', () => {
  const text = showForm(sweep)
  press('Add parameter')
  fireEvent.click(parameter('parameter_1').getByRole('button', { name: 'Add value' }))
  fill(parameter('parameter_1').getByRole('textbox', { name: 'Value 1' }), 'adam')
  expect(text()).toContain('  parameter_1:\n    type: choice\n    values:\n      - adam\n')
  press('Remove parameter parameter_1')
  expect(text()).toBe(sweep)
})

test('the form tells how many trials the space allows, and when that is less than asked for', () => {
  showForm(sweep)
  expect(screen.getByText('The search space has no end of different trials.')).toBeTruthy()
  press('Remove parameter rate')
  expect(screen.getByText('The search space allows 3 different trials.')).toBeTruthy()
  const total = field('Trials in all')
  expect(screen.getByText('The search space has only 3 different ones.').id).toBe(
    total.getAttribute('aria-describedby'),
  )
  fill(total, '3')
  expect(screen.queryByText(/has only 3/)).toBeNull()
})

test('what random sampling is told makes a map of its word', () => {
  const text = showForm(sweep)
  fill(field(/^Seed/), '42')
  expect(text()).toContain('sampling_algorithm:\n  type: random\n  seed: 42\n')
  fill(field('Rule', 'combobox'), 'sobol')
  expect(text()).toContain('  seed: 42\n  rule: sobol\n')
  fill(field('Sampling', 'combobox'), 'bayesian')
  expect(text()).toContain('sampling_algorithm: bayesian\n')
  expect(screen.queryByRole('textbox', { name: /^Seed/ })).toBeNull()
})

test('goal, limits and early termination', () => {
  const text = showForm(sweep)
  fireEvent.click(screen.getByRole('radio', { name: 'Maximize' }))
  fill(field('Metric'), 'accuracy')
  expect(text()).toContain('objective:\n  goal: maximize\n  primary_metric: accuracy\n')
  fill(field(/^Trials at a time/), '4')
  fill(field(/^Timeout of a trial/), '2 h')
  expect(text()).toContain('  max_total_trials: 20\n  max_concurrent_trials: 4\n  trial_timeout: 7200\n')
  press('Early termination')
  fill(field('Policy', 'combobox'), 'bandit')
  fill(field(/^Check every/), '2')
  fill(field('Policy', 'combobox'), 'truncation_selection')
  expect(text()).toContain(
    'early_termination:\n  type: truncation_selection\n  truncation_percentage: 20\n  evaluation_interval: 2\n',
  )
  fill(field('Policy', 'combobox'), '')
  expect(text()).not.toContain('early_termination')
})

test('a command job becomes a sweep and comes back as it was', () => {
  const command = '# nightly\ncommand: echo # hi\nenvironment: azureml:python3@latest\n'
  const text = showForm(command)
  fireEvent.click(screen.getByRole('radio', { name: 'Sweep' }))
  expect(screen.getByRole('region', { name: 'Search space' })).toBeTruthy()
  expect(text()).toContain('trial:\n  command: echo # hi\n')
  fireEvent.click(screen.getByRole('radio', { name: 'Command' }))
  expect(screen.queryByRole('region', { name: 'Search space' })).toBeNull()
  expect(text()).toContain('# nightly\n')
  expect(text()).toContain('\ncommand: echo # hi\n')
})

test('a file that cannot be rearranged keeps its kind, and says so', () => {
  const text = showForm('{command: echo, environment: "azureml:python3@latest"}\n')
  fireEvent.click(screen.getByRole('radio', { name: 'Sweep' }))
  expect(screen.getByText(/^Change this in the YAML/)).toBeTruthy()
  expect(text()).toContain('{command: echo')
})
