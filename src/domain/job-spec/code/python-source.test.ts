import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atom, call, importLines, literal, literals, plainCall, statement } from './python-source.ts'
import { hostileText } from './testing/hostile-text.ts'
import { hasPython } from './testing/interpreters.ts'

function python(program: string): unknown {
  const { stdout, stderr } = spawnSync('python3', ['-'], { input: program, encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    hostileText,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 4 }),
  ),
})).value

test.skipIf(!hasPython)('a literal is to Python the value it was made of (skipped where there is no python3)', () => {
  fc.assert(
    fc.property(fc.array(anyValue, { minLength: 20, maxLength: 60 }), (values) => {
      const program = `import json\n${statement({ target: 'values', value: literal(values) })}\nprint(json.dumps(values))\n`
      expect(python(program)).toEqual(values)
    }),
    // Python takes long to start.
    { numRuns: 12 },
  )
})

test('a call stands on one line where it fits, else with one argument a line', () => {
  const input = call({ module: 'azure.ai.ml', name: 'Input' }, literals({ type: 'uri_file', path: 'a' }))
  expect(statement({ target: 'x', value: input })).toBe('x = Input(type="uri_file", path="a")')
  const job = plainCall('command', { inputs: input, ...literals({ code: 'c'.repeat(60), name: undefined }) })
  expect(statement({ target: 'job', value: job })).toBe(`job = command(
    inputs=Input(type="uri_file", path="a"),
    code="${'c'.repeat(60)}",
)`)
})

test('text of several lines is written line by line', () => {
  expect(statement({ target: 'text', value: literal('one\n  two\n') })).toBe(String.raw`text = (
    "one\n"
    "  two\n"
)`)
})

test('strings have the quotes that need fewer escapes, and show what cannot be seen', () => {
  expect(statement({ value: literal('say "hi"') })).toBe(`'say "hi"'`)
  expect(statement({ value: literal('"it\'s"') })).toBe(String.raw`"\"it's\""`)
  expect(statement({ value: literal('\u202e\x07\u{e0001}é🚂') })).toBe(String.raw`"\u202e\x07\U000e0001é🚂"`)
})

test('numbers keep their kind', () => {
  expect(statement({ value: literal([1, -2, 0.5, 1e-7, 1e21, -0, Infinity, NaN]) })).toBe(
    '[1, -2, 0.5, 1e-07, 1e+21, -0.0, float("inf"), float("nan")]',
  )
})

test('only what is used is imported, once', () => {
  const used = (name: string, module = 'azure.ai.ml') => call({ module, name }, {}, [atom('x')])
  const values = [plainCall('list', {}, [used('Output'), used('Input'), used('Input')]), used('A', 'a.module')]
  expect(importLines(values)).toBe('from a.module import A\nfrom azure.ai.ml import Input, Output')
})
