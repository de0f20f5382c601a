import { describe, expect, test } from 'vitest'
import { localAsset, localFile } from '../../domain/local-files.ts'
import { environmentFileOf, pickedFileAt, withEnvironment } from './environment-file.ts'

const job = `command: ls
# what it runs in
environment: file:envs/env.yml
compute: azureml:cpu-cluster # the small one
`
const inPlace = (content: string, text = job) => {
  const file = environmentFileOf(text)
  if (!file) throw new Error('The job of a test names a file.')
  return withEnvironment(text, file, content)
}

test('only an environment in a file of its own is one', () => {
  expect(environmentFileOf(job)).toEqual({ at: ['environment'], path: 'envs/env.yml' })
  expect(environmentFileOf(`type: sweep\ntrial:\n  environment: file:env.yml\n`)).toEqual({
    at: ['trial', 'environment'],
    path: 'env.yml',
  })
  expect(environmentFileOf('environment: azureml:e:1')).toBeUndefined()
  expect(environmentFileOf('environment: {image: python}')).toBeUndefined()
  expect(environmentFileOf('environment: [')).toBeUndefined()
})

test('what the file holds takes the place of its reference, comments included', () => {
  expect(inPlace('# ours\nimage: python:3.12 # slim would do\n')).toBe(`command: ls
# what it runs in
environment:
  # ours
  image: python:3.12 # slim would do
compute: azureml:cpu-cluster # the small one
`)
})

test('local paths in the file are those of the job from then on', () => {
  const text = inPlace('image: python\nconda_file: ./conda.yml\n')
  expect(text).toContain('conda_file: ./envs/conda.yml')
  expect(inPlace('build:\n  path: docker\n')).toContain('path: ./envs/docker')
  expect(inPlace('build:\n  path: https://github.com/me/env\n')).toContain('path: https://github.com/me/env')
})

test('the file is found among what was picked for other paths', async () => {
  const files = [{ path: 'envs/env.yml', file: new Blob(['image: python']) }]
  const code = localAsset({ name: 'src', kind: 'folder', files, ignoreTexts: {} })
  expect(await pickedFileAt(new Map([['src', code]]), './src/envs/env.yml')?.text()).toBe('image: python')
  expect(await pickedFileAt(new Map([['', code]]), 'envs/env.yml')?.text()).toBe('image: python')
  expect(await pickedFileAt(new Map([['e.yml', localFile(new File(['x'], 'e.yml'))]]), './e.yml')?.text()).toBe('x')
  expect(pickedFileAt(new Map([['src', code]]), 'src2/envs/env.yml')).toBeUndefined()
})

describe('a file that is none', () => {
  test('is said to be none, with the line', () => {
    expect(() => inPlace('image: python\nconda: x\n')).toThrow(/^envs\/env.yml holds no environment .* Line 2: /)
    expect(() => inPlace('[')).toThrow('Line 1')
  })
})
