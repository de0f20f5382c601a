import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/**
 * Changes what the page shows by its address, so that a link leads to the same view. An empty value takes the parameter
 * away. It replaces the entry in the history: the back button leaves a list rather than take back a search by letters.
 */
export function useSetViewParams(): (values: Readonly<Record<string, string>>) => void {
  const [, setParams] = useSearchParams()
  return useCallback(
    (values) =>
      setParams(
        (now) => {
          const next = new URLSearchParams(now)
          for (const [name, value] of Object.entries(values)) {
            if (value === '') next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  )
}
