import { useEffect, useState, useSyncExternalStore } from 'react'
import type { LogView } from '../../../lib/log/log-types.ts'

/** A screen reader is told of new lines at most so often. */
const tellMs = 10_000

/** Lines that came since the reader left the end, and those that a screen reader was told of last. */
export function useLogNews(view: LogView, follows: boolean): Readonly<{ count: number; told: number }> {
  const { arrived } = useSyncExternalStore(view.subscribe, view.snapshot)
  const [begun, setBegun] = useState({ view, follows, arrived })
  const [told, setTold] = useState(0)
  if (begun.view !== view || begun.follows !== follows) setBegun({ view, follows, arrived })

  useEffect(() => {
    let last = { arrived: view.snapshot().arrived, at: Date.now() }
    return view.subscribe(() => {
      const now = { arrived: view.snapshot().arrived, at: Date.now() }
      if (now.at - last.at < tellMs || now.arrived <= last.arrived) return
      setTold(now.arrived - last.arrived)
      last = now
    })
  }, [view])

  return { count: follows ? 0 : Math.max(0, arrived - begun.arrived), told }
}
