import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { parseJob } from '../../../domain/job-spec/jobs/job.ts'
import { localKey, type LocalAssets } from '../../../domain/local-files.ts'
import { createYamlForm, problemsAt } from '../../../parts/yaml-form.ts'
import { paths } from '../../../paths.ts'
import { computeQueries } from '../../../queries/computes.ts'
import { environmentQueries } from '../../../queries/environments.ts'
import { testWorkspace as workspace } from '../../../queries/testing/fake-azure.ts'
import { JobForm } from '../JobForm.tsx'
import { missingFiles, pathForPick } from '../local-assets.ts'

/** The form over a text, as on the page; the text is shown below it. */
function Editor({ start, original }: { start: string; original: string | undefined }) {
  const [text, setText] = useState(start)
  const [assets, setAssets] = useState<LocalAssets>(new Map())
  const parsed = parseJob(text)
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
          original={original}
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

/**
 * Shows the form over a text in a workspace with an environment `python3` and a cluster `cpu-cluster`. What else is
 * asked goes to the service, see `setUpFakeAzure`.
 *
 * @param prepare puts further answers into the cache
 * @param original what the job was made of, if it is a copy
 * @returns reads the text as it is now
 */
export function showForm(start: string, prepare?: (queryClient: QueryClient) => void, original?: string): () => string {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
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
  prepare?.(queryClient)
  render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter initialEntries={[paths.newJob(workspace)]}>
        <Editor start={start} original={original} />
      </MemoryRouter>
    </QueryClientProvider>,
  )
  return () => screen.getByTestId('text').textContent ?? ''
}

/** Types into a field, or chooses the option with a value. */
export const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

export const field = (name: string | RegExp, role: 'textbox' | 'combobox' = 'textbox') =>
  screen.getByRole(role, { name })
