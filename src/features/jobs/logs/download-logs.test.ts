import { describe, expect, test } from 'vitest'
import type { ReadRange } from '../../../lib/log/read-range.ts'
import { saveStream } from '../../../lib/save-stream.ts'
import { downloadLog, downloadLogs, type SaveOptions } from './download-logs.ts'

const aFile =
  (text: string): ReadRange =>
  ({ range: { from, to } }) => {
    const bytes = new TextEncoder().encode(text)
    if (from >= bytes.length) return Promise.resolve({ kind: 'past-end', size: bytes.length })
    const part = bytes.slice(from, to === undefined ? undefined : to + 1)
    return Promise.resolve({ kind: 'bytes', bytes: part, start: from, size: bytes.length, etag: undefined })
  }

/** Downloads into memory. */
function saving() {
  const saved: { name: string; content: Blob }[] = []
  const progress: [number, number][] = []
  const options: SaveOptions = {
    signal: new AbortController().signal,
    onProgress: (done, total) => progress.push([done, total]),
    save: (name, open, more) =>
      saveStream(name, open, { ...more, picker: undefined, save: (as, content) => saved.push({ name: as, content }) }),
  }
  return { saved, progress, options }
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
    const { saved, progress, options } = saving()
    await downloadLog('job-std_log.txt', { name: 'user_logs/std_log.txt', read: aFile('one\ntwo\n') }, options)
    expect(saved.map(({ name }) => name)).toEqual(['job-std_log.txt'])
    expect(await saved[0]?.content.text()).toBe('one\ntwo\n')
    expect(progress).toEqual([[8, 8]])
  })

  test('saves all in one zip, byte by byte', async () => {
    const { saved, progress, options } = saving()
    const logs = {
      'user_logs/std_log.txt': 'my output\n',
      'system_logs/a.log': 'system\r\n',
      'user_logs/empty.txt': '',
    }
    await downloadLogs(
      'train-1',
      Object.entries(logs).map(([name, text]) => ({ name, read: aFile(text) })),
      options,
    )
    expect(saved.map(({ name }) => name)).toEqual(['train-1-logs.zip'])
    expect(await unzip(saved[0]?.content ?? new Blob())).toEqual({
      'train-1/user_logs/std_log.txt': 'my output\n',
      'train-1/system_logs/a.log': 'system\r\n',
      'train-1/user_logs/empty.txt': '',
    })
    expect(progress.at(-1)).toEqual([18, 18])
  })

  test('never makes a zip that leads out of its folder', async () => {
    const { saved, options } = saving()
    await downloadLogs('train-1', [{ name: '../../.bashrc', read: aFile('x') }], options)
    expect(Object.keys(await unzip(saved[0]?.content ?? new Blob()))).toEqual(['train-1/.bashrc'])
  })

  test('saves nothing when one cannot be read', async () => {
    const { saved, options } = saving()
    const logs = [
      { name: 'a', read: aFile('fine') },
      { name: 'b', read: () => Promise.reject(new Error('gone')) },
    ]
    await expect(downloadLogs('train-1', logs, options)).rejects.toThrow('gone')
    expect(saved).toEqual([])
  })
})
