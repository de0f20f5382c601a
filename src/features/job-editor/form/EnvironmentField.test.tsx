import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { field, fill, showForm } from '../testing/show-form.tsx'

afterEach(cleanup)

const withEnvironment = (environment: string) => `command: echo # hi\nenvironment: ${environment}\n`
const environment = () => within(screen.getByRole('region', { name: 'Environment' }))
const from = (value: string) => fill(environment().getByRole('combobox', { name: 'Comes from' }), value)

test('an environment of a registry is named by its parts', () => {
  const text = showForm(withEnvironment('azureml:python3@latest'))
  from('registry')
  fill(environment().getByRole('textbox', { name: 'Environment' }), 'sklearn-1.5')
  expect(text()).toBe(withEnvironment('azureml://registries/azureml/environments/sklearn-1.5/labels/latest'))
  fill(environment().getByRole('textbox', { name: 'Version' }), '12')
  expect(text()).toBe(withEnvironment('azureml://registries/azureml/environments/sklearn-1.5/versions/12'))
})

test('a curated environment keeps its prefix', () => {
  const text = showForm(withEnvironment('azureml:python3@latest'))
  from('curated')
  fill(environment().getByRole('textbox', { name: 'Curated environment' }), 'AzureML-lightgbm-3.3')
  expect(text()).toBe(withEnvironment('azureml:AzureML-lightgbm-3.3@latest'))
  fill(environment().getByRole('textbox', { name: 'Version' }), '7')
  expect(text()).toBe(withEnvironment('azureml:AzureML-lightgbm-3.3:7'))
})

test('an unknown environment of the workspace is told', () => {
  showForm(withEnvironment('azureml:nowhere:1'))
  expect(screen.getByText('This workspace has no environment nowhere.')).toBeTruthy()
})

const conda = `
  image: ubuntu
  conda_file:
    # pinned
    dependencies:
      - python=3.10`

test('conda packages are edited in place, comments and all', () => {
  const text = showForm(withEnvironment(conda))
  const file = field('Conda file') as HTMLTextAreaElement
  expect(file.value).toBe('# pinned\ndependencies:\n  - python=3.10\n')
  fill(file, '# pinned\ndependencies:\n  - python=3.10\n  - pip\n')
  expect(text()).toBe(withEnvironment(`${conda}\n      - pip`))
})

test('a conda file that cannot be read yet is not taken over, and is not lost', () => {
  const text = showForm(withEnvironment(conda))
  const file = field('Conda file') as HTMLTextAreaElement
  fill(file, 'dependencies: [')
  expect(file.value).toBe('dependencies: [')
  expect(file.getAttribute('aria-invalid')).toBe('true')
  expect(text()).toBe(withEnvironment(conda))
  fill(file, 'dependencies: [pip]')
  expect(file.value).toBe('dependencies: [pip]')
  expect(text()).toBe(withEnvironment('\n  image: ubuntu\n  conda_file:\n    dependencies: [pip]'))
})

test('conda packages can be in a file that is picked', async () => {
  const text = showForm(withEnvironment(conda))
  fill(field('Conda packages', 'combobox'), 'file')
  expect(screen.getByText('Choose ./conda.yml from your disk, so that it can be uploaded.')).toBeTruthy()
  // A browser gives every picked file this path; it is empty for one that was not picked with its folder.
  const file = Object.defineProperty(new File(['dependencies: []'], 'env.yml'), 'webkitRelativePath', { value: '' })
  fireEvent.change(screen.getByLabelText('File of the conda file'), { target: { files: [file] } })
  await waitFor(() => expect(text()).toContain('  conda_file: ./env.yml\n'))
})

test('the image stays when conda packages are added or given up', () => {
  const text = showForm(withEnvironment('\n  image: ubuntu'))
  from('conda')
  expect(text()).toContain('  image: ubuntu\n  conda_file:\n    channels:\n      - conda-forge\n')
  from('image')
  expect(text()).toBe(withEnvironment('\n  image: ubuntu'))
})

test('a build names its folder', () => {
  const text = showForm(withEnvironment('azureml:python3@latest'))
  from('build')
  fill(field('Folder to build from'), 'https://example.org/context')
  fill(field(/^Dockerfile/), 'gpu.Dockerfile')
  expect(text()).toContain(
    'environment:\n  build:\n    path: https://example.org/context\n    dockerfile_path: gpu.Dockerfile\n',
  )
})

test('an environment in a file of its own is read in place', async () => {
  const text = showForm('type: command\ncommand: ls\nenvironment: file:env.yml\ncompute: azureml:cpu-cluster\n')
  const choose = (content: string) =>
    fireEvent.change(screen.getByLabelText('File of the environment'), {
      target: { files: [new File([content], 'env.yml')] },
    })
  choose('dependencies: [python]\n')
  expect(await screen.findByText(/^env.yml holds no environment/)).toBeTruthy()
  choose('image: python:3.12 # slim would do\n')
  await waitFor(() => expect(text()).toContain('environment:\n  image: python:3.12 # slim would do\n'))
  expect(screen.queryByLabelText('File of the environment')).toBeNull()
})
