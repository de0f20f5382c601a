import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import type { Usage, VirtualMachineSize } from '../../api/generated/arm.ts'
import { parseAmlCompute } from '../../domain/job-spec/computes/aml-compute.ts'
import { createYamlForm } from '../../parts/yaml-form.ts'
import { paths } from '../../paths.ts'
import { usageQueries, vmSizeQueries } from '../../queries/vm-sizes.ts'
import { workspaceQueries } from '../../queries/workspaces.ts'
import { ComputeForm } from './ComputeForm.tsx'

afterEach(cleanup)

const workspace = {
  subscriptionId: '0b1f6471-1bf0-4dda-aec3-cb9272f09590',
  resourceGroup: 'rg',
  workspaceName: 'research',
}
const family = 'standardDSv2Family'
const sizes: VirtualMachineSize[] = [
  { name: 'Standard_DS2_v2', family, vCPUs: 2, memoryGB: 7, gpus: 0, lowPriorityCapable: true },
  { name: 'Standard_DS3_v2', family, vCPUs: 4, memoryGB: 14, gpus: 0, lowPriorityCapable: true },
  { name: 'Standard_NC6s_v3', family: 'standardNCSv3Family', vCPUs: 6, memoryGB: 112, gpus: 1 },
]
const usages: Usage[] = [
  { name: { value: 'Standard DSv2 Family Cluster Dedicated vCPUs' }, currentValue: 4, limit: 24 },
]

/** The form over a text, as on the page; the text is shown below it. */
function Editor({ start }: { start: string }) {
  const [text, setText] = useState(start)
  const parsed = parseAmlCompute(text)
  const form = createYamlForm(text, parsed.ok ? parsed.warnings : parsed.problems, setText)
  return (
    <>
      {form && <ComputeForm form={form} />}
      <pre data-testid="text">{text}</pre>
    </>
  )
}

function show(start: string) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  queryClient.setQueryData(workspaceQueries.detail(workspace).queryKey, {
    id: '/ws',
    name: 'research',
    location: 'eastus',
    properties: {},
  })
  queryClient.setQueryData(vmSizeQueries.list(workspace, 'eastus').queryKey, sizes)
  queryClient.setQueryData(usageQueries.list(workspace, 'eastus').queryKey, usages)
  render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter initialEntries={[paths.newCompute(workspace)]}>
        <Editor start={start} />
      </MemoryRouter>
    </QueryClientProvider>,
  )
  return () => screen.getByTestId('text').textContent
}

const start = `# for the whole team
name: cpu-cluster
type: amlcompute
size: STANDARD_DS3_V2
max_instances: 4 # quota!
`

test('fields show the text and edit it without touching the rest', () => {
  const text = show(start)
  const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' })
  expect(name.value).toBe('cpu-cluster')

  fireEvent.change(name, { target: { value: 'gpu-cluster' } })
  fireEvent.change(screen.getByRole('textbox', { name: 'Maximum nodes' }), { target: { value: '8' } })
  fireEvent.click(screen.getByRole('radio', { name: 'Low priority' }))
  expect(text()).toBe(
    `${start.replace('cpu-cluster', 'gpu-cluster').replace('4 # quota!', '8 # quota!')}tier: low_priority\n`,
  )
})

test('an emptied field leaves the text', () => {
  const text = show(start)
  fireEvent.change(screen.getByRole('textbox', { name: 'Maximum nodes' }), { target: { value: '' } })
  expect(text()).not.toContain('max_instances')
})

test('a value that is no number stays as it was typed, with its problem beside it', () => {
  const text = show(start)
  const field = screen.getByRole('textbox', { name: 'Maximum nodes' })
  fireEvent.change(field, { target: { value: 'four' } })
  expect(text()).toContain('max_instances: four # quota!')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByRole('alert').textContent).toMatch(/whole number/)
})

test('a size tells what it has and what the quota leaves, whatever the case of its name', () => {
  show(start)
  expect(screen.getByText(/4 cores · 14 GB memory · 20 of 24 cores of quota left/)).toBeTruthy()
})

test('a size is chosen from a searchable table', () => {
  const text = show(start)
  fireEvent.click(screen.getByRole('button', { name: 'Choose …' }))
  const dialog = screen.getByRole('dialog', { name: 'VM sizes' })
  fireEvent.change(within(dialog).getByRole('searchbox'), { target: { value: 'gpu' } })
  expect(within(dialog).queryByText('Standard_DS2_v2')).toBeNull()
  fireEvent.click(within(dialog).getByRole('button', { name: 'Choose Standard_NC6s_v3' }))
  expect(text()).toContain('size: Standard_NC6s_v3\n')
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a size the region does not have is pointed out', () => {
  show(start.replace('STANDARD_DS3_V2', 'Standard_XL'))
  expect(screen.getByRole('alert').textContent).toBe('This region offers no size named Standard_XL.')
})
