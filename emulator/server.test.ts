import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseStartArgs } from './args.ts'
import { startEmulator, type ReadyInfo } from './server.ts'
import { startTestEmulator, workspaceId } from './testing/test-emulator.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trainyard-server-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('flags', () => {
  test('have defaults, and 0 means free ports', () => {
    expect(parseStartArgs([])).toMatchObject({ port: 4280, dataDir: path.resolve('.trainyard'), reset: false })
    expect(parseStartArgs(['--port', '0', '--reset'])).toMatchObject({ port: 0, reset: true })
  })

  test.each([['--port', 'abc'], ['--port', '65535'], ['--unknown'], ['extra']])(
    '%s %s is refused with exit code 2',
    (...argv) => {
      expect(() => parseStartArgs(argv)).toThrow(expect.objectContaining({ exitCode: 2 }))
    },
  )
})

describe('the data folder', () => {
  test('belongs to one emulator at a time', async () => {
    const first = await startTestEmulator()
    const second = startEmulator({ dataDir: first.dataDir, port: 0 })
    await expect(second).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('in use') })
    await first.dispose()
  })

  test('is never one that holds something else, least of all to empty it', async () => {
    const foreign = path.join(folder, 'foreign')
    await mkdir(foreign)
    await writeFile(path.join(foreign, 'thesis.txt'), 'years of work')
    const start = startEmulator({ dataDir: foreign, port: 0, reset: true })
    await expect(start).rejects.toMatchObject({ exitCode: 3 })
    expect(readdirSync(foreign)).toEqual(['thesis.txt'])
  })

  test('may hold wheels before the first start, and keeps them through a reset', async () => {
    const dataDir = path.join(folder, 'with-wheels')
    await mkdir(path.join(dataDir, 'wheels'), { recursive: true })
    await writeFile(path.join(dataDir, 'wheels', 'mine.whl'), '')
    const first = await startTestEmulator({ dataDir })
    await first.close()
    const second = await startTestEmulator({ dataDir, reset: true })
    expect(readdirSync(path.join(dataDir, 'wheels'))).toEqual(['mine.whl'])
    await second.dispose()
  })

  test('that cannot be written is refused', async () => {
    await writeFile(path.join(folder, 'file'), '')
    const start = startEmulator({ dataDir: path.join(folder, 'file', 'below'), port: 0 })
    await expect(start).rejects.toMatchObject({ exitCode: 3 })
  })

  test('is kept over a restart and emptied by reset', async () => {
    const first = await startTestEmulator()
    const model = `${workspaceId}/models/m/versions/1`
    await first.call('PUT', model, { body: { properties: { modelUri: 'https://example.test/m' } } })
    await first.close()
    const second = await startTestEmulator({ dataDir: first.dataDir })
    expect((await second.call('GET', model)).status).toBe(200)
    await second.close()
    const third = await startTestEmulator({ dataDir: first.dataDir, reset: true })
    expect((await third.call('GET', model)).status).toBe(404)
    await third.dispose()
  })
})

test('a port in use is named, and nothing is left behind', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  const address = blocker.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const dataDir = path.join(folder, 'unused')
  await expect(startEmulator({ dataDir, port })).rejects.toMatchObject({
    exitCode: 4,
    message: expect.stringContaining(`Port ${port} is in use`),
  })
  expect(existsSync(dataDir)).toBe(false)
  blocker.close()
})

describe('the studio', () => {
  test('is served with its routes, its configuration and strict headers', async () => {
    const dir = path.join(folder, 'dist')
    await mkdir(path.join(dir, 'assets'), { recursive: true })
    await writeFile(path.join(dir, 'index.html'), '<title>studio</title>')
    await writeFile(path.join(dir, 'assets/app-1a2b.js'), 'let plain')
    await writeFile(path.join(dir, 'assets/app-1a2b.js.br'), 'packed')
    const emulator = await startTestEmulator({ studio: { kind: 'folder', dir } })
    const get = (url: string, headers: Record<string, string> = {}) =>
      fetch(`${emulator.ready.studio}${url}`, {
        headers: { 'accept-encoding': 'identity', ...headers },
        redirect: 'manual',
      })
    try {
      for (const route of ['/', '/runs/train-1?wsid=/subscriptions/s', '/environments/e/version/2']) {
        const page = await get(route)
        expect(await page.text()).toBe('<title>studio</title>')
        expect(page.headers.get('cache-control')).toBe('no-cache')
        const policy = page.headers.get('content-security-policy')
        expect(policy).toContain(`connect-src 'self' ${emulator.ready.arm} ${emulator.ready.blob}`)
      }
      expect((await get('/environments/e/version/1.0', { accept: 'text/html' })).status).toBe(200)
      expect((await get('/samples/missing.csv')).status).toBe(404)
      expect((await get('/assets/gone-3c4d.js', { accept: 'text/html' })).status).toBe(404)
      expect((await get('/..%2f..%2fetc/passwd.txt')).status).toBe(404)

      const asset = await get('/assets/app-1a2b.js')
      expect(asset.headers.get('cache-control')).toContain('immutable')
      expect(await asset.text()).toBe('let plain')
      expect(
        (await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' })).headers.get('content-encoding'),
      ).toBe('br')

      const config = (await (await get('/config.json')).json()) as { arm: { baseUrl: string } }
      expect(config.arm.baseUrl).toBe(emulator.ready.arm)
      const byNumber = await fetch(emulator.ready.studio.replace('localhost', '127.0.0.1') + '/jobs', {
        redirect: 'manual',
      })
      expect(byNumber.headers.get('location')).toBe(`${emulator.ready.studio}/jobs`)
    } finally {
      await emulator.dispose()
    }
  })
})

describe('as a process', () => {
  const script = fileURLToPath(new URL('testing/run-emulator.ts', import.meta.url))

  async function readyOf(child: ChildProcess): Promise<ReadyInfo> {
    if (!child.stdout) throw new Error('The child was started without a pipe.')
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    expect(line).toMatch(/^ready \{/)
    return JSON.parse(line.slice('ready '.length)) as ReadyInfo
  }
  const isUp = (url: string) =>
    fetch(url).then(
      () => true,
      () => false,
    )

  test('it says ready and ends cleanly on SIGTERM', async () => {
    const child = spawn(process.execPath, [script, path.join(folder, 'term')], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ready = await readyOf(child)
    expect(Object.keys(ready)).toEqual([
      'studio',
      'arm',
      'login',
      'blob',
      'dataDir',
      'tenantId',
      'subscriptionId',
      'resourceGroup',
      'workspace',
    ])
    expect(await isUp(ready.arm)).toBe(true)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(await isUp(ready.arm)).toBe(false)
  })

  test('it ends when the shell that started it was killed, as npm is', async () => {
    const dataDir = path.join(folder, 'orphan')
    const command = `"${process.execPath}" "${script}" "${dataDir}"; true`
    const shell = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ready = await readyOf(shell)
    shell.kill('SIGKILL')
    await expect.poll(() => isUp(ready.arm), { timeout: 10_000 }).toBe(false)
    await expect
      .poll(
        async () =>
          startEmulator({ dataDir, port: 0 }).then(
            (again) => again.close().then(() => 'free'),
            () => 'held',
          ),
        { timeout: 10_000 },
      )
      .toBe('free')
  })
})
