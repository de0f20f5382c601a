import { expect, test } from 'vitest'
import { missingFiles, pathForPick } from './local-assets.ts'
import { localFile, localFolder, withLeftOut } from '../../domain/local-files.ts'

const src = await localFolder('src', [{ path: 'a.py', file: new Blob(['x']) }])

test('local paths without files are named with their place', () => {
  const spec = {
    code: './src',
    inputs: {
      here: { type: 'uri_file' as const, path: './iris.csv' },
      there: { type: 'uri_file' as const, path: 'azureml:iris:1' },
      number: { literal: '5' },
    },
  }
  expect(missingFiles(spec, new Map()).map(({ path }) => path)).toEqual([['code'], ['inputs', 'here', 'path']])
  expect(missingFiles(spec, new Map([['src', src]])).map(({ path }) => path)).toEqual([['inputs', 'here', 'path']])
})

test('an input without a path is asked where it is', () => {
  expect(missingFiles({ inputs: { data: { type: 'uri_folder', path: '' } } }, new Map())).toEqual([
    { path: ['inputs', 'data', 'path'], message: 'Say where it is, or choose it from your disk.' },
  ])
})

test('the code of a sweep stands under its trial', () => {
  const trial = { command: 'ls', code: './src', environment: { image: 'python:3.12', condaFile: './conda.yml' } }
  expect(missingFiles({ trial }, new Map()).map(({ path }) => path)).toEqual([
    ['trial', 'code'],
    ['trial', 'environment', 'conda_file'],
  ])
})

test('a folder from which everything was left out is a problem at its place', () => {
  const empty = withLeftOut(src, ['a.py'], true)
  expect(missingFiles({ code: './src' }, new Map([['src', empty]]))).toEqual([
    { path: ['code'], message: 'Nothing is left to upload of ./src: all of its files are left out.' },
  ])
})

test('what was too large to be kept is asked for once more', () => {
  const lost = new Map([['src', { name: 'src', kind: 'folder' as const, bytes: 1.2e9, changes: src.changes }]])
  expect(missingFiles({ code: './src' }, new Map(), lost)[0]?.message).toMatch(/^Choose \.\/src once more: 1\.2 GB/)
  expect(missingFiles({ code: './src' }, new Map([['src', src]]), lost)).toEqual([])
})

test('a conda file of an environment in the job has to be chosen as well', () => {
  const spec = { environment: { image: 'python:3.12', condaFile: './conda.yml' } }
  expect(missingFiles(spec, new Map())[0]).toMatchObject({ path: ['environment', 'conda_file'] })
  expect(missingFiles({ environment: { image: 'x', condaFile: { name: 'env' } } }, new Map())).toEqual([])
})

test('the folder that an image is built from has to be chosen, unless it is an address', () => {
  const building = (path: string) => ({ environment: { build: { path } } })
  expect(missingFiles(building('./src'), new Map())[0]).toMatchObject({ path: ['environment', 'build', 'path'] })
  expect(missingFiles(building('./src'), new Map([['src', src]]))).toEqual([])
  expect(missingFiles(building('https://example.com/context'), new Map())).toEqual([])
})

test('what cannot be uploaded from here is said before anything is sent', () => {
  expect(missingFiles({ environment: 'file:env.yml' }, new Map())[0]?.message).toMatch(/choose the file/)
})

test('a picked folder keeps the path that names it already', () => {
  expect(pathForPick('../../src/', src)).toBe('../../src/')
  expect(pathForPick('./other', src)).toBe('./src')
  expect(pathForPick('', src)).toBe('./src')
  expect(pathForPick('azureml:code:1', src)).toBe('./src')
  expect(pathForPick('data/iris.csv', localFile(new File([''], 'iris.csv')))).toBe('data/iris.csv')
})
