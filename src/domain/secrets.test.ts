import { expect, test } from 'vitest'
import { looksSecret } from './secrets.ts'

test('names tell a secret', () => {
  for (const name of [
    'PASSWORD',
    'DB_PASSWORD_PROD',
    'clientSecret',
    'HF_TOKEN',
    'API_KEY',
    'STORAGE_ACCOUNT_KEY',
    'AzureConnectionString',
  ])
    expect([name, looksSecret(name, 'correct horse')]).toEqual([name, true])
})

test('values tell a secret, whatever their name', () => {
  for (const value of [
    'hf_abcdefghijklmnopqrstuv',
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc==',
    'https://a.blob.core.windows.net/c?sv=2022&sig=abcdefghijklmnopqrstuvwxyz%3D',
    '-----BEGIN RSA PRIVATE KEY-----\nabc',
    'postgres://me:hunter2@db/x',
  ])
    expect([value, looksSecret('SETTING', value)]).toEqual([value, true])
})

test('most variables are none', () => {
  for (const [name, value] of [
    ['TOKENIZERS_PARALLELISM', 'false'],
    ['TOKEN_LIMIT', '512'],
    ['MAX_TOKENS', '512'],
    ['SORT_KEY', 'name'],
    ['SECRET_SCAN', 'true'],
    ['API_KEY', '${{inputs.key}}'],
    ['PASSWORD', ''],
    ['MLFLOW_TRACKING_URI', 'https://example.org/path'],
  ] as const)
    expect([name, looksSecret(name, value)]).toEqual([name, false])
})
