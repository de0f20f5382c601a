import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { draftsBelow } from '../../../parts/drafts.ts'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { owner, reader, setUpFakeAzure, type FakeAnswer } from '../../../queries/testing/fake-azure.ts'
import { FailureCard } from './FailureCard.tsx'
import { wantedLogs } from './use-failure.ts'

afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.unstubAllGlobals()
})

const environmentId =
  '/subscriptions/8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws1/environments/vision/versions/3'

const log = `epoch 1
Traceback (most recent call last):
  File "/mnt/azureml/cr/j/1f/exe/wd/train.py", line 7, in load
    import pandas
ModuleNotFoundError: No module named 'pandas'
`

type Situation = {
  status?: string
  message?: string
  log?: string
  permissions?: FakeAnswer
  run?: object
  job?: object
}

/** Shows the card of a job; its log is at an address that holds it. */
function show({ status = 'Failed', message, log: text, permissions = owner, run = {}, job: more = {} }: Situation) {
  const requests = setUpFakeAzure(({ path }) => {
    if (path.endsWith('/permissions')) return permissions
    if (path.endsWith('/details')) return { body: details }
    if (path.endsWith('/runs/calm_fox')) return { body: { runId: 'calm_fox', ...run } }
    if (path.endsWith('/children')) return { body: { value: children } }
    if (path === '/environments/vision/versions/3') {
      return { body: { name: '3', properties: { image: 'img:1', condaFile: 'dependencies:\n  - python=3.10\n' } } }
    }
    return undefined
  })
  const details: RunDetails = {
    runId: 'calm_fox',
    status,
    ...(message !== undefined && { error: { error: { code: 'UserError', message } } }),
    ...(text !== undefined && {
      logFiles: { 'user_logs/std_log.txt': `data:text/plain;base64,${btoa(text)}` },
    }),
    ...run,
  }
  const job = {
    id: '/jobs/calm_fox',
    name: 'calm_fox',
    properties: { jobType: 'Command', status, command: 'python train.py', environmentId, ...more },
  }
  renderPage(
    <Suspense>
      {/* A whole job has more fields than this card reads. */}
      <FailureCard job={job as JobResource} details={details} />
    </Suspense>,
    '/runs/calm_fox',
  )
  return requests
}

const children = [
  { runId: 'fox_1', status: 'Failed', error: { error: { message: 'Command exited with code 3' } } },
  { runId: 'fox_2', status: 'Failed', error: { error: { message: 'Command exited with code 3' } } },
  { runId: 'fox_3', status: 'Completed' },
]

const card = async (name = 'The job failed') => within(await screen.findByRole('region', { name }))

describe('the card of a failed job', () => {
  test('names the class, the user’s own line, and leads to it in the log', async () => {
    show({ message: 'Command exited with code 1', log })
    const shown = await card()
    expect(await shown.findByRole('heading', { name: 'A package is missing: pandas' })).toBeDefined()
    expect(shown.getByText('Dependency')).toBeDefined()
    expect(shown.getByText('train.py:7')).toBeDefined()
    const [first] = shown.getAllByRole('link', { name: 'Output' })
    expect(first?.getAttribute('href')).toContain('tab=logs&file=user_logs/std_log.txt&at=43')
  })

  test('makes a draft of a copy with the package in its conda file', async () => {
    show({ message: 'Command exited with code 1', log })
    await card()
    const button = () => screen.getByRole('button', { name: 'Duplicate with pandas added' })
    await waitFor(() => expect(button().getAttribute('aria-disabled')).toBeNull())
    fireEvent.click(button())
    const dialog = within(await screen.findByRole('dialog', { name: 'Duplicate with pandas added' }))
    expect(await dialog.findByRole('radio', { name: /In its conda file/ })).toBeDefined()
    fireEvent.click(dialog.getByRole('button', { name: 'Open as a draft' }))
    const [draft] = draftsBelow('job.')
    expect(draft?.text).toContain('# A copy of calm_fox with pandas added.')
    expect(draft?.text).toContain('- python=3.10\n      - pip\n      - pip:\n          - pandas')
    const address = await screen.findByRole('status', { name: 'address' })
    expect(address.textContent).toContain(`/jobs/new?${draft?.place?.split('&')[0]}`)
    expect(draft?.place).toContain('from=calm_fox')
  })

  test('says to a reader which right a copy needs', async () => {
    show({ message: 'Command exited with code 1', log, permissions: reader })
    const button = await (await card()).findByRole('button', { name: 'Duplicate with pandas added' })
    expect(await screen.findByText(/does not allow jobs\/write/)).toBeDefined()
    expect(button.getAttribute('aria-disabled')).toBe('true')
  })

  test('shows the service’s words and its whole answer where no cause is known', async () => {
    show({ message: 'Flux capacitor drained, see https://a.blob/x?sig=aaaaaaaaaaaaaaaaaaaaaaaa' })
    const shown = await card()
    expect(await shown.findByRole('heading', { name: 'The cause is not known' })).toBeDefined()
    fireEvent.click(shown.getByText('Raw answer'))
    const raw = await shown.findByRole('region', { name: 'Run history of the job as JSON' })
    expect(raw.textContent).toContain('Flux capacitor drained')
    expect(document.body.textContent).not.toContain('aaaaaaaa')
  })

  test('stays when its log cannot be read, and says so', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 404 })))
    const requests = show({
      message: 'Command was ended by SIGKILL',
      run: { logFiles: { 'user_logs/std_log.txt': 'https://store.test/std_log.txt' } },
    })
    const shown = await card()
    expect(await shown.findByRole('heading', { name: /^Killed/ })).toBeDefined()
    expect(await shown.findByRole('alert')).toBeDefined()
    expect(requests.length).toBeLessThan(6)
  })

  test('of a sweep tells what its trials failed of, alike ones together', async () => {
    show({ message: 'The first 2 jobs have failed.', job: { jobType: 'Sweep', trial: { environmentId } } })
    const shown = await card()
    expect(await shown.findByRole('heading', { name: /^Its trials failed: .* exit code 3$/ })).toBeDefined()
    expect(shown.getByText('Your code')).toBeDefined()
    expect(shown.getByText('2 failed trials of 3')).toBeDefined()
    const [item, ...others] = shown
      .getAllByRole('listitem')
      .filter(({ textContent }) => textContent?.includes('exit code 3'))
    expect(others).toEqual([])
    expect(
      within(item ?? document.body)
        .getAllByRole('link')
        .map(({ textContent }) => textContent),
    ).toEqual(['fox_1', 'fox_2'])
  })
})

test('a cancelled job says who did it', async () => {
  show({ status: 'Canceled', run: { lastModifiedBy: { userName: 'Olivia Owner' } } })
  const shown = await card('The job was cancelled')
  expect(await shown.findByRole('heading', { name: 'Cancelled, most probably by Olivia Owner' })).toBeDefined()
})

test('a job that does not respond is not called failed', async () => {
  show({ status: 'NotResponding' })
  expect(await (await card('The job does not respond')).findByText(/may come back/)).toBeDefined()
})

test('of many logs those of the processes and of the image build are read, system logs are not', () => {
  const processes = Array.from(
    { length: 40 },
    (_, index) => `user_logs/std_log_process_${String(index).padStart(2, '0')}.txt`,
  )
  const wanted = wantedLogs([
    'system_logs/lifecycler/lifecycler.log',
    'azureml-logs/20_image_build_log.txt',
    ...processes,
  ])
  expect(wanted).toHaveLength(17)
  expect(wanted.at(-1)).toEqual({ file: 'azureml-logs/20_image_build_log.txt', role: 'image' })
  expect(wantedLogs(['user_logs/retry_001/std_log.txt', 'user_logs/retry_002/std_log.txt'])).toEqual([
    { file: 'user_logs/retry_002/std_log.txt', role: 'script' },
  ])
})
