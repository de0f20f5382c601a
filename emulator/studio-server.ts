import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Origins } from './contracts.ts'
import { isOwnHost } from './own-host.ts'
import { pathOf } from './planes.ts'
import { securityHeaders, studioConfig } from './studio-config.ts'

/** Where the studio's files come from: a built folder, a dev server that answers in its own way, or nowhere. */
export type StudioSource =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'folder'; dir: string }>
  | Readonly<{
      kind: 'dev'
      /** Called once with the server, for the dev server's own socket. */
      connect: (server: Server) => Promise<Handler>
    }>

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.yml': 'text/yaml; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
}

/** The server of the studio's own origin: static files, `/config.json` and the headers of a production host. */
export async function createStudioServer(origins: Origins, source: StudioSource): Promise<Server> {
  const headers = securityHeaders(origins, source.kind === 'dev')
  const server = createServer()
  const serveSource = await handlerOf(source, server)

  server.on('request', (request, response) => {
    if (!isOwnHost(request.headers.host, origins.studio))
      return refuse(response, 421, 'This server answers for localhost only.')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    // The sign-in returns to the studio's own name, so a page opened by number could never finish it.
    if (request.headers.host !== new URL(origins.studio).host) {
      response.writeHead(307, { location: `${origins.studio}${request.url ?? '/'}` }).end()
    } else if (pathOf(request.url ?? '/') === '/config.json') {
      response.writeHead(200, { 'content-type': contentTypes['.json'], 'cache-control': 'no-store' })
      response.end(JSON.stringify(studioConfig(origins)))
    } else serveSource(request, response)
  })
  return server
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

function handlerOf(source: StudioSource, server: Server): Handler | Promise<Handler> {
  if (source.kind === 'dev') return source.connect(server)
  if (source.kind === 'folder') return serveFolder(source.dir)
  return (_request, response) => refuse(response, 404, 'This server was started without the studio.')
}

/** Serves a built folder. Paths without an ending are the studio's own routes and get its one page. */
function serveFolder(dir: string): Handler {
  return (request, response) => {
    answerFile(dir, request, response).catch((error: NodeJS.ErrnoException) => {
      // A browser that went away is no error.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') process.stderr.write(`${request.url}: ${error.message}\n`)
      response.destroy()
    })
  }
}

async function answerFile(dir: string, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'Only GET and HEAD are served here.')
  const urlPath = decodedPath(request.url ?? '/')
  if (urlPath === undefined) return refuse(response, 400, 'The path is malformed.')
  const isAsset = urlPath.startsWith('/assets/')
  const isPage = path.posix.extname(urlPath) === '' || (!isAsset && request.headers.accept?.includes('text/html'))
  const index = path.join(dir, 'index.html')
  // A version in a route may hold a dot (`/version/1.0`), so a page that is no file may still be a route.
  const file = (await fileAt(path.join(dir, urlPath))) ?? (isPage ? await fileAt(index) : undefined)
  if (!file?.path.startsWith(dir + path.sep)) return refuse(response, 404, 'There is no such file.')

  const packed = await packedFile(file, request)
  response.setHeader('content-type', contentTypes[path.extname(file.path)] ?? 'application/octet-stream')
  // Names under /assets/ carry a hash of their content; everything else may change with the next build.
  response.setHeader('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.setHeader('vary', 'accept-encoding')
  if (packed) response.setHeader('content-encoding', packed.encoding)
  const { path: filePath, size } = packed?.file ?? file
  response.setHeader('content-length', size)
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(filePath), response)
}

type FoundFile = { path: string; size: number }

async function fileAt(filePath: string): Promise<FoundFile | undefined> {
  const info = await stat(filePath).catch(() => undefined)
  return info?.isFile() ? { path: filePath, size: info.size } : undefined
}

/** The compressed twin that the build left beside a file, if the browser takes it. */
async function packedFile({ path: filePath }: FoundFile, { headers }: IncomingMessage) {
  for (const [encoding, ending] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ] as const) {
    if (!(headers['accept-encoding'] ?? '').includes(encoding)) continue
    const file = await fileAt(filePath + ending)
    if (file) return { encoding, file }
  }
  return undefined
}

function decodedPath(url: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathOf(url))
    return decoded.includes('\0') ? undefined : path.posix.normalize(decoded)
  } catch {
    return undefined
  }
}

function refuse(response: ServerResponse, status: number, message: string) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`)
}
