/** Waits, and rejects with the signal's reason as soon as it is aborted. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal))
    const stop = () => {
      clearTimeout(timer)
      reject(reasonOf(signal))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

const reasonOf = (signal: AbortSignal | undefined) =>
  signal?.reason instanceof Error ? signal.reason : new Error('Aborted', { cause: signal?.reason })

export type RetryRule = Readonly<{
  /** How often at most, the first time included. */
  attempts: number
  /** Milliseconds to wait before the next attempt; undefined when another one would not help. */
  pauseAfter: (error: unknown, attempt: number) => number | undefined
}>

/**
 * Tries until it works or the rule gives up.
 * @param onPause called before each wait
 * @throws what the last attempt threw, or the signal's reason
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  { attempts, pauseAfter }: RetryRule,
  { signal, onPause }: { signal?: AbortSignal | undefined; onPause?: () => void } = {},
): Promise<T> {
  for (let number = 1; ; number += 1) {
    try {
      signal?.throwIfAborted()
      // oxlint-disable-next-line no-await-in-loop -- an attempt follows the one before it
      return await attempt()
    } catch (error) {
      const pauseMs = number < attempts && !signal?.aborted ? pauseAfter(error, number) : undefined
      if (pauseMs === undefined) throw error
      onPause?.()
      // oxlint-disable-next-line no-await-in-loop
      await wait(pauseMs, signal)
    }
  }
}
