import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { comment, hereDocument, shellQuote, writeFile } from './shell.ts'
import { hostileText } from './testing/hostile-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'trainyard-shell-'))
afterAll(() => rmSync(folder, { recursive: true }))

function bash(script: string): string {
  const { stdout, stderr } = spawnSync('bash', ['-s'], { input: script, cwd: folder, encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout
}

test('a quoted text is one word that bash reads as that text', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 20 }), (texts) => {
      expect(bash(`printf '%s\\0' ${texts.map(shellQuote).join(' ')}`).split('\0')).toEqual([...texts, ''])
    }),
  )
})

test('plain words need no quotes, and what cannot be seen is written as bytes', () => {
  expect(shellQuote('azureml:env@latest')).toBe('azureml:env@latest')
  expect(shellQuote('')).toBe("''")
  expect(shellQuote("it's")).toBe(String.raw`'it'\''s'`)
  expect(shellQuote('a\u202eb\n')).toBe(String.raw`$'a\xe2\x80\xaeb\x0a'`)
  expect(shellQuote('a\0b')).toBe('ab')
})

test('a written file has exactly the bytes of the text, whatever it holds', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      bash(writeFile('a file.yml', text, 'YAML'))
      expect(readFileSync(join(folder, 'a file.yml'), 'utf8')).toBe(text)
    }),
  )
})

test('a file with direction marks is written with escapes, one with other blanks as it is', () => {
  expect(writeFile('a.yml', 'a: b\u202e # c\n', 'YAML')).toBe(String.raw`printf %s $'a: b\xe2\x80\xae # c\x0a' > a.yml`)
  expect(writeFile('a.yml', 'a: b\u00a0c\n', 'YAML')).toBe("cat > a.yml <<'YAML'\na: b\u00a0c\nYAML")
})

test('a here document ends where it is meant to, though its text has the mark', () => {
  const lines = fc.array(fc.constantFrom('YAML', 'YAML_2', ' YAML', 'YAML ', '$(exit 1)', '`', '\\', "'"))
  fc.assert(
    fc.property(lines, (texts) => {
      const text = texts.map((line) => `${line}\n`).join('')
      expect(bash(`${hereDocument('cat', text, 'YAML', 'cat')}\necho end`)).toBe(`${text}end\n`)
    }),
  )
})

test('a comment stays one', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(bash(`${comment(text)}\necho end`)).toBe('end\n')
    }),
  )
})
