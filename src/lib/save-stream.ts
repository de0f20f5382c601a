import { saveFile } from './save-file.ts'

/** More than the browser is given to hold before it is one file; beyond it only a place on the disk will do. */
export const mostHeldBytes = 2_000_000_000
/** Larger ones go to a place that the user picks, where the browser can: nothing has to be held meanwhile. */
const pickFromBytes = 100_000_000

export class TooLargeToHoldError extends Error {
  override readonly name = 'TooLargeToHoldError'
}

type FilePicker = (options: { suggestedName: string }) => Promise<{
  createWritable: () => Promise<WritableStream<Uint8Array>>
}>

/** Only browsers built on Chromium have it, so the language's own types do not. */
const ownPicker = () => (globalThis as { showSaveFilePicker?: FilePicker }).showSaveFilePicker?.bind(globalThis)

/**
 * Saves a stream as a file. What is large is written to a place that the user picks, as it arrives; where the browser
 * offers no such place, and for what is small, it is collected and handed to the browser's downloads.
 *
 * @param name suggested for the file, without folders
 * @param open begins the reading; called once the place is known
 * @param options.size bytes to come, if known; `unknown` for what may be more than can be held: the place is asked for
 * @param options.onProgress told the bytes that were saved so far
 * @returns false if the user picked no place
 * @throws what the stream fails with; TooLargeToHoldError beyond `mostBytes` where there is no place to pick
 */
export async function saveStream(
  name: string,
  open: () => ReadableStream<Uint8Array<ArrayBuffer>>,
  options: {
    size?: number | 'unknown' | undefined
    signal?: AbortSignal | undefined
    onProgress?: (bytes: number) => void
    picker?: FilePicker | undefined
    save?: (name: string, content: Blob) => void
    mostBytes?: number
  } = {},
): Promise<boolean> {
  const { size = 0, signal, onProgress, picker = ownPicker(), save = saveFile, mostBytes = mostHeldBytes } = options
  const count = counting((bytes) => onProgress?.(bytes))
  const place = picker && (size === 'unknown' || size > pickFromBytes) ? await pick(picker, name) : undefined
  if (place === 'none') return false
  if (place) {
    await open()
      .pipeThrough(count)
      .pipeTo(await place.createWritable(), signal ? { signal } : {})
    return true
  }
  if (size !== 'unknown' && size > mostBytes) throw tooLarge(size)
  const parts: Blob[] = []
  let held = 0
  const collect = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(bytes) {
      held += bytes.length
      if (held > mostBytes) throw tooLarge(held)
      // Of an unknown type on purpose: what a job wrote must never be opened as a page of ours.
      parts.push(new Blob([bytes]))
    },
  })
  await open()
    .pipeThrough(count)
    .pipeTo(collect, signal ? { signal } : {})
  save(name, new Blob(parts, { type: 'application/octet-stream' }))
  return true
}

/** A browser that does not let this page pick (the click was too long ago, a policy) leaves the other way. */
async function pick(picker: FilePicker, suggestedName: string) {
  try {
    return await picker({ suggestedName })
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'none' : undefined
  }
}

function counting(tell: (bytes: number) => void) {
  let sum = 0
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(bytes, stream) {
      tell((sum += bytes.length))
      stream.enqueue(bytes)
    },
  })
}

const tooLarge = (bytes: number) =>
  new TooLargeToHoldError(`This browser cannot take ${Math.round(bytes / 1e9)} GB in one download.`)
