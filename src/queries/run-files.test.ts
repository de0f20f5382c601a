import { describe, expect, test } from 'vitest'
import { ArmError } from '../api/arm-error.ts'
import { withSignedUrl } from './run-files.ts'

const refusal = (status: number) => new ArmError('refused', { status, code: 'AuthenticationFailed', requestId: 'r' })

describe('a signed address', () => {
  const urls = (renew: boolean) => Promise.resolve(renew ? 'new' : 'old')

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
