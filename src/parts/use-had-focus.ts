import { useLayoutEffect, type RefObject } from 'react'

/** Notes, when a control goes, whether it had the focus: who types already goes on typing in what takes its place. */
export function useHadFocus(id: string, hadFocus: RefObject<boolean>) {
  useLayoutEffect(
    () => () => {
      hadFocus.current = document.activeElement?.id === id
    },
    [hadFocus, id],
  )
}
