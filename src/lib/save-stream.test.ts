import { describe, expect, test } from 'vitest'
import { saveStream, TooLargeToHoldError } from './save-stream.ts'

const chunks = (...texts: string[]) => {
  const encoder = new TextEncoder()
  return () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(stream) {
        for (const text of texts) stream.enqueue(encoder.encode(text))
        stream.close()
      },
    })
}

/** The browser's downloads. */
function downloads() {
  const saved: { name: string; content: Blob }[] = []
  return { saved, save: (name: string, content: Blob) => void saved.push({ name, content }) }
}

/** A disk that the user picks a place on. */
function aDisk() {
  const written: string[] = []
  const asked: string[] = []
  const picker = ({ suggestedName }: { suggestedName: string }) => {
    asked.push(suggestedName)
    const decoder = new TextDecoder()
    const createWritable = () =>
      Promise.resolve(new WritableStream<Uint8Array>({ write: (bytes) => void written.push(decoder.decode(bytes)) }))
    return Promise.resolve({ createWritable })
  }
  return { written, asked, picker }
}

describe('a stream that is saved', () => {
  test('goes to the downloads when it is small', async () => {
    const { saved, save } = downloads()
    const { picker, asked } = aDisk()
    const progress: number[] = []
    const done = await saveStream('a.txt', chunks('one ', 'two'), {
      size: 7,
      save,
      picker,
      onProgress: (bytes) => progress.push(bytes),
    })
    expect(done).toBe(true)
    expect(saved.map(({ name }) => name)).toEqual(['a.txt'])
    expect(await saved[0]?.content.text()).toBe('one two')
    expect(saved[0]?.content.type).toBe('application/octet-stream')
    expect(progress).toEqual([4, 7])
    expect(asked).toEqual([])
  })

  test('goes where the user picks when it is large', async () => {
    const { saved, save } = downloads()
    const { picker, asked, written } = aDisk()
    expect(await saveStream('logs.zip', chunks('a', 'b'), { size: 5e9, save, picker })).toBe(true)
    expect(asked).toEqual(['logs.zip'])
    expect(written).toEqual(['a', 'b'])
    expect(saved).toEqual([])
  })

  test('is not even begun when the user picks no place', async () => {
    const { saved, save } = downloads()
    const picker = () => Promise.reject(new DOMException('closed', 'AbortError'))
    const open = () => {
      throw new Error('begun')
    }
    expect(await saveStream('logs.zip', open, { size: 5e9, save, picker })).toBe(false)
    expect(saved).toEqual([])
  })

  test('goes to the downloads when the browser does not let the page ask', async () => {
    const { saved, save } = downloads()
    const picker = () => Promise.reject(new DOMException('no click', 'SecurityError'))
    expect(await saveStream('logs.zip', chunks('all'), { size: 2e8, save, picker })).toBe(true)
    expect(saved).toHaveLength(1)
  })

  test('is refused with its size when nothing can hold it', async () => {
    const { saved, save } = downloads()
    const known = saveStream('logs.zip', chunks('all'), { size: 5e9, save })
    await expect(known).rejects.toThrow('cannot take 5 GB')
    const unknown = saveStream('logs.zip', chunks('123', '456'), { save, mostBytes: 5 })
    await expect(unknown).rejects.toBeInstanceOf(TooLargeToHoldError)
    expect(saved).toEqual([])
  })

  test('can be stopped, and then nothing is saved', async () => {
    const { saved, save } = downloads()
    const stop = new AbortController()
    let cancelled = false
    const endless = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: (stream) => stream.enqueue(new Uint8Array(10)),
        cancel: () => {
          cancelled = true
        },
      })
    const saving = saveStream('a.txt', endless, {
      save,
      signal: stop.signal,
      onProgress: (bytes) => bytes > 100 && stop.abort(),
    })
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' })
    expect(cancelled).toBe(true)
    expect(saved).toEqual([])
  })
})
