import { expect, test } from 'vitest'
import { isRegionalAddress, regionalAddress } from './cloud.ts'

test('each cloud has its own data plane, a local one has none to guess', () => {
  expect(regionalAddress('public', 'eastus')).toBe('https://eastus.api.azureml.ms')
  expect(regionalAddress('usgov', 'usgovvirginia')).toBe('https://usgovvirginia.api.ml.azure.us')
  expect(regionalAddress('local', 'eastus')).toBeUndefined()
})

test.each([
  ['public', 'https://eastus.api.azureml.ms', true],
  ['public', 'https://eastus.api.azureml.ms.evil.example', false],
  ['public', 'https://evilapi.azureml.ms', false],
  ['public', 'http://eastus.api.azureml.ms', false],
  ['public', 'https://eastus.api.ml.azure.us', false],
  ['local', 'https://eastus.api.azureml.ms', false],
  ['public', 'nonsense', false],
] as const)('in the %s cloud a token may go to %s: %s', (cloud, address, expected) => {
  expect(isRegionalAddress(cloud, address)).toBe(expected)
})
