import { useEffect, useRef, useState } from 'react'
import { saveStream } from '../../lib/save-stream.ts'
import { zipNames } from '../../lib/zip-names.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { fileStream, zipStream, type DownloadProgress } from './download.ts'

/** A download under way or behind us. */
export type Download = Readonly<{
  /** What it is of, e.g. `outputs/`. */
  name: string
  progress: DownloadProgress
  state: 'running' | 'done' | 'stopped' | 'failed'
  error?: unknown
}>

export type Downloads = ReturnType<typeof useDownload>

const nothingYet: DownloadProgress = { files: 0, bytes: 0, failed: [] }

/** One download at a time: of a file, or of a folder as a zip. It ends with the component. */
export function useDownload() {
  const [download, setDownload] = useState<Download>()
  const current = useRef<AbortController>(undefined)
  useEffect(() => () => current.current?.abort(), [])

  /** @param save does it, and says false when the user wants none after all */
  async function run(
    name: string,
    save: (signal: AbortSignal, tell: (progress: DownloadProgress) => void) => Promise<boolean>,
  ) {
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    const change = (values: Partial<Download>) =>
      setDownload((now) => (current.current === controller && now ? { ...now, ...values } : now))
    const calmly = calm((progress: DownloadProgress) => change({ progress }))
    setDownload({ name, progress: nothingYet, state: 'running' })
    try {
      const isSaved = await save(controller.signal, (progress) => calmly.tell(progress))
      calmly.end()
      if (isSaved) change({ state: 'done' })
      else setDownload(undefined)
    } catch (error) {
      calmly.end()
      change(controller.signal.aborted ? { state: 'stopped' } : { state: 'failed', error })
    }
  }

  return {
    download,
    stop: () => current.current?.abort(),
    dismiss: () => setDownload(undefined),
    /** @param size in bytes, where it is known */
    file: (store: FileStore, path: string, name: string, size: number | undefined) =>
      run(name, (signal, tell) =>
        saveStream(safeName(name), () => later(fileStream(store, path, signal)), {
          size,
          signal,
          onProgress: (bytes) => tell({ files: 1, bytes, failed: [] }),
        }),
      ),
    /** @param name of the zip, without an ending */
    folder: (store: FileStore, path: string, name: string) =>
      run(`${name}.zip`, (signal, onProgress) =>
        saveStream(
          `${safeName(name)}.zip`,
          () => later(zipStream(store, path, { name: safeName(name), signal, onProgress })),
          { size: 'unknown', signal },
        ),
      ),
  }
}

const safeName = (name: string) => zipNames([name.replaceAll('/', '_')])[0] ?? 'files'

/** A stream in place of one that will be there. */
function later(promised: Promise<ReadableStream<Uint8Array<ArrayBuffer>>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>()
  // A failure reaches the reader through the pipe, or breaks the pipe where there is no stream to read.
  promised.then((stream) => stream.pipeTo(writable)).catch((error: unknown) => writable.abort(error).catch(() => {}))
  return readable
}

/** Passes on a few calls a second, and the last one at the end: thousands of files must not be thousands of renders. */
function calm<T>(tell: (value: T) => void) {
  let last: { value: T } | undefined
  let toldAt = 0
  return {
    tell(value: T) {
      last = { value }
      if (performance.now() - toldAt < 200) return
      toldAt = performance.now()
      tell(value)
    },
    end: () => last && tell(last.value),
  }
}
