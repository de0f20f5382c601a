/** Where the pointer or the keys are on the x axis, and in which of the charts. */
export type Cursor = Readonly<{ x: number; chart: string }>

/** The kind of axis, as `step` or `metric:epoch`: charts with the same one share a cursor. */
export type CursorAxis = string

/** One cursor for all charts of an axis. It lives outside of React: following a pointer redraws nothing but cursors. */
export type CursorStore = Readonly<{
  get: (axis: CursorAxis) => Cursor | undefined
  set: (axis: CursorAxis, cursor: Cursor | undefined) => void
  /** Calls back after every move on any axis. @returns stops that */
  subscribe: (listener: () => void) => () => void
}>

export function createCursorStore(): CursorStore {
  const cursors = new Map<CursorAxis, Cursor>()
  const listeners = new Set<() => void>()
  return {
    get: (axis) => cursors.get(axis),
    set(axis, cursor) {
      const now = cursors.get(axis)
      if (now?.x === cursor?.x && now?.chart === cursor?.chart) return
      if (cursor) cursors.set(axis, cursor)
      else cursors.delete(axis)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
