import { QueryClient } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ArmError } from '../../api/arm-error.ts'
import { armError, setUpFakeAzure, testWorkspace } from '../../queries/testing/fake-azure.ts'
import { artifactStore, type FilePage, type FileStore } from '../../queries/file-store.ts'
import { renderPage } from '../testing/render-page.tsx'
import { FileBrowser } from './FileBrowser.tsx'
import type { FileRoot } from './file-root.ts'
import { layOut } from './testing/element-size.ts'

beforeAll(() => layOut())
afterEach(cleanup)

/** A store whose files have these contents. */
const someFiles = (files: Readonly<Record<string, string>>, page?: () => Promise<FilePage>): FileStore => ({
  key: ['files', crypto.randomUUID()],
  page:
    page ??
    (() => Promise.resolve({ entries: Object.keys(files).map((path) => ({ path })), next: undefined, isDeep: true })),
  // oxlint-disable-next-line require-yield -- nothing is downloaded here
  async *walk() {
    await Promise.reject(new Error('not asked for'))
  },
  urlOf: (path) => Promise.resolve(`data:text/plain,${encodeURIComponent(files[path] ?? '')}`),
  uriOf: (path) => path,
})

const show = (roots: readonly FileRoot[], path = '') =>
  renderPage(<FileBrowser label="Files" roots={roots} empty={<p>Nothing here.</p>} />, `/runs/x?path=${path}`)
const artifacts = (store: FileStore): FileRoot => ({ id: 'artifacts', label: 'Artifacts', store })
const item = (name: string) => screen.findByRole('treeitem', { name: new RegExp(name) })
const address = () => screen.getByLabelText('address').textContent

describe('the files of a job', () => {
  test('are folders that open and close by keys, the platform’s logs closed', async () => {
    show([artifacts(someFiles({ 'outputs/report.txt': 'r', 'system_logs/lifecycler.log': 'l' }))])
    expect(await item('report.txt')).toBeDefined()
    expect(screen.queryByRole('treeitem', { name: /lifecycler/ })).toBeNull()
    const tree = screen.getByRole('tree', { name: 'Files' })
    fireEvent.keyDown(tree, { key: 'End' })
    fireEvent.keyDown(tree, { key: 'ArrowRight' })
    expect(await item('lifecycler.log')).toBeDefined()
    fireEvent.keyDown(tree, { key: 'Home' })
    fireEvent.keyDown(tree, { key: 'ArrowLeft' })
    expect(screen.queryByRole('treeitem', { name: /report/ })).toBeNull()
  })

  test('are found by their first letters and chosen by Enter, which the link remembers', async () => {
    show([artifacts(someFiles({ 'a.txt': 'text of a', 'b.txt': 'text of b' }))])
    await item('b.txt')
    const tree = screen.getByRole('tree')
    fireEvent.keyDown(tree, { key: 'b' })
    fireEvent.keyDown(tree, { key: 'Enter' })
    expect(await screen.findByText('text of b')).toBeDefined()
    expect(address()).toContain('path=artifacts/b.txt')
    expect((await item('b.txt')).getAttribute('aria-selected')).toBe('true')
  })

  test('can be filtered by name', async () => {
    show([artifacts(someFiles({ 'deep/run1.txt': '', 'deep/run2.txt': '', 'other.txt': '' }))])
    await item('other.txt')
    fireEvent.change(screen.getByRole('searchbox', { name: 'Filter by name' }), { target: { value: 'run2' } })
    expect(await screen.findByText('1 of 3 files match')).toBeDefined()
    expect(screen.queryByRole('treeitem', { name: /other/ })).toBeNull()
  })

  test('that cannot be listed say why in their folder, and are tried again', async () => {
    let isRefused = true
    const refused = new ArmError('No.', { status: 403, code: 'AuthorizationFailed', requestId: 'r' })
    const page = () =>
      isRefused ? Promise.reject(refused) : Promise.resolve({ entries: [{ path: 'a' }], next: undefined, isDeep: true })
    show([artifacts(someFiles({}, page))])
    const note = await item('Try again')
    isRefused = false
    fireEvent.click(note)
    expect(await screen.findByText('1 file')).toBeDefined()
  })

  test('of a place that this page may not list give the reason', async () => {
    show([artifacts(someFiles({ 'a.txt': '' })), { id: 'trained', label: 'trained', whyNot: 'By identity alone.' }])
    fireEvent.click(await item('trained'))
    expect(await screen.findByText('By identity alone.')).toBeDefined()
  })

  test('can be none', async () => {
    show([artifacts(someFiles({}))])
    expect(await screen.findByText('Nothing here.')).toBeDefined()
  })

  test('show the one that an older link names, and say when it cannot be read', async () => {
    setUpFakeAzure(({ path }) =>
      path.endsWith('/contentinfo')
        ? armError(404, 'NotFound', 'The artifact is gone.')
        : { body: { value: [{ path: 'a.txt' }, { path: 'b.txt' }] } },
    )
    show([artifacts(artifactStore(new QueryClient(), { workspace: testWorkspace, jobName: 'calm_fox' }))], 'b.txt')
    const file = within(await screen.findByRole('region', { name: 'b.txt' }))
    expect(await file.findByText('The artifact is gone.')).toBeDefined()
  })
})

describe('what is in a file', () => {
  test('of JSON is a tree, and its text is one press away', async () => {
    show([artifacts(someFiles({ 'a.json': '{"b":[1,2]}' }))])
    const content = await screen.findByRole('region', { name: 'Content of a.json' })
    expect(within(content).getByText('[2 items]')).toBeDefined()
    fireEvent.click(screen.getByRole('radio', { name: 'Text' }))
    expect(await screen.findByText('{"b":[1,2]}')).toBeDefined()
  })

  test('that is broken is told with its text, not by a blank page', async () => {
    show([artifacts(someFiles({ 'a.json': '{"b":' }))])
    expect(await screen.findByText(/This is no JSON/)).toBeDefined()
    expect(screen.getByText('{"b":')).toBeDefined()
  })

  test('of Markdown has no HTML, no foreign pictures and no scripts in links', async () => {
    const markdown = '# Title\n\n<b id="raw">raw</b>\n\n![p](https://example.org/p.png) [x](javascript:alert(1))'
    show([artifacts(someFiles({ 'a.md': markdown }))])
    expect(await screen.findByRole('heading', { name: 'Title' })).toBeDefined()
    expect(document.getElementById('raw')).toBeNull()
    expect(document.querySelector('img')).toBeNull()
    expect(screen.queryByRole('link', { name: 'x' })).toBeNull()
  })
})
