import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import type { LogLine, LogView } from '../../../lib/log/log-types.ts'
import { plural } from '../../../lib/numbers.ts'
import { copyText } from '../../../ui/copy-text.ts'
import { showToast } from '../../../ui/toasts.ts'
import type { LogRow } from './log-layout.ts'

/** A place in a drawn row: its row, and the character of the line. */
type Point = Readonly<{ row: LogRow; character: number }>

type Selected = Readonly<{ from: Point; to: Point }> | 'all' | undefined

/**
 * What is selected in a log, beyond the rows that are drawn. The rows at both ends of a selection have to stay in the
 * page while it lasts, since a browser selects nothing that is not there; the lines between come from the log.
 *
 * @param rowOfKey the row that is drawn under a key
 */
export function useLogSelection(
  frame: RefObject<HTMLDivElement | null>,
  view: LogView,
  showsStamps: boolean,
  rowOfKey: (key: string) => LogRow | undefined,
) {
  const [selected, setSelected] = useState<Selected>()

  useEffect(() => {
    function onSelectionChange() {
      const element = frame.current
      const selection = document.getSelection()
      if (!element || !selection || selection.isCollapsed || selection.rangeCount === 0) return setSelected(undefined)
      const range = selection.getRangeAt(0)
      if (!element.contains(range.commonAncestorContainer)) return setSelected(undefined)
      const from = pointOf(range.startContainer, range.startOffset, rowOfKey)
      const to = pointOf(range.endContainer, range.endOffset, rowOfKey)
      // Selected from outside its rows: only "select all" does that.
      return setSelected((now) => (from && to ? { from, to } : now === 'all' ? now : undefined))
    }
    document.addEventListener('selectionchange', onSelectionChange)
    return () => document.removeEventListener('selectionchange', onSelectionChange)
  }, [frame, rowOfKey])

  function selectAll() {
    const element = frame.current
    if (!element) return
    setSelected('all')
    document.getSelection()?.selectAllChildren(element)
  }

  const copy = useCallback(async () => {
    if (!selected) return
    const [from, to] =
      selected === 'all' ? (['start', 'end'] as const) : [selected.from.row.line.place, selected.to.row.line.place]
    const copied = await view.textBetween({ from, to, withStamps: showsStamps })
    const text = selected === 'all' ? copied.text : trimmed(copied.text, selected, showsStamps)
    if (!(await copyText(text))) return
    const lines = plural(copied.lines, 'line')
    showToast(
      copied.isCut
        ? {
            tone: 'bad',
            title: `Copied the first ${lines}`,
            detail: 'The rest is too much to copy. Download the log instead.',
          }
        : { tone: 'good', title: `Copied ${lines}` },
    )
  }, [selected, view, showsStamps])

  function onCopy(event: ClipboardEvent) {
    if (!selected) return
    const isOneRow = selected !== 'all' && selected.from.row === selected.to.row
    if (isOneRow) return
    event.preventDefault()
    copy().catch((error: unknown) =>
      showToast({ tone: 'bad', title: 'Not copied', detail: error instanceof Error ? error.message : String(error) }),
    )
  }

  function onKeyDown(event: KeyboardEvent) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      selectAll()
    }
  }

  return {
    /** Rows that must stay in the page. */
    pinned: useMemo(
      () => (selected === undefined || selected === 'all' ? [] : [selected.from.row, selected.to.row]),
      [selected],
    ),
    onCopy,
    onKeyDown,
  }
}

function pointOf(node: Node, offset: number, rowOfKey: (key: string) => LogRow | undefined): Point | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const drawn = element?.closest<HTMLElement>('[data-row]')
  const row = drawn?.dataset['row'] === undefined ? undefined : rowOfKey(drawn.dataset['row'])
  const text = drawn?.querySelector('[data-text]')
  if (!row || !text) return undefined
  const before = document.createRange()
  before.selectNodeContents(text)
  // In front of the text, as in its line number, counts as its beginning.
  const isInText = text.contains(node)
  if (isInText) before.setEnd(node, offset)
  return { row, character: row.from + (isInText ? before.toString().length : 0) }
}

/** Cuts the text of whole lines to what was selected of the first and the last of them. */
function trimmed(text: string, { from, to }: { from: Point; to: Point }, showsStamps: boolean): string {
  const begin = (line: LogLine) => (showsStamps ? 0 : line.stampLength)
  const last = to.row.line
  return text.slice(from.character - begin(from.row.line), text.length - (last.text.length - to.character))
}
