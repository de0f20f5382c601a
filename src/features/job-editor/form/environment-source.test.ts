import { expect, test } from 'vitest'
import { environmentSource, namedParts, registryParts, registryReference } from './environment-source.ts'

const sourceOf = (text: string) => environmentSource(text, [], false)

test('an environment tells where it comes from', () => {
  expect(['', 'azureml:', 'azureml:mine:1', 'azureml:mine@latest'].map(sourceOf)).toEqual(
    Array.from({ length: 4 }, () => 'workspace'),
  )
  expect(sourceOf('azureml:AzureML-sklearn:1')).toBe('curated')
  expect(sourceOf('azureml://registries/azureml/environments/')).toBe('registry')
  expect(sourceOf('azureml:/subscriptions/s')).toBe('other')
  expect(sourceOf('file:env.yml')).toBe('other')
  expect(environmentSource('', ['image'], true)).toBe('image')
  expect(environmentSource('', ['image', 'conda_file'], true)).toBe('conda')
  expect(environmentSource('', ['build'], true)).toBe('build')
})

test('name and version are read while they are being typed', () => {
  expect(namedParts('azureml:mine:18.04:2')).toEqual({ name: 'mine', version: ':18.04:2' })
  expect(namedParts('azureml:mine')).toEqual({ name: 'mine', version: '' })
})

test('a reference into a registry comes back', () => {
  for (const version of ['', '12']) {
    const parts = { registry: 'azureml', name: 'sklearn-1.5', version }
    expect(registryParts(registryReference(parts))).toEqual(parts)
  }
  expect(registryParts('azureml://registries/azureml/environments/')).toEqual({
    registry: 'azureml',
    name: '',
    version: '',
  })
})
