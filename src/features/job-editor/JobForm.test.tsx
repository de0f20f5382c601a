import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { field, fill as type, press, showForm as show } from './testing/show-form.tsx'

afterEach(cleanup)

const start = `# nightly
command: python train.py --rate \${{inputs.rate}}
environment: azureml:python3@latest
compute: azureml:cpu-cluster
inputs:
  rate: 0.1 # slow
`

test('a command of several lines becomes a block of the text', () => {
  const text = show(start)
  type(screen.getByRole('textbox', { name: 'Command' }), 'set -e\npython train.py ${{inputs.rate}}')
  expect(text()).toContain('command: |-\n  set -e\n  python train.py ${{inputs.rate}}\n')
  expect(text()).toContain('# nightly')
})

test('latest tells the version it means now: the one modified last', () => {
  const text = show(start)
  expect(screen.getByText('Now version 1; decided when you submit.')).toBeTruthy()
  type(screen.getByRole('combobox', { name: 'Version' }), ':2')
  expect(text()).toContain('environment: azureml:python3:2\n')
})

test('the cluster shows how it is, and serverless takes its place', () => {
  const text = show(start)
  expect(screen.getByText(/0 of 4 nodes/)).toBeTruthy()
  fireEvent.click(screen.getByRole('radio', { name: 'Serverless' }))
  expect(text()).not.toContain('compute:')
  type(screen.getByRole('textbox', { name: 'VM size' }), 'Standard_DS2_v2')
  expect(text()).toContain('resources:\n  instance_type: Standard_DS2_v2\n')
})

test('an input is added, renamed and given a value; numbers stay as they are typed', () => {
  const text = show(start)
  fireEvent.click(screen.getByRole('button', { name: 'Add input' }))
  const added = within(screen.getByRole('group', { name: 'Input input_1' }))
  const name = added.getByRole('textbox', { name: 'Name' })
  type(name, 'depth')
  expect(text()).toContain('input_1:')
  fireEvent.blur(name)
  const renamed = within(screen.getByRole('group', { name: 'Input depth' }))
  type(renamed.getByRole('textbox', { name: 'Value' }), '3')
  expect(text()).toContain('  depth: 3\n')
  type(renamed.getByRole('textbox', { name: 'Value' }), '3.0')
  expect(text()).toContain('  depth: "3.0"\n')
  expect(text()).toContain('  rate: 0.1 # slow\n')
})

test('a name that another input has, or that cannot be one, is not taken over', () => {
  const text = show(start)
  fireEvent.click(screen.getByRole('button', { name: 'Add input' }))
  const name = within(screen.getByRole('group', { name: 'Input input_1' })).getByRole('textbox', { name: 'Name' })
  for (const wrong of ['rate', '1st', '']) {
    type(name, wrong)
    fireEvent.blur(name)
    expect(name.getAttribute('aria-invalid')).toBe('true')
  }
  expect(text()).toContain('input_1:')
})

test('an input that the command needs is missed at the command when it is removed', () => {
  show(start)
  fireEvent.click(screen.getByRole('button', { name: 'Remove input rate' }))
  expect(screen.getByRole('textbox', { name: 'Command' }).getAttribute('aria-invalid')).toBe('true')
})

test('a folder that is chosen is written into the text, and its files are listed', async () => {
  const text = show(start)
  const file = Object.defineProperty(new File(['print(1)'], 'train.py'), 'webkitRelativePath', {
    value: 'src/train.py',
  })
  fireEvent.change(screen.getByLabelText('Folder of the code'), { target: { files: [file] } })
  await waitFor(() => expect(text()).toContain('code: ./src\n'))
  expect(screen.getByText('src: 1 file, 8 B')).toBeTruthy()
  expect(screen.getByText('train.py')).toBeTruthy()
})

test('a local path without files asks for them', () => {
  show(`${start}code: ./src\n`)
  expect(screen.getByText('Choose ./src from your disk, so that it can be uploaded.')).toBeTruthy()
})

test('tags and variables are edited as pairs', () => {
  const text = show(start)
  fireEvent.click(screen.getByRole('button', { name: 'Tags' }))
  fireEvent.click(screen.getByRole('button', { name: 'Add tag' }))
  const tag = within(screen.getByRole('group', { name: 'Tag tag_1' }))
  type(tag.getByRole('textbox', { name: 'Value' }), 'yes')
  expect(text()).toContain('tags:\n  tag_1: "yes"\n')
  fireEvent.click(tag.getByRole('button', { name: 'Remove tag tag_1' }))
  expect(text()).toBe(start)
})

test('a section that is not in use is folded, one that is tells what is in it when it is folded', () => {
  show(`${start}distribution: {type: pytorch, process_count_per_instance: 2}\n`)
  expect(screen.getByRole('button', { name: 'Limits' }).getAttribute('aria-expanded')).toBe('false')
  expect(screen.getByRole('region', { name: 'Limits' }).textContent).toContain('None')
  press('Distribution')
  expect(screen.getByRole('region', { name: 'Distribution' }).textContent).toContain('PyTorch, 2 processes')
})

test('problems of a folded section can be seen from outside', () => {
  show(`${start}limits:\n  timeout: soon\n`)
  const limits = within(screen.getByRole('region', { name: 'Limits' }))
  expect(limits.getByRole('textbox', { name: /Timeout/ }).getAttribute('aria-invalid')).toBe('true')
  press('Limits')
  expect(limits.getByText('1 problem')).toBeTruthy()
  const list = within(screen.getByRole('navigation', { name: 'Sections of the form' }))
  expect(list.getByRole('link', { name: /Limits/ }).textContent).toBe('Limits')
  expect(within(list.getByRole('link', { name: /Limits/ })).getByRole('img', { name: 'has problems' })).toBeTruthy()
})

test('the list of sections opens the one it leads to and goes there', () => {
  show(start)
  fireEvent.click(screen.getByRole('link', { name: 'Queue' }))
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Queue' }))
  expect(field('Tier', 'combobox')).toBeTruthy()
})

test('the focus goes to a row that was added, and to its successor when it is removed', () => {
  show(`${start}tags:\n  a: x\n  b: y\n`)
  press('Add tag')
  expect(document.activeElement).toBe(
    within(screen.getByRole('group', { name: 'Tag tag_1' })).getByRole('textbox', { name: 'Name' }),
  )
  press('Remove tag a')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove tag b' }))
  press('Remove tag tag_1')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove tag b' }))
  press('Remove tag b')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add tag' }))
})
