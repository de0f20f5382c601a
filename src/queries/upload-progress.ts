import type { LocalFile } from '../domain/content-hash.ts'
import { sizeOf } from '../domain/local-files.ts'
import type { FailedFile } from '../domain/upload-errors.ts'
import { createLater } from '../lib/later.ts'
import { createRateMeter } from '../lib/transfer-rate.ts'

export type UploadProgress = Readonly<{
  /** What is compared first, then what is sent, or was there already. */
  phase: 'comparing' | 'sending'
  sentBytes: number
  totalBytes: number
  sentFiles: number
  totalFiles: number
  /** Bytes per second of what really goes over the line; undefined until there is something to go by. */
  rate?: number | undefined
  /** Large files under way. */
  large: readonly Readonly<{ path: string; sentBytes: number; totalBytes: number }>[]
  /** How many files wait to be tried again. */
  retrying: number
  failed: readonly FailedFile[]
}>

/** Files from here on show a progress of their own. */
const largeFrom = 8_000_000

/** A page need not be drawn for every file. */
const reportEveryMs = 100

/**
 * Adds up what the files of an upload tell.
 * @param waiting those that are sent; the others are there already, which is no work of the line
 */
export function createProgress(
  files: readonly LocalFile[],
  waiting: readonly LocalFile[],
  onProgress: (progress: UploadProgress) => void,
) {
  const sizes = new Map(files.map(({ path, file }) => [path, file.size]))
  const totalBytes = sizeOf({ files })
  const sentBytes = new Map<string, number>()
  let finished = files.length - waiting.length
  const paused = new Set<string>()
  const failures: FailedFile[] = []
  const meter = createRateMeter()
  let sum = totalBytes - sizeOf({ files: waiting })
  let reportedAt = -Infinity
  const later = createLater(reportEveryMs)

  function note(path: string, bytes: number) {
    sum += bytes - (sentBytes.get(path) ?? 0)
    sentBytes.set(path, bytes)
    paused.delete(path)
  }

  /** What comes too soon after the last report is told a moment later. */
  function report(isNow = false) {
    const now = performance.now()
    if (!isNow && now - reportedAt < reportEveryMs) {
      later.set(() => report(true))
      return
    }
    later.drop()
    reportedAt = now
    meter.note(sum)
    const large = [...sentBytes].flatMap(([path, sent]) => {
      const size = sizes.get(path) ?? 0
      return size < largeFrom || sent === size ? [] : [{ path, sentBytes: sent, totalBytes: size }]
    })
    onProgress({
      phase: 'sending',
      sentBytes: sum,
      totalBytes,
      sentFiles: finished,
      totalFiles: files.length,
      rate: meter.rate(),
      large,
      retrying: paused.size,
      failed: [...failures],
    })
  }

  report(true)
  return {
    sent(path: string, bytes: number) {
      note(path, bytes)
      report()
    },
    done(path: string, size: number) {
      note(path, size)
      finished += 1
      report()
    },
    retry(path: string) {
      paused.add(path)
      report()
    },
    failed(path: string, error: unknown) {
      note(path, 0)
      failures.push({ path, error })
      report(true)
    },
    end: () => report(true),
  }
}
