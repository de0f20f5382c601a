import { expect, test } from 'vitest'
import { withoutSecrets } from './without-secrets.ts'

test('an address loses its signature and keeps what it leads to', () => {
  const url = 'https://store.blob.core.windows.net/azureml/ExperimentRun/dcid.x/user_logs/std_log.txt'
  const details = { logFiles: { 'user_logs/std_log.txt': `${url}?sv=2023-11-03&se=2026-01-01&sr=b&sp=r&sig=a%2Fb%3D` } }
  expect(withoutSecrets(details)).toEqual({ logFiles: { 'user_logs/std_log.txt': `${url}?(removed)` } })
  const inText = `curl "${url}?sp=r&sig=abc" -o log.txt`
  expect(withoutSecrets({ command: inText })).toEqual({ command: `curl "${url}?(removed)" -o log.txt` })
})

test('an address without a signature stays whole', () => {
  const services = { Studio: { endpoint: 'http://localhost/runs/a?wsid=/subscriptions/s&tid=t' } }
  expect(withoutSecrets(services)).toEqual(services)
})

test('tokens and what looks like a secret are taken out, wherever they stand', () => {
  const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luIn0.signature`
  expect(
    withoutSecrets({
      token: 'abc',
      tokenExpiryTimeUtc: '2026-01-01T00:00:00Z',
      environmentVariables: { API_KEY: 'k-123', EPOCHS: '5' },
      list: [{ value: jwt }, 'plain'],
      count: 3,
      nothing: null,
    }),
  ).toEqual({
    token: '(removed)',
    tokenExpiryTimeUtc: '2026-01-01T00:00:00Z',
    environmentVariables: { API_KEY: '(removed)', EPOCHS: '5' },
    list: [{ value: '(removed)' }, 'plain'],
    count: 3,
    nothing: null,
  })
})
