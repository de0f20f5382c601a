import { connect, type Socket } from 'node:net'

/** What to call, over connections that stay open, each with one request under way. */
export type LoadRequest = Readonly<{
  url: string
  token: string
  connections: number
  /** GET again and again for as long. */
  seconds?: number
  /** POST each of these once. */
  bodies?: readonly string[]
}>

export type LoadResult = Readonly<{ requests: number; seconds: number; p99Ms: number }>

/**
 * Calls by hand-written HTTP: a client that costs as much as the server would measure itself.
 * @throws when an answer is none of the 2xx
 */
async function run({ url, token, connections, seconds, bodies }: LoadRequest): Promise<LoadResult> {
  const { hostname, port, host, pathname, search } = new URL(url)
  const head = `${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n`
  const get = Buffer.from(`GET ${head}\r\n`)
  const post = (body: string) =>
    `POST ${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

  const begun = performance.now()
  const until = begun + (seconds ?? 0) * 1000
  const queue = bodies?.values()
  const next = () => {
    if (!queue) return performance.now() < until ? get : undefined
    const body = queue.next()
    return body.done ? undefined : post(body.value)
  }
  const times: number[] = []
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(Number(port), hostname).setNoDelay(true)
      const exchange = exchanger(socket)
      for (let request = next(); request !== undefined; request = next()) {
        const sent = performance.now()
        await exchange(request)
        times.push(performance.now() - sent)
      }
      socket.destroy()
    }),
  )
  times.sort((a, b) => a - b)
  return {
    requests: times.length,
    seconds: (performance.now() - begun) / 1000,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
  }
}

/** @returns a function that sends a request and waits for the whole of its answer, which must have a length */
function exchanger(socket: Socket) {
  let text = ''
  let answered = Promise.withResolvers<void>()
  socket.on('error', (error) => answered.reject(error))
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    const length = Number(/^content-length: (\d+)/im.exec(text)?.[1])
    if (end < 0 || text.length < end + 4 + length) return
    if (text.startsWith('HTTP/1.1 2')) answered.resolve()
    else answered.reject(new Error(text))
  })
  return (request: Buffer | string): Promise<void> => {
    text = ''
    answered = Promise.withResolvers()
    socket.write(request)
    return answered.promise
  }
}

process.once('message', (request) => {
  // bench.ts sends nothing else.
  void run(request as LoadRequest).then((result) => process.send?.(result))
})
