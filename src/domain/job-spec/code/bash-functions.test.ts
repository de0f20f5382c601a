import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { contentHash, objectHash } from '../../content-hash.ts'
import { functionsFor } from './bash-functions.ts'
import type { BashFunctionName } from './bash-function.ts'
import { hasPython } from './testing/interpreters.ts'

const root = mkdtempSync(join(tmpdir(), 'trainyard-functions-'))
afterAll(() => rmSync(root, { recursive: true }))

const contents: Record<string, string> = {
  'b.txt': 'one',
  'A.txt': 'two',
  'B/é c.txt': 'three',
  'B/a/deep.txt': '',
  'odd \'"$x`.txt': 'four',
}
for (const [path, content] of Object.entries({ ...contents, 'skipped/x.log': 'not sent', '.amlignore': '*.log\n' })) {
  mkdirSync(dirname(join(root, 'data', path)), { recursive: true })
  writeFileSync(join(root, 'data', path), content)
}
const files = Object.entries({ ...contents, '.amlignore': '*.log\n' }).map(([path, content]) => ({
  path,
  file: new Blob([content]),
}))

function run(calls: BashFunctionName[], commands: string) {
  const script = `set -euo pipefail\nwork=$(mktemp -d)\ntrap 'rm -rf "$work"' EXIT\n${functionsFor(calls)}\n${commands}\n`
  const env = { ...process.env, TMPDIR: root }
  return spawnSync('bash', ['-s'], { input: script, cwd: root, encoding: 'utf8', env })
}

test.skipIf(!hasPython)(
  'folders have the hashes that Azure ML knows them by (skipped where there is no python3)',
  async () => {
    const { stdout, stderr } = run(
      ['list_files', 'content_hash', 'object_hash'],
      'list_files data; content_hash data; object_hash data',
    )
    const expected = [await contentHash(files), await objectHash({ kind: 'folder', files })]
    expect({ stdout, stderr }).toEqual({ stdout: `${expected.join('\n')}\n`, stderr: '' })
  },
)

test.skipIf(!hasPython)('a file has the hashes of a file (skipped where there is no python3)', async () => {
  const { stdout } = run(
    ['list_files', 'content_hash', 'object_hash'],
    'list_files data/b.txt; content_hash data/b.txt; object_hash data/b.txt',
  )
  const file = [{ path: 'b.txt', file: new Blob(['one']) }]
  expect(stdout).toBe(`${await contentHash(file)}\n${await objectHash({ kind: 'file', files: file })}\n`)
})

test('a folder without files, or none at all, ends the script with a sentence', () => {
  mkdirSync(join(root, 'empty'))
  expect(run(['list_files'], 'list_files empty; echo on')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'There are no files in empty.\n',
  })
  const missing = run(['list_files'], 'list_files missing; echo on')
  expect(missing).toMatchObject({ status: 1, stdout: '' })
  expect(missing.stderr).toContain('missing: No such file')
})

test('a script holds the functions that its own call, and no others', () => {
  const functions = functionsFor(['send'])
  expect(functions.match(/^\w+\(\)/gm)).toEqual(['request()', 'send()'])
})
