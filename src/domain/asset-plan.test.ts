import { describe, expect, test } from 'vitest'
import { planAsset, updatedProperties, type FoundVersions } from './asset-plan.ts'

const fixed = [
  { rest: 'dataType', key: 'type', word: 'type' },
  { rest: 'dataUri', key: 'path', word: 'path' },
]
const address = 'azureml://datastores/workspaceblobstore/paths/iris.csv'
const longAddress = `azureml://subscriptions/s/resourcegroups/rg/workspaces/ws/datastores/workspaceblobstore/paths/iris.csv`
const aVersion = (name: string, properties: object = {}, createdAt = '2026-01-01T00:00:00Z') => ({
  name,
  properties: { dataType: 'uri_file', dataUri: longAddress, description: 'flowers', tags: {}, ...properties },
  systemData: { createdAt },
})
const iris: FoundVersions = {
  asset: { properties: { nextVersion: '3', dataType: 'uri_file' } },
  versions: [aVersion('1', {}, '2026-01-01T00:00:00Z'), aVersion('2', {}, '2026-02-01T00:00:00Z')],
}
const wanted = { dataType: 'uri_file', dataUri: address, description: 'flowers' }

const plan = (version: string | undefined, properties: object = wanted, found: FoundVersions | null = iris) =>
  planAsset({ name: 'iris', version, properties, found, fixed })

test('a new name begins at version 1, or at the version that is named', () => {
  expect(plan(undefined, wanted, null)).toEqual({ kind: 'create', version: '1', against: undefined })
  expect(plan('2026-11', wanted, null)).toMatchObject({ version: '2026-11' })
})

test('without a version the next free one is taken, and compared with the newest', () => {
  expect(plan(undefined)).toEqual({ kind: 'create', version: '3', against: '2' })
})

describe('a version that exists', () => {
  test('is left alone when nothing differs, in whatever form its address is written', () => {
    expect(plan('2')).toEqual({ kind: 'same', version: '2' })
  })

  test('can be told about in other words', () => {
    expect(plan('2', { ...wanted, description: 'irises' })).toEqual({ kind: 'update', version: '2' })
    expect(plan('2', { ...wanted, tags: { team: 'vision' } })).toEqual({ kind: 'update', version: '2' })
  })

  test('keeps what it holds: the sentence stands at the key and names the next version', () => {
    expect(plan('2', { ...wanted, dataUri: 'https://example.org/iris.csv' })).toEqual({
      kind: 'refused',
      nextVersion: '3',
      refused: [
        {
          path: ['path'],
          message: 'Version 2 of “iris” exists, and its path cannot be changed. The next free version is 3.',
        },
      ],
    })
  })

  test('of an environment is compared by what its conda file means', () => {
    const environmentFields = [
      { rest: 'condaFile', key: 'conda_file', word: 'conda file' },
      { rest: 'osType', key: 'os_type', word: 'operating system', otherwise: 'Linux' },
    ]
    const found = { asset: { properties: {} }, versions: [{ name: '1', properties: { condaFile: 'a: 1\nb: [x]\n' } }] }
    const of = (condaFile: string) =>
      planAsset({
        name: 'env',
        version: '1',
        properties: { condaFile, osType: 'Linux' },
        found,
        fixed: environmentFields,
      }).kind
    expect(of('# the same\na: 1\nb:\n  - x\n')).toBe('same')
    expect(of('a: 1\nb: [y]\n')).toBe('refused')
  })
})

test('all versions of a data asset are of one type', () => {
  expect(plan(undefined, { ...wanted, dataType: 'uri_folder' })).toMatchObject({
    kind: 'refused',
    refused: [{ path: ['type'], message: expect.stringContaining('is of type uri_file') }],
  })
})

test('an update sends all that a version has, and takes away what is left out', () => {
  const existing = { ...aVersion('2', { properties: { rows: '150' }, provisioningState: 'Succeeded' }).properties }
  expect(updatedProperties(existing, { dataType: 'uri_file', dataUri: address })).toEqual({
    dataType: 'uri_file',
    dataUri: longAddress,
    properties: { rows: '150' },
    description: null,
    tags: {},
  })
})
