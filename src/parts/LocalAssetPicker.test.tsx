import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { localFolder, type LocalAsset } from '../domain/local-files.ts'
import { LocalAssetPicker } from './LocalAssetPicker.tsx'

afterEach(cleanup)

const aFolder = (files: Record<string, string>) =>
  localFolder(
    'src',
    Object.entries(files).map(([path, text]) => ({ path, file: new Blob([text]) })),
  )

/** The picker over a value, as on a page; `sent` is what would be uploaded. */
function show(start: LocalAsset | undefined) {
  const seen = { current: start }
  function Page() {
    const [asset, setAsset] = useState(start)
    const onPick = (next: LocalAsset) => {
      seen.current = next
      setAsset(next)
    }
    return <LocalAssetPicker label="code" asset={asset} onPick={onPick} />
  }
  render(<Page />)
  return { sent: () => seen.current?.files.map(({ path }) => path), asset: () => seen.current }
}

const tick = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name })
const summary = () => document.querySelector('summary')?.textContent

test('what is uploaded stands there with its size, and what is ignored on request with the line that did it', async () => {
  show(await aFolder({ 'train.py': '12345', 'data/a.csv': '1', 'run.log': '1', '.amlignore': 'data/\n*.log\n' }))
  expect(summary()).toBe('src: 2 files, 17 B; 2 left out by .amlignore')
  expect(screen.queryByText('run.log')).toBeNull()
  fireEvent.click(tick('Show 2 ignored files'))
  const row = screen.getByText('run.log').closest('li')
  expect(row?.textContent).toContain('*.log line 2')
  expect(tick('Upload run.log').disabled).toBe(true)
  expect(tick('Upload the folder data').disabled).toBe(true)
})

test('files and folders are left out and taken back in; a mixed folder becomes whole', async () => {
  const { sent } = show(await aFolder({ 'train.py': 'x', 'lib/a.py': 'x', 'lib/b.py': 'x' }))
  fireEvent.click(screen.getByRole('button', { name: 'lib/' }))
  fireEvent.click(tick('Upload lib/a.py'))
  expect(sent()).toEqual(['train.py', 'lib/b.py'])
  expect(tick('Upload the folder lib').indeterminate).toBe(true)
  fireEvent.click(tick('Upload the folder lib'))
  expect(sent()).toEqual(['train.py', 'lib/a.py', 'lib/b.py'])
  fireEvent.click(tick('Upload the folder lib'))
  expect(sent()).toEqual(['train.py'])
  expect(summary()).toContain('2 left out by you')
  fireEvent.click(tick('Upload train.py'))
  expect(screen.getByRole('alert').textContent).toContain('Nothing is left to upload')
})

test('arrow keys go from row to row', async () => {
  show(await aFolder({ 'a.py': 'x', 'lib/b.py': 'x' }))
  tick('Upload the folder lib').focus()
  fireEvent.keyDown(tick('Upload the folder lib'), { key: 'ArrowDown' })
  expect(document.activeElement).toBe(tick('Upload a.py'))
  fireEvent.keyDown(tick('Upload a.py'), { key: 'ArrowUp' })
  expect(document.activeElement).toBe(tick('Upload the folder lib'))
})

test('many files are shown a piece at a time and warned about', async () => {
  show(await aFolder(Object.fromEntries(Array.from({ length: 2_100 }, (_, index) => [`data/f${index}.txt`, 'x']))))
  expect(screen.getByText(/This is a lot to upload: 2,100 files/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'data/' }))
  expect(screen.getAllByRole('checkbox', { name: /^Upload data\/f/ })).toHaveLength(100)
  fireEvent.click(screen.getByRole('button', { name: '2,000 more entries …' }))
  expect(screen.getAllByRole('checkbox', { name: /^Upload data\/f/ })).toHaveLength(600)
})

test('a file is opened, changed and changed back', async () => {
  const { asset } = show(await aFolder({ 'train.py': 'print(1)' }))
  fireEvent.click(screen.getByRole('button', { name: 'Open train.py' }))
  const editor = await screen.findByRole('textbox', { name: 'Content of train.py' })
  fireEvent.change(editor, { target: { value: 'print(2)' } })
  fireEvent.click(screen.getByRole('button', { name: 'Done' }))
  await waitFor(() => expect(screen.getByText('Edited')).toBeTruthy())
  expect(await asset()?.files[0]?.file.text()).toBe('print(2)')

  fireEvent.click(screen.getByRole('button', { name: 'Open train.py' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Back to the file on disk' }))
  await waitFor(() => expect(screen.queryByText('Edited')).toBeNull())
  expect(await asset()?.files[0]?.file.text()).toBe('print(1)')
})

test('what was typed a moment before going back to the file on disk goes, too', async () => {
  const { asset } = show(await aFolder({ 'train.py': 'print(1)' }))
  fireEvent.click(screen.getByRole('button', { name: 'Open train.py' }))
  const editor = await screen.findByRole('textbox', { name: 'Content of train.py' })
  fireEvent.change(editor, { target: { value: 'print(2)' } })
  const back = await screen.findByRole('button', { name: 'Back to the file on disk' })
  fireEvent.change(editor, { target: { value: 'print(3)' } })
  fireEvent.click(back)
  fireEvent.click(screen.getByRole('button', { name: 'Done' }))
  expect(await asset()?.files[0]?.file.text()).toBe('print(1)')
  expect(screen.queryByText('Edited')).toBeNull()
})

test('a new file gets a free name, goes along, and can be deleted', async () => {
  const { sent } = show(await aFolder({ 'train.py': 'x' }))
  fireEvent.click(screen.getByRole('button', { name: 'New file …' }))
  const path = screen.getByRole('textbox', { name: 'Path' })
  fireEvent.change(path, { target: { value: 'train.py' } })
  expect(screen.getByRole('alert').textContent).toBe('There is a train.py already.')
  fireEvent.change(path, { target: { value: 'lib/new.py' } })
  fireEvent.click(screen.getByRole('button', { name: 'Create' }))
  await screen.findByRole('textbox', { name: 'Content of lib/new.py' })
  expect(sent()).toEqual(['train.py', 'lib/new.py'])
  fireEvent.click(screen.getByRole('button', { name: 'Delete this new file' }))
  expect(sent()).toEqual(['train.py'])
})

test('a file that is no text is said to be so', async () => {
  const folder = await localFolder('src', [{ path: 'model.bin', file: new Blob([new Uint8Array([0xff, 0])]) }])
  show(folder)
  fireEvent.click(screen.getByRole('button', { name: 'Open model.bin' }))
  expect(await screen.findByText(/is not text/)).toBeTruthy()
})

test('an empty pick is refused in place', async () => {
  show(undefined)
  const zone = screen.getByRole('group', { name: 'Files of the code' })
  const empty = {
    isFile: false,
    isDirectory: true,
    name: 'void',
    createReader: () => ({ readEntries: (done: (entries: unknown[]) => void) => done([]) }),
  }
  fireEvent.drop(zone, { dataTransfer: { items: [{ webkitGetAsEntry: () => empty }] } })
  expect((await within(zone).findByRole('alert')).textContent).toBe('The folder void holds no files.')
})
