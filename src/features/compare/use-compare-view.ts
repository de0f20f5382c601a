import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useSetViewParams } from '../../parts/use-view-params.ts'
import { compareViewParams, parseCompareView, type CompareView } from './compare-view.ts'

type Change = Partial<CompareView>
export type ChangeView = (change: Change | ((view: CompareView) => Change)) => void

/**
 * What the address shows, and a way to show something else. The view is the same object as long as the address is the
 * same; the way stays the same for ever, so that a change of one job redraws no other.
 */
export function useCompareView(): readonly [view: CompareView, changeView: ChangeView] {
  const [params] = useSearchParams()
  const setParams = useSetViewParams()
  const view = useMemo(() => parseCompareView(params), [params])
  const latest = useRef({ view, setParams })
  useLayoutEffect(() => {
    latest.current = { view, setParams }
  }, [view, setParams])
  const changeView = useCallback<ChangeView>((change) => {
    const now = latest.current
    const next = { ...now.view, ...(typeof change === 'function' ? change(now.view) : change) }
    // The next change may come before the page has the new address.
    now.view = next
    now.setParams(compareViewParams(next))
  }, [])
  return [view, changeView]
}
