import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setUpFakeAzure, testWorkspace } from '../../../queries/testing/fake-azure.ts'
import { logFilesOf, type LogFile } from './log-files.ts'
import { LogFilePicker } from './LogFilePicker.tsx'
import type { LogArrangement } from './log-view.ts'

const job = { workspace: testWorkspace, jobName: 'train' }
let sizes: Record<string, number> = {}

beforeEach(() => {
  sizes = {}
  setUpFakeAzure(({ path }) =>
    path.endsWith('/runs/train/details')
      ? {
          body: {
            logFiles: Object.fromEntries(Object.keys(sizes).map((name) => [name, `https://store.test/${name}`])),
          },
        }
      : undefined,
  )
  // Blob storage, which answers a range with how long the blob is.
  vi.stubGlobal('fetch', (input: URL | string) => {
    const size = sizes[new URL(input).pathname.slice(1)]
    const headers = { 'content-range': `bytes 0-0/${size}` }
    return Promise.resolve(new Response('x', size === undefined ? { status: 404 } : { status: 206, headers }))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(files: readonly LogFile[], arrangement: LogArrangement = 'one', shown = files.slice(0, 1)) {
  const chosen: string[][] = []
  const errors = new Map([['system_logs/lifecycler/lifecycler.log', 2]])
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <LogFilePicker
          job={job}
          files={files}
          shown={shown}
          arrangement={arrangement}
          live={false}
          found={new Map([['user_logs/std_log_process_1.txt', 3]])}
          errors={{ byFile: errors, isLooking: false, look: () => undefined }}
          hrefOf={(file) => `?file=${file}`}
          onShow={(some) => chosen.push(some.map(({ label }) => label))}
        />
      </MemoryRouter>
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByRole('button'))
  const panel = screen.getByRole('dialog', { hidden: true })
  // happy-dom knows no popovers: this is what opening one tells the page.
  fireEvent(panel, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  return { panel: within(panel), chosen }
}

const processes = (count: number) =>
  logFilesOf([
    ...Array.from({ length: count }, (_, i) => `user_logs/std_log_process_${i}.txt`),
    'system_logs/lifecycler/lifecycler.log',
  ])

describe('the choice of log files', () => {
  test('offers them in groups, with a link for each', () => {
    const { panel } = show(processes(2))
    expect(panel.getByRole('heading', { name: 'Your script' })).toBeDefined()
    expect(panel.getByRole('heading', { name: 'System' })).toBeDefined()
    expect(panel.getByRole('link', { name: /Process 0/ }).getAttribute('aria-current')).toBe('page')
    expect(panel.getByRole('link', { name: /Process 1/ }).getAttribute('href')).toBe(
      '/?file=user_logs/std_log_process_1.txt',
    )
    expect(panel.queryByRole('searchbox')).toBeNull()
  })

  test('says how large they are and which hold errors or what was searched for', async () => {
    sizes = { 'user_logs/std_log_process_0.txt': 1_400_000, 'user_logs/std_log_process_1.txt': 12 }
    const { panel } = show(processes(2))
    expect(await panel.findByRole('link', { name: /Process 0.*1\.4 MB/ })).toBeDefined()
    expect(panel.getByRole('link', { name: /Process 1.*3 matches.*12 B/ })).toBeDefined()
    expect(panel.getByRole('link', { name: /Job lifecycle.*2 errors.*unreadable/ })).toBeDefined()
  })

  test('finds one of many by its name', () => {
    const { panel } = show(processes(64))
    fireEvent.change(panel.getByRole('searchbox', { name: 'Find a file' }), { target: { value: 'process 63' } })
    expect(panel.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['Process 63'])
    fireEvent.change(panel.getByRole('searchbox'), { target: { value: 'nowhere' } })
    expect(panel.getByText('No file has this in its name.')).toBeDefined()
  })

  test('takes several where several are shown, in their own order', () => {
    const files = processes(3)
    const { panel, chosen } = show(files, 'merged', files.slice(1, 2))
    fireEvent.click(panel.getByRole('checkbox', { name: /Process 0/ }))
    expect(chosen.at(-1)).toEqual(['Process 0', 'Process 1'])
    fireEvent.click(panel.getByRole('button', { name: 'All files' }))
    expect(chosen.at(-1)).toHaveLength(4)
  })
})
