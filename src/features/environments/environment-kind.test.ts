import { expect, test } from 'vitest'
import { environmentKind } from './environment-kind.ts'

test('a conda file is read as text; packages in the YAML itself need no file', () => {
  expect(environmentKind.localNeeds({ condaFile: './conda.yml' })).toEqual([
    { at: ['conda_file'], path: './conda.yml', use: 'text', kind: 'file' },
  ])
  expect(environmentKind.localNeeds({ condaFile: { dependencies: ['pip'] } })).toEqual([])
  const body = environmentKind.toRest({ name: 'e', image: 'python', condaFile: './conda.yml' }, { text: 'name: c\n' })
  expect(body.properties).toMatchObject({ image: 'python', condaFile: 'name: c\n' })
})

test('a local build context is uploaded, and the body gets its address', () => {
  expect(environmentKind.localNeeds({ build: { path: './docker' } })).toEqual([
    { at: ['build', 'path'], path: './docker', use: 'upload', kind: 'folder' },
  ])
  const spec = { name: 'e', build: { path: './docker', dockerfilePath: 'gpu.Dockerfile' } }
  expect(environmentKind.toRest(spec, { uri: 'https://store/docker/' }).properties).toMatchObject({
    build: { contextUri: 'https://store/docker/', dockerfilePath: 'gpu.Dockerfile' },
  })
})

test('an address to build from is taken as it is, and none at all is a problem', () => {
  const build = { path: 'https://github.com/me/env' }
  expect(environmentKind.localNeeds({ build })).toEqual([])
  expect(environmentKind.check({ build })).toEqual([])
  expect(environmentKind.toRest({ name: 'e', build }, {}).properties).toMatchObject({
    build: { contextUri: 'https://github.com/me/env' },
  })
  expect(environmentKind.check({ build: { path: '' } })).toMatchObject([{ path: ['build', 'path'] }])
})
