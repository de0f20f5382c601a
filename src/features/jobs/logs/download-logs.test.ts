import { describe, expect, test } from 'vitest'
import type { ReadRange } from '../../../lib/log/read-range.ts'
import { saveStream } from '../../../lib/save-stream.ts'
import type { DownloadProgress, Save } from '../../../parts/files/use-download.ts'
import { downloadLog, downloadLogs } from './download-logs.ts'

const aFile =
  (text: string): ReadRange =>
  ({ range: { from, to } }) => {
    const bytes = new TextEncoder().encode(text)
    if (from >= bytes.length) return Promise.resolve({ kind: 'past-end', size: bytes.length })
    const part = bytes.slice(from, to === undefined ? undefined : to + 1)
    return Promise.resolve({ kind: 'bytes', bytes: part, start: from, size: bytes.length, etag: undefined })
  }

/** Tells its size and refuses to be read. */
const refusedAfter = (text: string): ReadRange => {
  let asked = 0
  return (options) => ((asked += 1) === 1 ? aFile(text)(options) : Promise.reject(new Error('refused')))
}

/** Downloads into memory. */
function saving() {
  const saved: { name: string; content: Blob }[] = []
  const told: DownloadProgress[] = []
  const save: typeof saveStream = (name, open, more) =>
    saveStream(name, open, { ...more, picker: undefined, save: (as, content) => saved.push({ name: as, content }) })
  const run = (download: Save) => download(new AbortController().signal, (progress) => told.push(progress))
  return { saved, told, save, run }
}

/** Names and texts of a zip whose files are stored as they are and say their sizes after themselves. */
async function unzip(zip: Blob): Promise<Record<string, string>> {
  const bytes = new DataView(await zip.arrayBuffer())
  const text = (from: number, length: number) => new TextDecoder().decode(new Uint8Array(bytes.buffer, from, length))
  const files: Record<string, string> = {}
  for (let at = 0; at + 46 <= bytes.byteLength; at += 1) {
    // An entry of the directory at the end of the zip.
    if (bytes.getUint32(at, true) !== 0x02014b50) continue
    const [size, nameLength, begin] = [
      bytes.getUint32(at + 24, true),
      bytes.getUint16(at + 28, true),
      bytes.getUint32(at + 42, true),
    ]
    const content = begin + 30 + bytes.getUint16(begin + 26, true) + bytes.getUint16(begin + 28, true)
    files[text(at + 46, nameLength)] = text(content, size)
  }
  return files
}

describe('a download of logs', () => {
  test('saves one as it is', async () => {
    const { saved, told, save, run } = saving()
    await run(downloadLog('job-std_log.txt', { name: 'user_logs/std_log.txt', read: aFile('one\ntwo\n') }, save))
    expect(saved.map(({ name }) => name)).toEqual(['job-std_log.txt'])
    expect(await saved[0]?.content.text()).toBe('one\ntwo\n')
    expect(told).toEqual([{ files: 1, bytes: 8, failed: [], total: 8 }])
  })

  test('saves all in one zip, byte by byte', async () => {
    const { saved, told, save, run } = saving()
    const logs = {
      'user_logs/std_log.txt': 'my output\n',
      'system_logs/a.log': 'system\r\n',
      'user_logs/empty.txt': '',
    }
    const toSave = Object.entries(logs).map(([name, text]) => ({ name, read: aFile(text) }))
    await run(downloadLogs('train-1', toSave, save))
    expect(saved.map(({ name }) => name)).toEqual(['train-1-logs.zip'])
    expect(await unzip(saved[0]?.content ?? new Blob())).toEqual({
      'train-1/user_logs/std_log.txt': 'my output\n',
      'train-1/system_logs/a.log': 'system\r\n',
      'train-1/user_logs/empty.txt': '',
    })
    expect(told.at(-1)).toEqual({ files: 3, bytes: 18, failed: [], total: 18 })
  })

  test('never makes a zip that leads out of its folder', async () => {
    const { saved, save, run } = saving()
    await run(downloadLogs('train-1', [{ name: '../../.bashrc', read: aFile('x') }], save))
    expect(Object.keys(await unzip(saved[0]?.content ?? new Blob()))).toEqual(['train-1/.bashrc'])
  })

  test('leaves out what cannot be read, and says so', async () => {
    const { saved, told, save, run } = saving()
    const logs = [
      { name: 'a', read: aFile('fine') },
      { name: 'b', read: () => Promise.reject(new Error('gone')) },
      { name: 'c', read: refusedAfter('was here') },
    ]
    await run(downloadLogs('train-1', logs, save))
    expect(await unzip(saved[0]?.content ?? new Blob())).toEqual({
      'train-1/a': 'fine',
      'train-1/not-downloaded.txt': 'b\tgone\nc\trefused\n',
    })
    expect(told.at(-1)?.failed.map(({ path }) => path)).toEqual(['b', 'c'])
  })

  test('saves nothing once it is stopped', async () => {
    const { saved, save } = saving()
    const stopping = new AbortController()
    const download = downloadLogs('train-1', [{ name: 'a', read: aFile('text') }], save)
    const done = download(stopping.signal, () => undefined)
    stopping.abort()
    await expect(done).rejects.toThrow('abort')
    expect(saved).toEqual([])
  })
})
