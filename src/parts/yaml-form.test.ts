import { expect, test } from 'vitest'
import type { YamlValue } from '../domain/job-spec/yaml/yaml-values.ts'
import { createYamlForm, formAt, numberOrText, problemsAt } from './yaml-form.ts'

const text = `# my cluster
name: cpu-cluster
max_instances: 4 # enough
inputs:
  rate: 0.10
  data: {type: uri_file, path: ./iris.csv}
`

/** What the text is after an edit; the same when the edit is not possible. */
function edited(before: string, edit: (form: NonNullable<ReturnType<typeof createYamlForm>>) => void): string {
  let after = before
  const form = createYamlForm(before, [], (next) => {
    after = next
  })
  if (form) edit(form)
  return after
}

const set = (path: string[], value: YamlValue | undefined) => edited(text, (form) => form.set(path, value))

test('fields show what the text says', () => {
  const form = createYamlForm(text, [], () => {})
  expect(form?.text(['name'])).toBe('cpu-cluster')
  expect(form?.text(['max_instances'])).toBe('4')
  expect(form?.text(['inputs', 'data', 'path'])).toBe('./iris.csv')
  expect(form?.text(['description'])).toBe('')
  expect(form?.text(['inputs'])).toBe('')
  expect(form?.keys(['inputs'])).toEqual(['rate', 'data'])
  expect(form?.isMap(['inputs', 'data'])).toBe(true)
  expect(form?.has(['inputs', 'none'])).toBe(false)
})

test('an edit leaves everything else alone, comments included', () => {
  expect(set(['max_instances'], 8)).toBe(text.replace('4 # enough', '8 # enough'))
  expect(set(['name'], undefined)).toBe(text.replace('name: cpu-cluster\n', ''))
  expect(set(['description'], 'yes')).toBe(`${text}description: "yes"\n`)
  expect(edited(text, (form) => form.rename(['inputs', 'rate'], 'speed'))).toBe(text.replace('rate:', 'speed:'))
})

test('lists are seen and edited value by value', () => {
  const before = 'space:\n  values: [1, "2"] # tried\n'
  const form = createYamlForm(before, [], () => {})
  const values = ['space', 'values']
  expect(form?.size(values)).toBe(2)
  expect(form?.kind([...values, '1'])).toBe('string')
  expect(form?.value(values)).toEqual([1, '2'])
  const change = (at: string, value: YamlValue | undefined) => edited(before, (f) => f.set([...values, at], value))
  expect(change('0', 8)).toBe('space:\n  values: [8, "2"] # tried\n')
  expect(change('2', 3)).toBe('space:\n  values: [1, "2", 3] # tried\n')
  expect(change('0', undefined)).toBe('space:\n  values: ["2"] # tried\n')
})

test('several changes are one edit', () => {
  const changes = [
    { path: ['name'], value: 'gpu' },
    { path: ['inputs', 'rate'], value: undefined },
    { path: ['inputs', 'data', 'mode'], value: 'download' },
  ]
  expect(edited(text, (form) => form.setAll(changes))).toBe(
    text.replace('cpu-cluster', 'gpu').replace('  rate: 0.10\n', '').replace('iris.csv}', 'iris.csv, mode: download}'),
  )
})

test('a part of the document is a form of its own', () => {
  const form = createYamlForm(text, problemsAt(text, [{ path: ['inputs', 'rate'], message: 'Slow.' }]), () => {})
  const inputs = form && formAt(form, ['inputs'])
  expect(inputs?.text(['data', 'type'])).toBe('uri_file')
  expect(inputs?.problem(['rate'])).toBe('Slow.')
  expect(edited(text, (whole) => formAt(whole, ['inputs']).set(['rate'], 1))).toBe(text.replace('0.10', '1'))
})

test('an edit that the text does not allow is told', () => {
  const merged = 'a: &a\n  x: 1\nb:\n  <<: *a\n'
  let isDone = true
  expect(
    edited(merged, (form) => {
      isDone = form.set(['b', 'x'], undefined)
    }),
  ).toBe(merged)
  expect(isDone).toBe(false)
})

test('removing what is not there changes nothing', () => {
  expect(set(['description'], undefined)).toBe(text)
})

test('a text that is no YAML has no form', () => {
  expect(createYamlForm('a: b: c', [], () => {})).toBeUndefined()
})

test('a problem belongs to its field, and to those around it when asked', () => {
  const problems = problemsAt(text, [{ path: ['inputs', 'data', 'path'], message: 'Choose it.' }])
  const form = createYamlForm(text, problems, () => {})
  expect(form?.problem(['inputs', 'data', 'path'])).toBe('Choose it.')
  expect(form?.problem(['inputs', 'data'])).toBeUndefined()
  expect(form?.problem(['inputs', 'data'], { below: true })).toBe('Choose it.')
  expect(form?.problem(['inputs', 'rate'], { below: true })).toBeUndefined()
  expect(problems[0]).toMatchObject({ line: 6, severity: 'error' })
})

test('what is typed is a number only where writing it gives back the same', () => {
  expect(numberOrText('60')).toBe(60)
  expect(numberOrText('0.1')).toBe(0.1)
  expect(['0.10', '007', '1e-5', '1:30', 'inf', '', '-'].map(numberOrText)).toEqual([
    '0.10',
    '007',
    '1e-5',
    '1:30',
    'inf',
    '',
    '-',
  ])
})
