import 'monaco-editor/languages/definitions/python/register'
import 'monaco-editor/languages/definitions/shell/register'
import { useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { plural } from '../lib/numbers.ts'
import { isDark, subscribeToTheme } from '../ui/theme.ts'
import { applyTheme } from './monaco-theme.ts'
import styles from './YamlDiff.module.css'
import type { YamlDiffProps } from './YamlDiff.tsx'
import { monaco, textOptions } from './yaml-monaco.ts'

/** Monaco's view of a difference, with one sentence about how much differs. Give it its label as `key`. */
export function YamlDiffMonaco({ label, original, modified, language = 'yaml' }: YamlDiffProps) {
  const summaryId = useId()
  const element = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneDiffEditor>(null)
  const [summary, setSummary] = useState('')

  // Not before the page is laid out: a dialog around it is opened by then, and a side that once had no width never wraps.
  useEffect(() => {
    if (!element.current) return undefined
    const created = monaco.editor.createDiffEditor(element.current, options)
    editor.current = created
    const sides = [created.getOriginalEditor(), created.getModifiedEditor()]
    // The diff editor takes labels of its own, and drops them when it goes from two columns to one.
    const nameSides = () =>
      sides.forEach((side, index) => side.updateOptions({ ariaLabel: `${label}: ${index === 0 ? 'before' : 'after'}` }))
    nameSides()
    const listeners = [
      created.onDidUpdateDiff(() => setSummary(inWords(created.getLineChanges() ?? []))),
      ...sides.map((side) => side.onDidChangeConfiguration(nameSides)),
      ...sides.map((side) =>
        side.onDidContentSizeChange(() => {
          const height = Math.max(...sides.map((each) => each.getContentHeight()))
          element.current?.style.setProperty('--content-height', `${height}px`)
        }),
      ),
    ]
    return () => {
      for (const listener of listeners) listener.dispose()
      created.dispose()
      editor.current = null
    }
  }, [label])

  useEffect(() => {
    const model = {
      original: monaco.editor.createModel(original, language),
      modified: monaco.editor.createModel(modified, language),
    }
    editor.current?.setModel(model)
    return () => {
      editor.current?.setModel(null)
      model.original.dispose()
      model.modified.dispose()
    }
  }, [original, modified, language])

  const dark = useSyncExternalStore(subscribeToTheme, isDark)
  useLayoutEffect(() => applyTheme(dark), [dark])

  return (
    <div className={styles.frame}>
      <div ref={element} className={styles.diff} role="group" aria-label={label} aria-describedby={summaryId} />
      <p className={styles.summary} id={summaryId} role="status">
        {summary}
      </p>
    </div>
  )
}

const options = {
  ...textOptions,
  readOnly: true,
  // There is nothing to indent: Tab leaves at once.
  tabFocusMode: true,
  // Line below line where two columns would be too narrow to read.
  renderSideBySideInlineBreakpoint: 700,
  useInlineViewWhenSpaceIsLimited: true,
  hideUnchangedRegions: { enabled: true },
  renderOverviewRuler: false,
  diffWordWrap: 'on',
} satisfies monaco.editor.IStandaloneDiffEditorConstructionOptions

function inWords(changes: readonly monaco.editor.ILineChange[]): string {
  if (changes.length === 0) return 'Nothing differs.'
  // An end of 0 stands for no line at all.
  const lines = (start: number, end: number) => (end === 0 ? 0 : end - start + 1)
  const removed = changes.reduce(
    (sum, change) => sum + lines(change.originalStartLineNumber, change.originalEndLineNumber),
    0,
  )
  const added = changes.reduce(
    (sum, change) => sum + lines(change.modifiedStartLineNumber, change.modifiedEndLineNumber),
    0,
  )
  const counts = [removed > 0 && `${plural(removed, 'line')} removed`, added > 0 && `${plural(added, 'line')} added`]
  return `${counts.filter(Boolean).join(', ')}. F7 in it goes from one difference to the next.`
}
