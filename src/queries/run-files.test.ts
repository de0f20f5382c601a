import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ArmError } from '../api/arm-error.ts'
import { logReader, withSignedUrl } from './run-files.ts'
import { setUpFakeAzure, testWorkspace } from './testing/fake-azure.ts'

afterEach(() => vi.unstubAllGlobals())

const refusal = (status: number) => new ArmError('refused', { status, code: 'AuthenticationFailed', requestId: 'r' })

describe('a signed address', () => {
  const urls = (refused?: string) => Promise.resolve(refused === 'old' ? 'new' : 'old')

  test('is used as it is while it is good', async () => {
    expect(await withSignedUrl(urls, (url) => Promise.resolve(url))).toBe('old')
  })

  test('is renewed once it has expired', async () => {
    const read = (url: string) => (url === 'old' ? Promise.reject(refusal(403)) : Promise.resolve(url))
    expect(await withSignedUrl(urls, read)).toBe('new')
  })

  test('is not renewed for ever: a firewall answers 403 too', async () => {
    const tried: string[] = []
    const read = (url: string) => {
      tried.push(url)
      return Promise.reject(refusal(403))
    }
    await expect(withSignedUrl(urls, read)).rejects.toMatchObject({ status: 403 })
    expect(tried).toEqual(['old', 'new'])
  })

  test('is not to blame for a file that is gone', async () => {
    const tried: string[] = []
    const read = (url: string) => {
      tried.push(url)
      return Promise.reject(refusal(404))
    }
    await expect(withSignedUrl(urls, read)).rejects.toMatchObject({ status: 404 })
    expect(tried).toEqual(['old'])
  })
})

describe('logs whose addresses have expired', () => {
  const job = { workspace: testWorkspace, jobName: 'train' }
  const names = ['user_logs/a.txt', 'user_logs/b.txt', 'user_logs/c.txt']

  test('are read by one renewal, however many reads found out', async () => {
    let signature = 0
    const requests = setUpFakeAzure(({ path }) => {
      if (!path.endsWith('/runs/train/details')) return undefined
      signature += 1
      const logFiles = names.map((name) => [name, `https://store.test/${name}?sig=${signature}`])
      return { body: { runId: 'train', logFiles: Object.fromEntries(logFiles) } }
    })
    const answers: string[] = []
    vi.stubGlobal('fetch', (input: URL | string) => {
      const { pathname, searchParams } = new URL(input)
      answers.push(`${pathname} ${searchParams.get('sig')}`)
      const expired = searchParams.get('sig') === '1'
      return Promise.resolve(new Response(expired ? '{}' : 'text', { status: expired ? 403 : 200 }))
    })
    const client = new QueryClient()
    const readers = names.map((name) => logReader(client, job, name))
    const reads = await Promise.all(readers.map((read) => read({ range: { from: 0 } })))
    expect(reads.map(({ kind }) => kind)).toEqual(['bytes', 'bytes', 'bytes'])
    expect(answers.filter((answer) => answer.endsWith(' 2'))).toHaveLength(3)
    expect(requests.filter(({ path }) => path.endsWith('/details'))).toHaveLength(2)
  })
})
