import { useCallback, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { useSetViewParams } from '../use-view-params.ts'
import { keepLayout, keptLayout } from './board-storage.ts'
import {
  boardViewParams,
  isPlainLayout,
  parseBoardView,
  plainLayout,
  type BoardLayout,
  type BoardView,
} from './board-view.ts'
import { plainSettings } from './metric-run.ts'

const plainView: BoardView = {
  settings: plainSettings,
  search: '',
  layout: undefined,
  zooms: new Map(),
  full: undefined,
}

export type BoardState = Readonly<{
  view: BoardView
  /** That of the link, else the one kept in this browser. */
  layout: BoardLayout
  isChanged: boolean
  change: (change: Partial<Omit<BoardView, 'layout'>>) => void
  /** Changes the layout, for the link and for the next run of the experiment. */
  arrange: (layout: BoardLayout) => void
  /** Back to how a board comes. */
  reset: () => void
  /** An address, from the root of this site, that leads to this view with a change. */
  addressOf: (change?: Partial<BoardView>) => string
}>

/**
 * How the charts of a board are shown. The link holds all of it and wins; what was laid out in this browser counts where
 * the link says nothing.
 * @param layoutKey of workspace and experiment
 */
export function useBoardView(layoutKey: string): BoardState {
  const [params] = useSearchParams()
  const { pathname } = useLocation()
  const setParams = useSetViewParams()
  const view = useMemo(() => parseBoardView(params), [params])
  const [kept, setKept] = useState(() => ({ key: layoutKey, layout: keptLayout(layoutKey) }))
  if (kept.key !== layoutKey) setKept({ key: layoutKey, layout: keptLayout(layoutKey) })
  const layout = view.layout ?? kept.layout

  const keep = useCallback(
    (next: BoardLayout) => {
      keepLayout(layoutKey, next)
      setKept({ key: layoutKey, layout: next })
    },
    [layoutKey],
  )

  return {
    view,
    layout,
    isChanged: Object.values(boardViewParams({ ...view, layout: undefined })).some(Boolean) || !isPlainLayout(layout),
    change: (change) => setParams(boardViewParams({ ...view, ...change })),
    arrange: (next) => {
      keep(next)
      setParams(boardViewParams({ ...view, layout: next }))
    },
    reset: () => {
      keep(plainLayout)
      setParams(boardViewParams(plainView))
    },
    addressOf: (change = {}) => `${pathname}?${readable(withParams(params, { ...view, layout, ...change }))}`,
  }
}

function withParams(params: URLSearchParams, view: BoardView): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(boardViewParams(view))) {
    if (value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

/** These mean nothing in a query, and left alone they keep the address readable. */
const readable = (params: URLSearchParams) =>
  params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':')
