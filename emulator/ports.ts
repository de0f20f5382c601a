import { createServer, type Server } from 'node:net'
import { StartError } from './start-error.ts'

export type Ports = Readonly<{ studio: number; cloud: number; blob: number }>

export const loopbackAddress = '127.0.0.1'

/**
 * Finds out the three ports before anything starts: addresses go into settings, and a port in use must be reported
 * before the data folder is touched.
 * @param first the studio's port, cloud and blob follow it; 0 for any three free ones
 * @throws StartError 4 naming the port in use
 */
export async function reservePorts(first: number): Promise<Ports> {
  const wanted = first === 0 ? [0, 0, 0] : [first, first + 1, first + 2]
  const [studio = 0, cloud = 0, blob = 0] = await lookAt(wanted, first)
  return { studio, cloud, blob }
}

/** Ports that nobody listens on at this moment. */
export const freePorts = (count: number): Promise<number[]> =>
  lookAt(
    Array.from({ length: count }, () => 0),
    0,
  )

async function lookAt(ports: readonly number[], first: number): Promise<number[]> {
  const held: Server[] = []
  try {
    // All are held at once, or port 0 could give the same one twice.
    for (const port of ports) held.push(await hold(port, first))
    return held.map(portOf)
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  }
}

function hold(port: number, first: number): Promise<Server> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port, first)))
    server.listen(port, loopbackAddress, () => resolve(server))
  })
}

function portError(error: NodeJS.ErrnoException, port: number, first: number): StartError {
  const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${error.code ?? error.message})`
  return new StartError(
    4,
    `Port ${port} ${reason}; pass --port N with N, N+1 and N+2 free (asked for ${first}), or --port 0.`,
  )
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A listening TCP server has a port.')
  return address.port
}
