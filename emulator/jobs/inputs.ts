import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { locateSample } from '../blob/samples.ts'
import type { EmulatorContext } from '../context.ts'
import type { BlobStore } from '../contracts.ts'
import { allBlobs, type DataLocation, locateData } from './data-location.ts'
import { JobError } from './job-error.ts'

/** An input as the job routes have stored it; nulls of the wire are gone. */
export type JobInput =
  { jobInputType: 'literal'; value: string } | { jobInputType: string; uri: string; mode?: string | null }

export type Fetching = Readonly<{
  ctx: Pick<EmulatorContext, 'resources' | 'blobs' | 'settings'>
  workspaceId: string
  signal: AbortSignal
  /** Writes what happened to the system's log. */
  note(text: string): void
  /** The same for what the reader of the job's own log should see, too. */
  warn(text: string): void
}>

/** Until an address on the web begins to answer. */
const answerTimeoutMs = 10_000

/**
 * Brings an input to disk.
 * @returns what stands for the input in the command: a literal's value, or the local path of the file or folder
 * @throws JobError when it cannot be had
 */
export async function fetchInput(fetching: Fetching, name: string, input: JobInput, folder: string): Promise<string> {
  if ('value' in input) return input.value
  if (input.mode === 'Direct') return input.uri
  const isModel = input.jobInputType.endsWith('_model')
  const place = locateData(fetching.ctx, fetching.workspaceId, input.uri, isModel ? 'models' : 'data')
  const target = `${folder}/${name}`
  if (place.kind === 'web') {
    if (input.jobInputType !== 'uri_file') {
      throw new JobError(`Input '${name}': a folder on the web cannot be listed. Use uri_file, or upload it first.`)
    }
    return await download(fetching, place.url, target, name)
  }
  const file = input.jobInputType === 'uri_file' || (isModel && fetching.ctx.blobs.get(place.container, place.name))
  if (!file) {
    const count = await copyFolder(fetching, place, target)
    if (count === 0) throw new JobError(`Input '${name}': there is nothing at '${input.uri}'.`)
    fetching.note(`Input '${name}': ${count} file(s) from ${input.uri}`)
    return target
  }
  if (!fetching.ctx.blobs.get(place.container, place.name)) {
    throw new JobError(`Input '${name}': there is no file at '${input.uri}'.`)
  }
  const path = inside(target, basename(place.name))
  await copyBlob(fetching.ctx.blobs, place.container, place.name, path, fetching.signal)
  fetching.note(`Input '${name}': ${input.uri}`)
  return path
}

/**
 * Copies all blobs of a folder.
 * @returns their number
 */
export async function copyFolder(
  { ctx, signal }: Pick<Fetching, 'ctx' | 'signal'>,
  place: Extract<DataLocation, { kind: 'blob' }>,
  target: string,
): Promise<number> {
  const prefix = place.name === '' || place.name.endsWith('/') ? place.name : `${place.name}/`
  await mkdir(target, { recursive: true })
  let count = 0
  for (const blob of allBlobs(ctx.blobs, place.container, prefix)) {
    const relative = blob.name.slice(prefix.length)
    // Some tools mark a folder by an empty blob of its name.
    if (relative === '' || relative.endsWith('/')) continue
    await copyBlob(ctx.blobs, place.container, blob.name, inside(target, relative), signal)
    count += 1
  }
  return count
}

async function copyBlob(blobs: BlobStore, container: string, name: string, path: string, signal: AbortSignal) {
  await mkdir(dirname(path), { recursive: true })
  await pipeline(blobs.read(container, name), createWriteStream(path), { signal })
}

/** A blob may be named `../x`; its file may not. */
function inside(folder: string, relative: string): string {
  const path = resolve(folder, relative)
  if (!path.startsWith(folder + sep)) throw new JobError(`The name '${relative}' leads out of the job's folder.`)
  return path
}

async function download({ signal, note, warn }: Fetching, url: string, target: string, name: string): Promise<string> {
  const path = inside(target, fileNameOf(url))
  await mkdir(target, { recursive: true })
  try {
    await pipeline(await openWeb(url, signal), createWriteStream(path), { signal })
    note(`Input '${name}': downloaded ${url}`)
  } catch (error) {
    const sample = signal.aborted ? undefined : locateSample(url)
    if (sample === undefined) {
      signal.throwIfAborted()
      throw new JobError(`Input '${name}': '${withoutQuery(url)}' could not be downloaded: ${reasonOf(error)}.`)
    }
    await pipeline(createReadStream(sample), createWriteStream(path), { signal })
    warn(`Input '${name}': ${url} was not reached (${reasonOf(error)}), the copy that comes with Trainyard is used.`)
  }
  return path
}

async function openWeb(url: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(new Error(`no answer in ${answerTimeoutMs / 1000} s`)), answerTimeoutMs)
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, timeout.signal]) })
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
    return response.body
  } finally {
    clearTimeout(timer)
  }
}

/** The last part of an address's path; it may be one that cannot be decoded, or be no name at all. */
function fileNameOf(url: string): string {
  const last = basename(URL.parse(url)?.pathname ?? '')
  try {
    return decodeURIComponent(last) || 'data'
  } catch {
    return last
  }
}

/** A SAS is a secret and has no place in a message. */
const withoutQuery = (url: string) => url.split('?')[0]

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
