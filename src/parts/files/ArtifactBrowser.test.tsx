import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { armError, setUpFakeAzure, testWorkspace } from '../../queries/testing/fake-azure.ts'
import { ArtifactBrowser } from './ArtifactBrowser.tsx'
import { renderPage } from '../testing/render-page.tsx'

afterEach(cleanup)

const job = { workspace: testWorkspace, jobName: 'calm_fox' }
const aJobWith = (paths: string[]) =>
  setUpFakeAzure(({ path }) =>
    path.endsWith('/dcid.calm_fox') ? { body: { value: paths.map((each) => ({ path: each })) } } : undefined,
  )
const show = (root = '', path = '/runs/calm_fox') =>
  renderPage(<ArtifactBrowser job={job} root={root} empty={<p>Nothing here.</p>} />, path)

describe('the files of a job', () => {
  test('are folders that open and close, the platform’s logs closed', async () => {
    aJobWith(['outputs/report.json', 'system_logs/lifecycler.log'])
    show()
    expect(await screen.findByRole('link', { name: 'report.json' })).toBeDefined()
    expect(screen.queryByRole('link', { name: 'lifecycler.log' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'system_logs', expanded: false }))
    expect(screen.getByRole('link', { name: 'lifecycler.log' })).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'outputs', expanded: true }))
    expect(screen.queryByRole('link', { name: 'report.json' })).toBeNull()
  })

  test('mark a folder that holds an MLflow model', async () => {
    aJobWith(['model/MLmodel', 'outputs/a.txt'])
    show()
    expect(await screen.findByText('MLflow')).toBeDefined()
  })

  test('can be limited to what one model consists of', async () => {
    aJobWith(['model/MLmodel', 'model/weights.bin', 'model2/MLmodel'])
    show('model')
    await screen.findByRole('link', { name: 'weights.bin' })
    expect(screen.getAllByRole('link')).toHaveLength(2)
  })

  test('show the one that the link names, and say when it cannot be read', async () => {
    setUpFakeAzure(({ path }) =>
      path.endsWith('/contentinfo')
        ? armError(404, 'NotFound', 'The artifact is gone.')
        : { body: { value: [{ path: 'a.txt' }, { path: 'b.txt' }] } },
    )
    show('', '/runs/calm_fox?path=b.txt')
    const file = within(await screen.findByRole('region', { name: 'b.txt' }))
    expect(await file.findByText('The artifact is gone.')).toBeDefined()
    expect(screen.getByRole('link', { name: 'b.txt' }).getAttribute('aria-current')).toBe('true')
  })

  test('can be none', async () => {
    aJobWith(['user_logs/std_log.txt'])
    show('model')
    expect(await screen.findByText('Nothing here.')).toBeDefined()
  })
})
