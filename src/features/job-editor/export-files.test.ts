import { expect, test } from 'vitest'
import { localFile, localFolder, type LocalAsset } from '../../domain/local-files.ts'
import { exportJob } from './export-files.ts'

/** Names and contents of a zip whose files are stored as they are, which is how client-zip writes. */
async function unzip(blob: Blob): Promise<Record<string, string>> {
  const bytes = new DataView(await blob.arrayBuffer())
  const text = (from: number, length: number) => new TextDecoder().decode(new Uint8Array(bytes.buffer, from, length))
  const files: Record<string, string> = {}
  // The directory at the end of the archive: 46 bytes a file, then its name.
  for (let at = 0; at + 46 < bytes.byteLength; at += 1) {
    if (bytes.getUint32(at, true) !== 0x02014b50) continue
    const nameLength = bytes.getUint16(at + 28, true)
    const start = bytes.getUint32(at + 42, true)
    const localName = bytes.getUint16(start + 26, true) + bytes.getUint16(start + 28, true)
    files[text(at + 46, nameLength)] = text(start + 30 + localName, bytes.getUint32(at + 20, true))
  }
  return files
}

const file = (path: string, text: string) => ({ path, file: new Blob([text]) })

test('a job and its files are one folder that the CLI takes', async () => {
  const code = await localFolder('src', [
    file('main.py', 'print("häß")'),
    file('lib/a.py', 'a'),
    file('.amlignore', '*.log'),
    file('x.log', 'no'),
  ])
  const assets = new Map<string, LocalAsset>([
    ['src', code],
    ['data/iris.csv', localFile(new File(['1,2'], 'iris.csv'))],
    ['../shared', code],
  ])
  const { blob, leftOut } = await exportJob('command: ls\n', assets)
  expect(await unzip(blob)).toEqual({
    'job.yml': 'command: ls\n',
    'src/main.py': 'print("häß")',
    'src/lib/a.py': 'a',
    'src/.amlignore': '*.log',
    'data/iris.csv': '1,2',
  })
  expect(leftOut).toEqual(['../shared'])
})

test('of a YAML file that lies within its code, the draft counts', async () => {
  const code = await localFolder('project', [file('job.yml', 'old'), file('main.py', '1')])
  const { blob } = await exportJob('new', new Map([['', code]]))
  expect(await unzip(blob)).toEqual({ 'job.yml': 'new', 'main.py': '1' })
})
