import { QueryClient } from '@tanstack/react-query'
import { ArmError, NetworkError } from '../api/arm-error.ts'

const mostRetries = 3

/** Reads are tried again where waiting may help: no answer, throttling, trouble at the service. Never on another 4xx. */
export function retryRead(failures: number, error: unknown): boolean {
  if (failures >= mostRetries) return false
  if (error instanceof NetworkError) return true
  return error instanceof ArmError && (error.status === 408 || error.status === 429 || error.status >= 500)
}

/**
 * Milliseconds to the next try. The service's own Retry-After counts; where a page may not read it, ARM's throttling
 * wants longer pauses than a hiccup of the network. Half of a pause is random, so that many pages do not come at once.
 */
export function retryDelay(failures: number, error: unknown, random: () => number = Math.random): number {
  if (error instanceof ArmError && error.retryAfterMs !== undefined) return error.retryAfterMs
  const firstPause = error instanceof ArmError && error.status === 429 ? 5_000 : 1_000
  const pause = Math.min(firstPause * 2 ** failures, 40_000)
  return pause / 2 + (pause / 2) * random()
}

/** The one cache of what the service told us; loaders and components share it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: retryRead,
      retryDelay: (failures, error) => retryDelay(failures, error),
      // What a user sees twice within this time is not asked twice; pages that watch something set an interval.
      staleTime: 10_000,
      // A machine without a network interface still reaches an emulator on localhost; `navigator.onLine` says no.
      networkMode: 'always',
    },
    // A write may have been carried out although its answer was lost: only a person may repeat it.
    mutations: { retry: false, networkMode: 'always' },
  },
})
