import { useEffect, useRef, useState } from 'react'
import { lateStream } from '../../lib/late-stream.ts'
import { saveStream } from '../../lib/save-stream.ts'
import { zipNames } from '../../lib/zip-names.ts'
import type { ZipProgress } from '../../lib/zip-stream.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { fileStream, folderZip } from './download.ts'

/** `total`: bytes there are, where they are known. */
export type DownloadProgress = ZipProgress & Readonly<{ total?: number | undefined }>

/** Says false when the user wants none after all, as `saveStream` does. */
export type Save = (signal: AbortSignal, tell: (progress: DownloadProgress) => void) => Promise<boolean>

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

/** One download at a time, and how far it is. It ends with the component. */
export function useDownload() {
  const [download, setDownload] = useState<Download>()
  const current = useRef<AbortController>(undefined)
  useEffect(() => () => current.current?.abort(), [])

  /** @param name what it is of */
  async function start(name: string, save: Save) {
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
    start,
    stop: () => current.current?.abort(),
    dismiss: () => setDownload(undefined),
    /** @param size in bytes, where it is known */
    file: (store: FileStore, path: string, name: string, size: number | undefined) =>
      start(name, (signal, tell) =>
        saveStream(safeName(name), () => lateStream(fileStream(store, path, signal)), {
          size,
          signal,
          onProgress: (bytes) => tell({ files: 1, bytes, failed: [], total: size }),
        }),
      ),
    /** @param name of the zip, without an ending */
    folder: (store: FileStore, path: string, name: string) =>
      start(`${name}.zip`, (signal, onProgress) =>
        saveStream(
          `${safeName(name)}.zip`,
          () => folderZip(store, path, { name: safeName(name), signal, onProgress }),
          { size: 'unknown', signal },
        ),
      ),
  }
}

const safeName = (name: string) => zipNames([name.replaceAll('/', '_')])[0] ?? 'files'

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
