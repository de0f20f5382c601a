import { useEffect, useMemo, useState } from 'react'
import { createLater } from '../../lib/later.ts'
import type { Extent } from '../../lib/series/series-types.ts'
import type { MetricViewProps } from './panel-props.ts'

type Zoom = Extent | undefined

/** Browsers ignore pages that change their address with every move of a pointer. */
const restMs = 200

/** A zoom that follows the hand at once, and is told as soon as the hand rests. @returns what is looked at, and its change */
export function useDraftZoom(zoom: Zoom, onZoom: MetricViewProps['onZoom']): [Zoom, (zoom: Zoom) => void] {
  /** `of` is the zoom it began with: once another one is given, that one counts. */
  const [draft, setDraft] = useState<{ zoom: Zoom; of: string }>()
  const later = useMemo(() => createLater(restMs), [])
  useEffect(() => later.flush, [later])
  const given = String(zoom)
  return [
    draft?.of === given ? draft.zoom : zoom,
    (next) => {
      setDraft({ zoom: next, of: given })
      later.set(() => onZoom(next))
    },
  ]
}
