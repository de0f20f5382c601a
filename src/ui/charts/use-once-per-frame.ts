import { useCallback, useEffect, useRef } from 'react'

/**
 * Passes on the last call of every frame: a pointer moves more often than a screen is drawn.
 * @param callback need not be the same between renders
 */
export function useOncePerFrame<Value>(callback: (value: Value) => void): (value: Value) => void {
  const latest = useRef(callback)
  const asked = useRef<{ value: Value; frame: number }>(undefined)
  useEffect(() => void (latest.current = callback))
  useEffect(() => () => cancelAnimationFrame(asked.current?.frame ?? 0), [])
  return useCallback((value: Value) => {
    if (asked.current) {
      asked.current.value = value
      return
    }
    const frame = requestAnimationFrame(() => {
      const last = asked.current
      asked.current = undefined
      if (last) latest.current(last.value)
    })
    asked.current = { value, frame }
  }, [])
}
