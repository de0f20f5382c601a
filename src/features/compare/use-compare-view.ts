import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useSetViewParams } from '../../parts/use-view-params.ts'
import { compareViewParams, parseCompareView, type CompareView } from './compare-view.ts'

export type ChangeView = (change: Partial<CompareView>) => void

/** What the address shows, and a way to show something else. The same objects as long as the address is the same. */
export function useCompareView(): readonly [view: CompareView, changeView: ChangeView] {
  const [params] = useSearchParams()
  const setParams = useSetViewParams()
  const view = useMemo(() => parseCompareView(params), [params])
  const changeView = useCallback<ChangeView>(
    (change) => setParams(compareViewParams({ ...view, ...change })),
    [view, setParams],
  )
  return [view, changeView]
}
