import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { parseCommandJob } from '../../domain/job-spec/command-job.ts'
import { createYamlForm, problemsAt } from '../../parts/yaml-form.ts'
import { paths } from '../../paths.ts'
import { computeQueries } from '../../queries/computes.ts'
import { environmentQueries } from '../../queries/environments.ts'
import { JobForm } from './JobForm.tsx'
import { missingFiles, pathForPick } from './local-assets.ts'
import { localKey, type LocalAssets } from '../../domain/local-files.ts'

afterEach(cleanup)

const workspace = {
  subscriptionId: '0b1f6471-1bf0-4dda-aec3-cb9272f09590',
  resourceGroup: 'rg',
  workspaceName: 'research',
}

/** The form over a text, as on the page; the text is shown below it. */
function Editor({ start }: { start: string }) {
  const [text, setText] = useState(start)
  const [assets, setAssets] = useState<LocalAssets>(new Map())
  const parsed = parseCommandJob(text)
  const problems = [
    ...(parsed.ok ? parsed.warnings : parsed.problems),
    ...problemsAt(text, missingFiles((parsed.ok ? parsed.value : parsed.partial) ?? {}, assets)),
  ]
  const form = createYamlForm(text, problems, setText)
  return (
    <>
      {form && (
        <JobForm
          form={form}
          assets={assets}
          jobName="brave_kite_1234567890"
          onPick={(path, asset) => {
            const localPath = pathForPick(form.text(path), asset)
            setAssets(new Map([...assets, [localKey(localPath), asset]]))
            form.set(path, localPath)
          }}
        />
      )}
      <pre data-testid="text">{text}</pre>
    </>
  )
}

function show(start: string) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  const version = (name: string, lastModifiedAt: string) => ({
    id: `/env/${name}`,
    name,
    properties: {},
    systemData: { lastModifiedAt },
  })
  queryClient.setQueryData(environmentQueries.list(workspace).queryKey, [
    { id: '/env', name: 'python3', properties: {} },
  ])
  queryClient.setQueryData(environmentQueries.versions(workspace, 'python3').queryKey, [
    version('1', '2025-03-01T00:00:00Z'),
    version('2', '2025-01-01T00:00:00Z'),
  ])
  queryClient.setQueryData(computeQueries.list(workspace).queryKey, [
    {
      id: '/c',
      name: 'cpu-cluster',
      properties: {
        computeType: 'AmlCompute',
        properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { maxNodeCount: 4 } },
      },
    },
  ])
  render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter initialEntries={[paths.newJob(workspace)]}>
        <Editor start={start} />
      </MemoryRouter>
    </QueryClientProvider>,
  )
  return () => screen.getByTestId('text').textContent ?? ''
}

const start = `# nightly
command: python train.py --rate \${{inputs.rate}}
environment: azureml:python3@latest
compute: azureml:cpu-cluster
inputs:
  rate: 0.1 # slow
`

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

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
