import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeSync,
} from 'node:fs'
import { copyFile, link, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ServiceError } from '../errors.ts'

/** Size, ETag and date of a file as it is now; of a file that is not there yet, those of an empty one. */
export function statFile(path: string): { size: number; etag: string; modified: number } {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (!stat) return { size: 0, etag: '"0x0"', modified: 0 }
  const etag = `"0x${stat.mtimeNs.toString(16)}${stat.size.toString(16)}"`.toUpperCase().replace('0X', '0x')
  return { size: Number(stat.size), etag, modified: Number(stat.mtimeMs) }
}

/** Each write to disk waits for the one before it unless several are under way; past some dozens nothing is gained. */
const filesAtOnce = 64

/** Does the same to each item, some dozens at once. When one fails, the others under way are waited for. */
export async function forEach<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const rest = items.entries()
  const workers = Array.from({ length: Math.min(filesAtOnce, items.length) }, async () => {
    // oxlint-disable-next-line no-await-in-loop -- each of the loops takes the next item when it is through with one
    for (const [index, item] of rest) await work(item, index)
  })
  const failed = (await Promise.allSettled(workers)).find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/** Gives a finished file another name, on disk. @returns its size in bytes */
async function take(source: string, target: string): Promise<number> {
  await link(source, target).catch(async (error: NodeJS.ErrnoException) => {
    // Another file system, or one without hard links.
    if (error.code !== 'EXDEV' && error.code !== 'EPERM') throw error
    await copyFile(source, target)
  })
  const handle = await open(target, 'r')
  try {
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

/** Some bytes of a file, from `start` on. */
export type FilePart = Readonly<{ file: string; start: number; size: number }>

export type BlobFiles = ReturnType<typeof openBlobFiles>

/**
 * The bytes of the account: files with random names, never overwritten. A file is complete and on disk before anyone
 * hears its name, so a crash leaves at worst a file that nothing refers to.
 */
export function openBlobFiles(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const newFile = () => randomBytes(16).toString('hex')
  const pathOf = (file: string) => join(folder, file)

  /** File contents reach the disk by fsync on the file, their name by fsync on the folder. */
  const syncFolder = async () => {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  /** Runs `fill` on a new file; removes the file again when that throws. */
  async function make(fill: (path: string) => Promise<number>): Promise<{ file: string; size: number }> {
    const file = newFile()
    try {
      const size = await fill(pathOf(file))
      await syncFolder()
      return { file, size }
    } catch (error) {
      await rm(pathOf(file), { force: true })
      throw error
    }
  }

  return {
    pathOf,
    /**
     * Writes a body to a new file.
     * @param md5 the Content-MD5 the sender promised, in base64
     * @throws ServiceError 400 Md5Mismatch
     */
    write: (body: Buffer | string | Readable, md5?: string) =>
      make(async (path) => {
        const hash = md5 === undefined ? undefined : createHash('md5')
        let size = 0
        await pipeline(
          typeof body === 'string' || Buffer.isBuffer(body) ? Readable.from([Buffer.from(body)]) : body,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              size += chunk.length
              hash?.update(chunk)
              yield chunk
            }
          },
          createWriteStream(path, { flush: true, mode: 0o600 }),
        )
        if (hash && hash.digest('base64') !== md5) {
          throw new ServiceError(400, 'Md5Mismatch', 'The MD5 value in the request is not that of its body.')
        }
        return size
      }),
    /** One new file with the bytes of others, or of parts of them, in their order. */
    concat: (parts: readonly FilePart[]) =>
      make(async (path) => {
        const target = await open(path, 'w', 0o600)
        try {
          for (const { file, start, size } of parts) {
            if (size === 0) continue
            const bytes = createReadStream(pathOf(file), { start, end: start + size - 1 })
            for await (const chunk of bytes) await target.write(chunk as Buffer)
          }
          await target.sync()
          return (await target.stat()).size
        } finally {
          await target.close()
        }
      }),
    /**
     * Finished files from elsewhere, each under one of our names, in the order of `sources`; what they were called
     * before is the caller's to remove.
     */
    async takeAll(sources: readonly string[]): Promise<{ file: string; size: number }[]> {
      const made: { file: string; size: number }[] = []
      try {
        await forEach(sources, async (source, index) => {
          const file = newFile()
          // On record first, so that a failure of any file removes it as well.
          made[index] = { file, size: 0 }
          made[index] = { file, size: await take(source, pathOf(file)) }
        })
        await syncFolder()
        return made
      } catch (error) {
        await forEach(made.filter(Boolean), ({ file }) => rm(pathOf(file), { force: true }))
        throw error
      }
    },
    /**
     * Replaces whatever is behind `offset` by `bytes`, without giving up the event loop: two appends cannot interleave,
     * and what a crash left behind the last acknowledged byte is overwritten.
     */
    writeAt(file: string, offset: number, bytes: Buffer) {
      const fd = openSync(pathOf(file), 'r+')
      try {
        ftruncateSync(fd, offset)
        for (let done = 0; done < bytes.length;) {
          done += writeSync(fd, bytes, done, bytes.length - done, offset + done)
        }
        fsyncSync(fd)
      } finally {
        closeSync(fd)
      }
    },
    remove: (file: string) => rm(pathOf(file), { force: true }),
    /** Removes what crashes and interrupted uploads left behind. */
    async sweep(inUse: ReadonlySet<string>) {
      await Promise.all(
        readdirSync(folder)
          .filter((file) => !inUse.has(file))
          .map((file) => rm(pathOf(file), { force: true })),
      )
    },
  }
}
