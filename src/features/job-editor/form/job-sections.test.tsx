import { cleanup, screen, fireEvent, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { field, fill, press, showForm } from '../testing/show-form.tsx'

afterEach(cleanup)

const start = `# nightly
command: python train.py --rate \${{inputs.rate}}
environment: azureml:python3@latest
compute: azureml:cpu-cluster
inputs:
  rate: 0.1 # slow
`

test('a value keeps its kind, and changes it when that is asked for', () => {
  const text = showForm(`${start}  text: "3"\n`)
  const input = within(screen.getByRole('group', { name: 'Input text' }))
  const value = input.getByRole('textbox', { name: 'Value' })
  fireEvent.focus(value)
  fill(value, '4')
  expect(text()).toContain('  text: "4"\n')
  fill(input.getByRole('combobox', { name: 'Kind' }), 'number')
  expect(text()).toContain('  text: 4\n')
  fill(input.getByRole('combobox', { name: 'Kind' }), 'bool')
  fill(input.getByRole('combobox', { name: 'Value' }), 'true')
  expect(text()).toContain('  text: true\n')
  expect(input.getByText('The command gets True.')).toBeTruthy()
})

test('a time is typed as people say it and kept in seconds', () => {
  const text = showForm(`${start}limits:\n  timeout: 60 # for now\n`)
  const timeout = field(/Timeout/) as HTMLInputElement
  expect(timeout.value).toBe('1 min')
  fill(timeout, '1 h 30 min')
  expect(text()).toContain('timeout: 5400 # for now\n')
  expect(timeout.value).toBe('1 h 30 min')
  fill(timeout, '1 h 30')
  expect(timeout.getAttribute('aria-invalid')).toBe('true')
  fill(timeout, '')
  expect(text()).toBe(start)
})

test('a variable that looks like a secret gets a word that does not block', () => {
  showForm(`${start}environment_variables:\n  HF_TOKEN: hf_abcdefghijklmnopqrstuv\n`)
  const value = within(screen.getByRole('group', { name: 'Variable HF_TOKEN' })).getByRole('textbox', { name: 'Value' })
  expect(screen.getByText(/This looks like a secret/).id).toBe(value.getAttribute('aria-describedby'))
  expect(value.getAttribute('aria-invalid')).toBeNull()
})

test('distribution, identity, services and queue are written as the CLI spells them', () => {
  const text = showForm(start)
  for (const section of ['Distribution', 'Identity', 'Services', 'Queue']) press(section)
  const kindOf = (section: string) => within(screen.getByRole('region', { name: section }))
  fill(kindOf('Distribution').getByRole('combobox', { name: 'Kind' }), 'pytorch')
  fill(field(/Processes on each node/), '2')
  fill(kindOf('Distribution').getByRole('combobox', { name: 'Kind' }), 'mpi')
  expect(text()).toContain('distribution:\n  type: mpi\n  process_count_per_instance: 2\n')
  fill(field('The job acts as', 'combobox'), 'user_identity')
  expect(text()).toContain('identity:\n  type: user_identity\n')
  press('Add service')
  const service = within(screen.getByRole('group', { name: 'Service my_jupyter_lab' }))
  fill(service.getByRole('combobox', { name: 'Kind' }), 'ssh')
  fill(service.getByRole('textbox', { name: 'Public keys that may log in' }), 'ssh-ed25519 A')
  fill(service.getByRole('combobox', { name: 'Kind' }), 'vs_code')
  fill(service.getByRole('combobox', { name: 'Nodes' }), 'all')
  expect(text()).toContain('services:\n  my_jupyter_lab:\n    type: vs_code\n    nodes: all\n')
  fill(field('Priority', 'combobox'), 'high')
  expect(text()).toContain('queue_settings:\n  priority: high\n')
})

test('words are understood in any letter case, and foreign ones are shown as they are', () => {
  showForm(`${start}identity: {type: UserIdentity}\nqueue_settings: {job_tier: Spot, priority: urgent}\n`)
  expect((field('The job acts as', 'combobox') as HTMLSelectElement).value).toBe('user_identity')
  expect((field('Tier', 'combobox') as HTMLSelectElement).value).toBe('spot')
  expect((field('Priority', 'combobox') as HTMLSelectElement).value).toBe('urgent')
  expect(field('Priority', 'combobox').getAttribute('aria-invalid')).toBe('true')
})

test('regions are a list that keeps its comments', () => {
  const text = showForm(`${start}resources:\n  locations:\n    - eastus # near the data\n`)
  press('Add region')
  fill(field('Region 2'), 'westus')
  expect(text()).toContain('    - eastus # near the data\n    - westus\n')
  press('Remove region eastus')
  expect(text()).toContain('  locations:\n    - westus\n')
})

test('what is wrong with a map as a whole is told in its section', () => {
  showForm(`${start}resources: many\n`)
  expect(field(/^Shared memory/).getAttribute('aria-invalid')).toBe('true')
  cleanup()
  showForm(`${start}resources: {gpus: 1, instance_count: two}\n`)
  press('Resources')
  expect(within(screen.getByRole('region', { name: 'Resources' })).getByText('1 problem')).toBeTruthy()
  expect(field(/^Nodes/).getAttribute('aria-invalid')).toBe('true')
})

test('an output is registered under a name', () => {
  const text = showForm(start)
  press('Outputs')
  press('Add output')
  const output = within(screen.getByRole('group', { name: 'Output output_1' }))
  fill(output.getByRole('textbox', { name: 'Register as' }), 'iris-model')
  fill(output.getByRole('textbox', { name: 'Version' }), '3')
  fill(output.getByRole('combobox', { name: 'Mode' }), 'upload')
  expect(text()).toContain(
    'outputs:\n  output_1:\n    type: uri_folder\n    name: iris-model\n    version: "3"\n    mode: upload\n',
  )
})

test('an edit that the text does not allow says so at its field', () => {
  showForm('command: echo\nenvironment: azureml:python3@latest\ntags: &t\n  a: x\nproperties:\n  <<: *t\n')
  const value = within(screen.getByRole('region', { name: 'Properties' })).getByRole('textbox', { name: 'Value' })
  press('Remove property a')
  expect(value.getAttribute('aria-describedby')).toContain(screen.getByText(/^Change this in the YAML/).id)
})
