import { createFoundLines } from './found-lines.ts'
import type { LogFile } from './log-file.ts'
import {
  LogQueryError,
  mostMatches,
  type FindOptions,
  type LogFound,
  type LogLine,
  type LogMatch,
  type LogQuery,
} from './log-types.ts'
import { scanFile } from './scan-file.ts'
import type { ScanHost } from './scan-host.ts'

/**
 * Looks through whole files, one after the other, and tells what it found after every stretch.
 *
 * @param lineAt reads one line, to show it
 * @throws LogQueryError; AbortError
 */
export async function findInFiles(
  files: readonly LogFile[],
  host: ScanHost,
  query: LogQuery,
  { levels, signal, onProgress }: FindOptions,
  year: number,
  lineAt: (file: LogFile, offset: number, signal?: AbortSignal) => Promise<LogLine | undefined>,
): Promise<LogFound> {
  const found = files.map((file) => ({ file, lines: createFoundLines() }))
  const failures: { file: string; error: unknown }[] = []
  // One that cannot be read says so when its turn comes.
  await Promise.allSettled(files.map((file) => file.load(signal)))
  const total = files.reduce((sum, file) => sum + file.state().size, 0)
  let scanned = 0

  const sum = (of: (lines: ReturnType<typeof createFoundLines>) => number) =>
    found.reduce((all, { lines }) => all + of(lines), 0)

  function locate(index: number) {
    let left = index
    for (const { file, lines } of found) {
      if (left < lines.kept()) return { file, line: lines.at(left) }
      left -= lines.kept()
    }
    return undefined
  }

  function matchAt(index: number): LogMatch | undefined {
    const { file, line } = locate(index) ?? {}
    return file && line && { place: { file: file.name, offset: line.offset }, number: line.number }
  }

  async function linesOf(from: number, to: number, linesSignal?: AbortSignal): Promise<LogLine[]> {
    const indexes = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
    const lines = await Promise.all(
      indexes.map(async (index) => {
        const { file, line } = locate(index) ?? {}
        const read = file && line && (await lineAt(file, line.offset, linesSignal))
        return read && { ...read, number: line.number }
      }),
    )
    return lines.filter((line) => line !== undefined)
  }

  const snapshot = (isDone: boolean): LogFound => ({
    count: sum((lines) => lines.count()),
    kept: sum((lines) => lines.kept()),
    scanned,
    total,
    isDone,
    failures: [...failures],
    at: matchAt,
    lines: linesOf,
  })

  for (const { file, lines } of found) {
    const before = scanned
    try {
      // oxlint-disable-next-line no-await-in-loop -- the matches of one file come before those of the next
      await searchFile(
        file,
        host,
        { query, levels, year },
        lines,
        () => mostMatches - sum((all) => all.kept()),
        signal,
        (to) => {
          scanned = before + to
          onProgress?.(snapshot(false))
        },
      )
    } catch (error) {
      if (signal?.aborted || error instanceof LogQueryError) throw error
      failures.push({ file: file.name, error })
    }
    scanned = before + file.state().size
  }
  const all = snapshot(true)
  onProgress?.(all)
  return all
}

type Task = Readonly<{ query: LogQuery; levels: FindOptions['levels']; year: number }>

async function searchFile(
  file: LogFile,
  host: ScanHost,
  { query, levels, year }: Task,
  lines: ReturnType<typeof createFoundLines>,
  room: () => number,
  signal: AbortSignal | undefined,
  onStep: (to: number) => void,
) {
  await file.load(signal)
  const scanner = await host.open({ query, levels: levels && [...levels], year })
  try {
    await scanFile(
      file,
      scanner,
      0,
      (step, to) => {
        lines.push(step, room())
        onStep(to)
        return true
      },
      signal,
    )
    lines.push(await scanner.rest(), room())
    file.publishLineCount()
  } finally {
    scanner.close()
  }
}

/** The first line of a file with level error, and its time. @throws what `read` throws */
export async function firstErrorOf(file: LogFile, host: ScanHost, year: number, signal?: AbortSignal) {
  await file.load(signal)
  const scanner = await host.open({ levels: ['error'], year })
  const lines = createFoundLines()
  try {
    await scanFile(
      file,
      scanner,
      0,
      (step) => {
        lines.push(step, 1)
        return lines.kept() === 0
      },
      signal,
    )
    if (lines.kept() === 0) lines.push(await scanner.rest(), 1)
    return lines.at(0)
  } finally {
    scanner.close()
  }
}
