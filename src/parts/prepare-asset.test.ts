import { describe, expect, test } from 'vitest'
import type { EnvironmentVersionResource } from '../api/generated/arm.ts'
import type { EnvironmentSpec } from '../domain/job-spec/assets/asset-specs.ts'
import {
  environmentFromRest,
  environmentToRest,
  environmentToYaml,
  parseEnvironment,
} from '../domain/job-spec/assets/environment-asset.ts'
import { localFile, type LocalAssets } from '../domain/local-files.ts'
import type { AssetKind } from './asset-kind.ts'
import { missingLocalFiles, prepareAsset, specOf } from './prepare-asset.ts'

const workspace = { subscriptionId: 's', resourceGroup: 'rg', workspaceName: 'ws' }

const environments: AssetKind<EnvironmentSpec, EnvironmentVersionResource> = {
  noun: 'environment',
  command: 'az ml environment create',
  schema: 'environment',
  collection: 'environments',
  action: 'environments/write',
  fixed: [
    { rest: 'image', key: 'image', word: 'image' },
    { rest: 'condaFile', key: 'conda_file', word: 'conda file' },
  ],
  parse: parseEnvironment,
  toYaml: environmentToYaml,
  fromRest: environmentFromRest,
  toRest: (spec, { text }) => environmentToRest(spec, text === undefined ? {} : { condaFile: text }),
  localNeeds: ({ condaFile }) =>
    typeof condaFile === 'string' ? [{ at: ['conda_file'], path: condaFile, use: 'text', kind: 'file' }] : [],
  upload: () => Promise.reject(new Error('Nothing is sent before it was compared.')),
  check: () => [],
  find: () => Promise.resolve(null),
  put: () => Promise.resolve(),
  pathOf: () => '/',
}

const spec = { name: 'tabular', image: 'python:3.12', condaFile: './conda.yml' }
const conda = 'dependencies: [python=3.12]\n'
const picked: LocalAssets = new Map([['conda.yml', localFile(new File([conda], 'conda.yml'))]])
const aVersion = (name: string, properties: object) => ({
  name,
  properties: { tags: {}, ...properties },
  systemData: { createdAt: '2026-01-01T00:00:00Z' },
})
const prepare = (version: string | undefined, ...versions: ReturnType<typeof aVersion>[]) =>
  prepareAsset(
    environments,
    { ...spec, ...(version !== undefined && { version }) },
    {
      workspace,
      assets: picked,
      found: versions.length === 0 ? null : { asset: { properties: { nextVersion: '2' } }, versions },
    },
  )

test('a file that the YAML names goes into the body as its text', async () => {
  const change = await prepare(undefined)
  expect(change).toMatchObject({ plan: { kind: 'create', version: '1' }, before: undefined })
  expect('bodyWith' in change && change.bodyWith(undefined).properties).toMatchObject({
    image: 'python:3.12',
    condaFile: conda,
  })
})

test('both sides are written in one way, so that only what differs stands out', async () => {
  const change = await prepare(undefined, aVersion('1', { image: 'python:3.11', condaFile: conda }))
  if (!('before' in change)) throw new Error('refused')
  expect(change.before).toBe(change.after.replace('"2"', '"1"').replace('python:3.12', 'python:3.11'))
  expect(change.after).toContain('- python=3.12')
})

test('a file with other content is refused for a version that exists', async () => {
  expect(
    await prepare('1', aVersion('1', { image: 'python:3.12', condaFile: 'dependencies: [python=3.9]\n' })),
  ).toMatchObject({
    kind: 'refused',
    refused: [{ path: ['conda_file'] }],
  })
  expect(await prepare('1', aVersion('1', { image: 'python:3.12', condaFile: conda }))).toMatchObject({
    plan: { kind: 'same' },
  })
})

describe('what a YAML file names by a local path', () => {
  test('has to be picked', () => {
    expect(missingLocalFiles(environments, spec, new Map())).toEqual([
      { path: ['conda_file'], message: 'Choose ./conda.yml from your disk, so that it can be uploaded.' },
    ])
    expect(missingLocalFiles(environments, spec, picked)).toEqual([])
  })
})

test('empty maps of the service are left out of the YAML', () => {
  const resource = { id: '/x', name: '1', properties: { image: 'python:3.12', tags: {}, properties: {} } }
  expect(specOf(environments, resource)).toEqual({ name: '', image: 'python:3.12' })
})
