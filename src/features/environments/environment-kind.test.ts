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

test('a build context has to be at an address', () => {
  expect(environmentKind.check({ build: { path: './docker' } })).toMatchObject([{ path: ['build', 'path'] }])
  expect(environmentKind.check({ build: { path: 'https://github.com/me/env' } })).toEqual([])
  expect(environmentKind.check({ image: 'python' })).toEqual([])
})
