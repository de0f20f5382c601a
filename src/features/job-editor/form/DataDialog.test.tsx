import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { datastoreQueries } from '../../../queries/datastores.ts'
import { armError, setUpFakeAzure, testWorkspace, type FakeAnswer } from '../../../queries/testing/fake-azure.ts'
import { fill, press, showForm } from '../testing/show-form.tsx'

afterEach(cleanup)

const job = (input: string) =>
  `command: echo \${{inputs.x}}\nenvironment: azureml:python3@latest\ninputs:\n  x:\n${input}`
const file = job('    type: uri_file\n    path: ""\n')

const list = (...value: unknown[]): FakeAnswer => ({ body: { value } })
const named = (name: string, properties: object = {}, createdAt?: string) => ({
  id: `/x/${name}`,
  name,
  properties,
  systemData: { createdAt, lastModifiedAt: createdAt },
})
const blobStore = {
  id: '/ds/store',
  name: 'store',
  properties: {
    datastoreType: 'AzureBlob' as const,
    credentials: { credentialsType: 'AccountKey' as const, secrets: { secretsType: 'AccountKey' as const } },
    isDefault: true,
  },
}

function browse(source?: string) {
  press('Browse …')
  const dialog = within(screen.getByRole('dialog', { name: 'Choose data' }))
  if (source) fireEvent.click(dialog.getByRole('radio', { name: source }))
  return dialog
}

test('a version of a data asset is chosen, with the kind that it is of', async () => {
  setUpFakeAzure(({ path }) => {
    if (path === '/data')
      return list(named('iris', { dataType: 'uri_folder' }), named('wine', { dataType: 'uri_file' }))
    if (path === '/data/iris/versions') {
      return list(
        named('2', { dataType: 'uri_folder' }, '2026-01-02T00:00:00Z'),
        named('1', { dataType: 'uri_folder' }, '2026-01-01T00:00:00Z'),
      )
    }
    return undefined
  })
  const text = showForm(file)
  const dialog = browse()
  fill(await dialog.findByRole('searchbox', { name: 'Search data assets' }), 'IR')
  await dialog.findByRole('button', { name: /^iris/ })
  expect(dialog.queryByRole('button', { name: /^wine/ })).toBeNull()
  fireEvent.click(dialog.getByRole('button', { name: /^iris/ }))
  fireEvent.click(await dialog.findByRole('button', { name: /^Version 1/ }))
  expect(text()).toBe(job('    type: uri_folder\n    path: azureml:iris:1\n'))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the newest version is left to be decided when the job is submitted', async () => {
  setUpFakeAzure(({ path }) => {
    if (path === '/models') return list(named('boost'))
    if (path === '/models/boost/versions') return list(named('7', { modelType: 'mlflow_model' }))
    return undefined
  })
  const text = showForm(job('    type: custom_model\n    path: ""\n'))
  const dialog = browse()
  fireEvent.click(await dialog.findByRole('button', { name: 'boost' }))
  fireEvent.click(await dialog.findByRole('button', { name: /The newest when you submit.*now 7/ }))
  expect(text()).toBe(job('    type: mlflow_model\n    path: azureml:boost@latest\n'))
})

test('folders of a datastore are gone through, and a folder makes the input one', async () => {
  setUpFakeAzure(({ path }) => (path === '/datastores' ? list(blobStore) : undefined))
  const text = showForm(file, (queryClient) => {
    const folder = (path: string) => datastoreQueries.folder(testWorkspace, blobStore, path).queryKey
    queryClient.setQueryData(folder(''), { folders: ['iris'], files: [{ name: 'notes.txt', size: 3 }], isCut: false })
    queryClient.setQueryData(folder('iris/'), { folders: [], files: [{ name: 'iris.csv', size: 3_000 }], isCut: true })
  })
  const dialog = browse('Datastores')
  fireEvent.click(await dialog.findByRole('button', { name: 'iris' }))
  expect(dialog.getByText(/There is more in this folder/)).toBeTruthy()
  expect(dialog.getByRole('button', { name: /iris\.csv/ }).textContent).toContain('3.0 kB')
  press('Use this folder')
  expect(text()).toBe(job('    type: uri_folder\n    path: azureml://datastores/store/paths/iris/\n'))

  const again = browse()
  fireEvent.click(await again.findByRole('button', { name: /iris\.csv/ }))
  expect(text()).toBe(job('    type: uri_file\n    path: azureml://datastores/store/paths/iris/iris.csv\n'))
})

test('a datastore that cannot be listed from a browser says why and takes a typed path', async () => {
  const lake = {
    ...blobStore,
    name: 'lake',
    properties: { ...blobStore.properties, datastoreType: 'AzureDataLakeGen2' },
  }
  setUpFakeAzure(({ path }) => (path === '/datastores' ? list(lake) : undefined))
  const text = showForm(file)
  const dialog = browse('Datastores')
  expect(await dialog.findByText(/cannot be listed from a browser/)).toBeTruthy()
  fill(dialog.getByRole('textbox', { name: 'Path in lake' }), '/raw/iris.csv')
  press('Use this path')
  expect(text()).toBe(job('    type: uri_file\n    path: azureml://datastores/lake/paths/raw/iris.csv\n'))
})

test('somebody who may not read the keys is told so, and can type', async () => {
  setUpFakeAzure(({ path }) => {
    if (path === '/datastores') return list(blobStore)
    return path === '/datastores/store/listSecrets' ? armError(403, 'AuthorizationFailed', 'No such right.') : undefined
  })
  showForm(file)
  const dialog = browse('Datastores')
  expect(await dialog.findByRole('alert')).toBeTruthy()
  expect(dialog.getByRole('textbox', { name: 'Path in store' })).toBeTruthy()
})

test('an output of a job is chosen, or a file of its artifacts', async () => {
  const writer = named('writer', {
    displayName: 'Writes tables',
    status: 'Completed',
    outputs: { table: { jobOutputType: 'uri_folder' }, default: { jobOutputType: 'uri_folder' } },
  })
  setUpFakeAzure(({ path }) => {
    if (path === '/jobs') return list(writer)
    if (path === '/jobs/writer') return { body: writer }
    if (path.endsWith('/artifacts/ExperimentRun/dcid.writer'))
      return list({ path: 'outputs/a.csv' }, { path: 'log.txt' })
    return undefined
  })
  const text = showForm(file)
  const dialog = browse('Job outputs')
  fireEvent.click(await dialog.findByRole('button', { name: /^Writes tables/ }))
  fireEvent.click(await dialog.findByRole('button', { name: /^table/ }))
  expect(text()).toBe(job('    type: uri_folder\n    path: azureml://jobs/writer/outputs/table/paths/\n'))

  const again = browse()
  fireEvent.click(await again.findByRole('button', { name: 'outputs' }))
  fireEvent.click(again.getByRole('button', { name: 'a.csv' }))
  expect(text()).toBe(
    job('    type: uri_file\n    path: azureml://jobs/writer/outputs/artifacts/paths/outputs/a.csv\n'),
  )
})

test('a job that is not in the list is looked up by its name', async () => {
  setUpFakeAzure(({ path }) => {
    if (path === '/jobs') return list()
    return path.startsWith('/artifact') ? list() : undefined
  })
  showForm(file)
  const dialog = browse('Job outputs')
  fill(await dialog.findByRole('searchbox', { name: 'Search jobs' }), 'old_job')
  fireEvent.click(await dialog.findByRole('button', { name: 'Look up the job named old_job' }))
  expect(await dialog.findByRole('alert')).toBeTruthy()
})
