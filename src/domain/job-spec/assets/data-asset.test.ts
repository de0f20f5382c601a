import { describe, expect, test } from 'vitest'
import { dataFromRest, dataSchema, dataToRest, dataToYaml, parseData } from './data-asset.ts'

const specOf = (text: string) => {
  const result = parseData(text)
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '))
  return result.value
}

const titanic = `$schema: https://azuremlschemas.azureedge.net/latest/data.schema.json
name: titanic
version: 3
type: uri_file
description: Passengers
path: https://example.blob.core.windows.net/c/titanic.csv
tags: {rows: 891, source: kaggle, checked:}
`

test('data at an address becomes the body that ARM takes, and comes back', () => {
  const spec = specOf(titanic)
  const body = dataToRest(spec)
  expect(body).toStrictEqual({
    properties: {
      dataType: 'uri_file',
      dataUri: 'https://example.blob.core.windows.net/c/titanic.csv',
      description: 'Passengers',
      tags: { rows: '891', source: 'kaggle', checked: null },
    },
  })
  const id =
    '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws/data/titanic/versions/3'
  expect(dataFromRest({ id, name: '3', ...body })).toEqual(spec)
})

test('a local folder needs the place it was uploaded to', () => {
  const spec = specOf('name: d\npath: ./example-data/\n')
  expect(spec.type).toBe('uri_folder')
  expect(dataToRest(spec, 'azureml://datastores/d/paths/LocalUpload/1/example-data/').properties.dataUri).toBe(
    'azureml://datastores/d/paths/LocalUpload/1/example-data/',
  )
  expect(() => dataToRest(spec)).toThrow('“./example-data/” has not been uploaded')
})

test('a list for a tag is sent as text, and so is a version that is a boolean', () => {
  expect(specOf('path: x\nname: d\nversion: yes\ntags: {a: [b, 1]}\n')).toMatchObject({
    version: 'True',
    tags: { a: '["b",1]' },
  })
})

test('data without a name is anonymous', () => {
  expect(dataToRest(specOf('path: https://a/b\n')).properties.isAnonymous).toBe(true)
})

test('data is written as YAML that is read back as the same', () => {
  expect(dataToYaml(specOf(titanic))).toContain('name: titanic\nversion: "3"\ntype: uri_file\n')
  expect(specOf(dataToYaml(specOf(titanic)))).toEqual(specOf(titanic))
})

describe('problems', () => {
  test.each([
    ['no path', 'name: d\n', 'path', 'The key “path” is missing.'],
    ['a type in other letters', 'path: x\nname: d\ntype: URI_FILE\n', 'type', '“uri_file”, “uri_folder” or “mltable”'],
    ['a version without a name', 'path: x\nversion: 1\n', 'version', 'A version needs a “name” beside it.'],
    ['an unknown key', 'path: x\nname: d\nlocal_path: x\n', 'local_path', 'There is no key “local_path” here.'],
    ['a name that is no text', 'path: x\nname: 3\n', 'name', 'This must be text.'],
    ['a version that is a date', 'path: x\nname: d\nversion: 2024-01-01\n', 'version', 'This must be text.'],
    ['no value', 'path: x\nname: d\ntags:\n', 'tags', 'The value is missing.'],
    ['a number for a tag’s name', 'path: x\nname: d\ntags: {1: a}\n', 'tags.1', 'A name must be text.'],
    ['an id that is no text', 'path: x\nname: d\nid: 3\n', 'id', 'This must be text.'],
    [
      'an empty name with a version',
      'path: x\nname: ""\nversion: 1\n',
      'version',
      'A version needs a “name” beside it.',
    ],
  ])('that stop: %s', (_, text, path, message) => {
    const result = parseData(text)
    const [first] = result.ok ? [] : result.problems
    expect(first?.path.join('.')).toBe(path)
    expect(first?.message).toContain(message)
  })

  test('that only warn: a name that the service refuses, and none at all', () => {
    const warnings = (text: string) => {
      const result = parseData(text)
      return result.ok ? result.warnings.map(({ message }) => message).join(' ') : undefined
    }
    expect(warnings('name: a b\npath: x\n')).toContain('An asset name has')
    expect(warnings('path: x\n')).toContain('Without a “name”')
    expect(warnings('path: x\nname: d\ntags: {a: [b, 1]}\n')).toContain('sent as text')
    expect(warnings('path: x\nname: d\n')).toBe('')
  })
})

test('what `az ml data show` prints can be fed back', () => {
  const shown = 'id: /subscriptions/s\ncreation_context: {created_by: me}\nlatest_version: "2"\nproperties: {a: b}\n'
  expect(specOf(`name: d\npath: x\n${shown}`)).toEqual({ name: 'd', path: 'x', type: 'uri_folder' })
  // The CLI drops such keys only when they hold something.
  expect(parseData('name: d\npath: x\nlatest_version:\n').ok).toBe(false)
})

test('the schema asks for the path and explains every key', () => {
  expect(dataSchema.required).toEqual(['path'])
  for (const { description } of Object.values(dataSchema.properties ?? {})) expect(description).toMatch(/\.$/)
})
