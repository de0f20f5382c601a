import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { browserArgs, ensureBrowser } from '../e2e/support/browser.ts'

/** What the page asked a server for. */
export type ReadByPage = { url: string; range: string | undefined; bytes: number }

type Message = { id?: number; method?: string; params?: never; result?: never; error?: { message: string } }

/**
 * A Chromium with one page, driven by the DevTools protocol alone. Playwright makes the browser keep the body of every
 * answer, in the very process whose memory is to be measured.
 */
export async function openBenchBrowser() {
  const profile = await mkdtemp(join(tmpdir(), 'trainyard-bench-'))
  const args = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1280,900']
  const browser = spawn(ensureBrowser(), [...browserArgs, ...args, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const endpoint = await new Promise<string>((resolve, reject) => {
    browser.once('exit', () => reject(new Error('Chromium ended before it could be driven.')))
    createInterface(browser.stderr).on('line', (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  const targets = (await (await fetch(new URL('/json/list', endpoint.replace('ws:', 'http:')))).json()) as {
    type: string
    webSocketDebuggerUrl: string
  }[]
  const page = await connect(targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '')
  const whole = await connect(endpoint)

  const reads = new Map<string, ReadByPage>()
  page.on('Network.requestWillBeSent', ({ requestId, request }: { requestId: string; request: RequestSent }) => {
    if (request.method !== 'GET') return
    reads.set(requestId, { url: request.url, range: request.headers['range'] ?? request.headers['Range'], bytes: 0 })
  })
  page.on('Network.loadingFinished', (end: { requestId: string; encodedDataLength: number }) => {
    const read = reads.get(end.requestId)
    if (read) read.bytes = end.encodedDataLength
  })
  await page.send('Network.enable', { maxTotalBufferSize: 1, maxResourceBufferSize: 1 })
  await page.send('Page.enable')

  /** Runs an expression in the page and waits for what it promises. */
  async function evaluate<T>(expression: string): Promise<T> {
    type Answer = { result: { value: T }; exceptionDetails?: { exception?: { description?: string } } }
    const { result, exceptionDetails } = await page.send<Answer>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'The page threw.')
    return result.value
  }

  /** Waits, in the page, for an expression to be true. @returns milliseconds that it took on the page it came true on */
  async function until(condition: string): Promise<number> {
    const wait = `new Promise((resolve, reject) => {
      const begun = performance.now()
      const look = () => {
        const ms = performance.now() - begun
        if (${condition}) resolve(ms)
        else if (ms > 60000) reject(new Error('Still not so: ' + ${JSON.stringify(condition)}))
        else requestAnimationFrame(look)
      }
      look()
    })`
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- a page that leads on to another one is asked again there
        return await evaluate<number>(wait)
      } catch (error) {
        if (!/navigated|context/i.test(String(error))) throw error
      }
    }
  }

  return {
    send: page.send,
    evaluate,
    reads: () => [...reads.values()],
    async goto(url: string) {
      await page.send('Page.navigate', { url })
    },
    until,
    /** Memory of the page's process in megabytes: all of it, and what of it is no mapped file. */
    async memory(): Promise<{ resident: number; own: number }> {
      const { processInfo } = await whole.send<{ processInfo: { type: string; id: number }[] }>(
        'SystemInfo.getProcessInfo',
      )
      const each = await Promise.all(
        processInfo
          .filter(({ type }) => type === 'renderer')
          .map(async ({ id }) => {
            const status = await readFile(`/proc/${id}/status`, 'utf8')
            const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
            return { resident: field('VmRSS'), own: field('RssAnon') }
          }),
      )
      // The browser keeps spare processes, which are smaller.
      return each.toSorted((a, b) => b.resident - a.resident)[0] ?? { resident: 0, own: 0 }
    },
    async close() {
      const ended = once(browser, 'exit')
      browser.kill('SIGTERM')
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

export type BenchBrowser = Awaited<ReturnType<typeof openBenchBrowser>>

type RequestSent = { url: string; method: string; headers: Readonly<Record<string, string>> }

async function connect(url: string) {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  const handlers = new Map<string, (params: never) => void>()
  let nextId = 1
  socket.addEventListener('message', ({ data }) => {
    // The protocol names the shapes.
    const { id, method, params, result, error } = JSON.parse(String(data)) as Message
    if (id === undefined) {
      if (method !== undefined && params !== undefined) handlers.get(method)?.(params)
      return
    }
    const one = waiting.get(id)
    waiting.delete(id)
    if (error) one?.reject(new Error(error.message))
    else one?.resolve(result as never)
  })
  return {
    send: <T = unknown>(method: string, params: object = {}): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const id = nextId++
        waiting.set(id, { resolve, reject })
        socket.send(JSON.stringify({ id, method, params }))
      }),
    on: (method: string, handler: (params: never) => void) => {
      handlers.set(method, handler)
    },
  }
}
