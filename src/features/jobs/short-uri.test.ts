import { expect, test } from 'vitest'
import { shortUri } from './short-uri.ts'

test('an address is shown without the workspace it spells out', () => {
  const uri = 'azureml://subscriptions/s/resourcegroups/rg/workspaces/ws/datastores/workspaceblobstore/paths/iris.csv'
  expect(shortUri(uri)).toBe('azureml://datastores/workspaceblobstore/paths/iris.csv')
  expect(shortUri('https://example.com/iris.csv')).toBe('https://example.com/iris.csv')
})

test('a signature is not shown', () => {
  expect(shortUri('https://a.blob.core.windows.net/c/f?sv=1&sig=s3cr%2Bt&se=2')).toBe(
    'https://a.blob.core.windows.net/c/f?sv=1&sig=…&se=2',
  )
})
