import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeWheel } from './make-wheel.ts'

test('a wheel is one that Python reads: its module, its version and what it needs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-wheel-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = { 'tiny_model/__init__.py': 'answer = 42\n' }
  const wheel = await makeWheel(join(folder, 'wheels'), {
    name: 'tiny-model',
    version: '1.2',
    files,
    requires: ['other>=1'],
  })
  expect(wheel).toBe(join(folder, 'wheels', 'tiny_model-1.2-py3-none-any.whl'))
  const script = `import tiny_model, importlib.metadata as m
print(tiny_model.answer, m.version("tiny-model"), m.requires("tiny-model"), [str(f) for f in m.files("tiny-model")][0])`
  const env = { PATH: process.env['PATH'] ?? '', PYTHONPATH: wheel }
  const printed = execFileSync('python3', ['-c', script], { env, encoding: 'utf8' })
  expect(printed).toBe("42 1.2 ['other>=1'] tiny_model/__init__.py\n")
})
