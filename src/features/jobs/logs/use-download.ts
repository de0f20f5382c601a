import { useEffect, useRef, useState } from 'react'
import type { SaveOptions } from './download-logs.ts'

export type Download =
  | Readonly<{ state: 'running'; what: string; saved: number; total: number }>
  | Readonly<{ state: 'failed'; what: string; error: unknown }>

/** One download at a time, with how far it is. Leaving the page ends it. */
export function useDownload() {
  const [download, setDownload] = useState<Download>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  /** @param what is saved, as in `Download …` */
  async function start(what: string, run: (options: SaveOptions) => Promise<void>) {
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    const tell = (next: Download | undefined) => {
      if (running.current === stop) setDownload(next)
    }
    tell({ state: 'running', what, saved: 0, total: 0 })
    try {
      const onProgress = (saved: number, total: number) => tell({ state: 'running', what, saved, total })
      await run({ signal: stop.signal, onProgress })
      tell(undefined)
    } catch (error) {
      tell(stop.signal.aborted ? undefined : { state: 'failed', what, error })
    }
  }

  return {
    download,
    start,
    stop: () => {
      running.current?.abort()
      setDownload(undefined)
    },
  }
}
