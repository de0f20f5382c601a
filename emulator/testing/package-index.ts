import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'

/** A package index of wheels in a folder, on loopback, that answers when a test wants it to. */
export type PackageIndex = Readonly<{
  /** For `PIP_INDEX_URL`. */
  url: string
  /** Paths that were asked for, in order. */
  asked: readonly string[]
  /** Keeps those waiting who ask for a package from here on. @returns what lets them go on */
  hold: () => () => void
  close: () => Promise<void>
}>

/** https://packaging.python.org/specifications/simple-repository-api/ */
export async function startPackageIndex(folder: string): Promise<PackageIndex> {
  const asked: string[] = []
  let gate = Promise.resolve()

  async function list(path: string, response: ServerResponse) {
    // Whoever wants to know whether there is an index hears so at once.
    if (path !== '/simple/') await gate
    const wheels = existsSync(folder) ? readdirSync(folder) : []
    const name = basename(path).replaceAll('-', '_')
    const found = wheels.filter((wheel) => wheel.startsWith(`${name}-`))
    response.writeHead(found.length > 0 ? 200 : 404, { 'content-type': 'text/html' })
    response.end(found.map((wheel) => `<a href="/files/${wheel}">${wheel}</a>`).join('\n'))
  }

  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    asked.push(path)
    if (path.startsWith('/files/')) response.end(readFileSync(join(folder, basename(path))))
    else void list(path, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has one.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/simple/`,
    asked,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
