import { isPlainLayout, layoutParams, parseLayout, plainLayout, type BoardLayout } from './board-view.ts'

/** The number is that of the form: what another one wrote is not read. */
const prefix = 'trainyard.board.1.'
const mostLayouts = 50
const longestLayout = 20_000

/**
 * How somebody laid out the charts of an experiment in this browser. What cannot be read counts as none.
 * @param key of workspace and experiment
 */
export function keptLayout(key: string, storage: Storage = localStorage): BoardLayout {
  try {
    return layoutFrom(storage.getItem(prefix + key)) ?? plainLayout
  } catch {
    // Storage may be forbidden.
    return plainLayout
  }
}

/** Keeps a layout, and of all those that were used last. */
export function keepLayout(key: string, layout: BoardLayout, storage: Storage = localStorage): void {
  const text = new URLSearchParams(Object.entries(layoutParams(layout)).filter(([, value]) => value !== '')).toString()
  try {
    storage.removeItem(prefix + key)
    if (isPlainLayout(layout) || text.length > longestLayout) return
    storage.setItem(prefix + key, `${Date.now()} ${text}`)
    const kept = Object.keys(storage).filter((name) => name.startsWith(prefix))
    const oldest = kept.toSorted((a, b) => changedAt(storage.getItem(a)) - changedAt(storage.getItem(b)))
    for (const name of oldest.slice(0, -mostLayouts)) storage.removeItem(name)
  } catch {
    // Full or forbidden: the layout lives as long as its page.
  }
}

const changedAt = (text: string | null) => Number.parseInt(text ?? '', 10) || 0

function layoutFrom(text: string | null): BoardLayout | undefined {
  if (text === null || text.length > longestLayout + 20) return undefined
  return parseLayout(new URLSearchParams(text.slice(text.indexOf(' ') + 1)))
}
