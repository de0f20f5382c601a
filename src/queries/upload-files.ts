import { ArmError, NetworkError } from '../api/arm-error.ts'
import type { LocalFile } from '../domain/content-hash.ts'
import { ChangedOnDiskError, UploadIncompleteError, type FailedFile } from '../domain/upload-errors.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import { retrying, type RetryRule } from '../lib/retry.ts'
import type { SubmitServices } from './submit-services.ts'
import { createProgress, type UploadProgress } from './upload-progress.ts'

type Upload = Readonly<{
  files: readonly LocalFile[]
  /** Where in the container, without a slash at its end. */
  folder: string
  /** Gives an address of the container that allows writing; asked again when it has expired. */
  sign: () => Promise<string>
  services: Pick<SubmitServices, 'uploadBlob' | 'listBlobs'>
  signal: AbortSignal
  onProgress: (progress: UploadProgress) => void
  rule?: RetryRule
}>

/** Files at a time; browsers open six connections to a host. */
const parallelUploads = 6

/** So many files that no patience got through, and none in between that did: the rest would fare no better. */
const hopelessAfter = parallelUploads

/**
 * Uploads files side by side. A file whose request is cut, throttled or answered by a failing server is tried again
 * after longer and longer pauses; what is there already is not sent. The folder must be one that only this content has.
 *
 * @throws UploadIncompleteError when files are left over; ArmError 403 when no new signature helps; ChangedOnDiskError
 *   is among the failures; the signal's reason once it is aborted
 */
export async function uploadFiles(upload: Upload): Promise<void> {
  const { files, folder, services, signal, rule = patientRule } = upload
  const signature = createSignature(upload.sign)
  const there = await filesThere(upload, await signature.current())
  const waiting = files.filter(({ path, file }) => there.get(`${folder}/${path}`) !== file.size)
  const progress = createProgress(files, waiting, upload.onProgress)

  const failed: FailedFile[] = []
  let inARow = 0
  let untried = 0
  // Unlike a file's own failure, this one ends all of them.
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])

  async function send(entry: LocalFile) {
    const { path, file } = entry
    const request = <T>(attempt: () => Promise<T>) =>
      retrying(attempt, rule, { signal: either, onPause: () => progress.retry(path) })
    await signature.renewing((containerSasUri) =>
      services.uploadBlob({
        containerSasUri,
        blobName: `${folder}/${path}`,
        file,
        signal: either,
        onProgress: (bytes) => progress.sent(path, bytes),
        retry: request,
      }),
    )
  }

  await mapConcurrent(waiting, parallelUploads, async (entry) => {
    either.throwIfAborted()
    if (inARow >= hopelessAfter) {
      untried += 1
      return
    }
    try {
      await send(entry)
      inARow = 0
      progress.done(entry.path, entry.file.size)
    } catch (cause) {
      either.throwIfAborted()
      const error = named(entry, cause)
      if (error instanceof ArmError && error.status === 403) {
        stop.abort(error)
        throw error
      }
      if (isTransient(error)) inARow += 1
      failed.push({ path: entry.path, error })
      progress.failed(entry.path, error)
    }
  })
  progress.end()
  if (failed.length > 0) throw new UploadIncompleteError(failed, untried, files.length)
}

/** Half a second, then twice as long each time, a bit of chance in it: six files fail together and must not return so. */
const patientRule: RetryRule = {
  attempts: 6,
  pauseAfter(error, attempt) {
    if (!isTransient(error)) return undefined
    const asked = error instanceof ArmError ? error.retryAfterMs : undefined
    return Math.min(asked ?? 500 * 2 ** (attempt - 1) * (0.75 + Math.random() / 2), 60_000)
  },
}

/** Putting a blob twice is putting it once, so even a call that may have been carried out is made again. */
const isTransient = (error: unknown) =>
  error instanceof NetworkError ||
  (error instanceof ArmError && (error.status === 408 || error.status === 429 || error.status >= 500))

/** What a browser says of a file that is not what it was when it was picked. */
function named({ path }: LocalFile, error: unknown): unknown {
  const isGone = error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError')
  return isGone ? new ChangedOnDiskError(path, { cause: error }) : error
}

/** A signature that is renewed once when it is refused, by whichever file finds out first. */
function createSignature(sign: () => Promise<string>) {
  let latest: Promise<string> | undefined
  const current = () =>
    (latest ??= sign().catch((error: unknown) => {
      latest = undefined
      throw error
    }))
  return {
    current,
    async renewing(send: (containerSasUri: string) => Promise<void>) {
      const used = await current()
      try {
        await send(used)
      } catch (error) {
        if (!(error instanceof ArmError && error.status === 403)) throw error
        if ((await current()) === used) latest = undefined
        await send(await current())
      }
    },
  }
}

/** Sizes of what lies there already, by name; nothing where the signature allows no listing. */
async function filesThere({ folder, services, signal }: Upload, containerSasUri: string): Promise<Map<string, number>> {
  try {
    return await services.listBlobs(containerSasUri, `${folder}/`, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ArmError && (error.status === 403 || error.status === 404)) return new Map()
    throw error
  }
}
