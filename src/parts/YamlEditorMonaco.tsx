import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { isDark, subscribeToTheme } from '../ui/theme.ts'
import styles from './YamlEditor.module.css'
import { findNames } from './find-names.ts'
import { applyTheme } from './monaco-theme.ts'
import { useWorkspaceRef } from './use-workspace.ts'
import type { YamlEditorProps, YamlMark } from './yaml-editor-props.ts'
import { offerNames } from './yaml-live-names.ts'
import { modelUri, monaco, textOptions } from './yaml-monaco.ts'
import { offerFixes } from './yaml-quick-fixes.ts'

/** Monaco around a text that lives elsewhere: it reports every change and takes over changes made by others. */
export function YamlEditorMonaco({
  label,
  kind,
  value,
  onChange,
  marks,
  place,
  hintId,
  takeFocus,
}: YamlEditorProps & { hintId: string; takeFocus: RefObject<boolean> }) {
  const element = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null)
  const workspace = useWorkspaceRef()
  const client = useQueryClient()
  const latest = useRef({ value, onChange, client, workspace })
  useLayoutEffect(() => {
    latest.current = { value, onChange, client, workspace }
  })

  useLayoutEffect(() => {
    if (!element.current) return undefined
    const model = monaco.editor.createModel(latest.current.value, 'yaml', modelUri(kind))
    const created = monaco.editor.create(element.current, { ...options, model, ariaLabel: label })
    editor.current = created
    offerNames(model, (at, typed) => findNames(at, typed, latest.current))
    if (takeFocus.current) created.focus()
    const listener = created.onDidChangeModelContent(() => {
      const text = model.getValue()
      // At once: a text handed back a keystroke late would look like a change made by others.
      if (text !== latest.current.value) flushSync(() => latest.current.onChange(text))
    })
    return () => {
      listener.dispose()
      created.dispose()
      model.dispose()
      editor.current = null
    }
  }, [kind, label, takeFocus])

  useLayoutEffect(() => {
    const model = editor.current?.getModel()
    if (model && model.getValue() !== value) replaceDifference(model, value)
  }, [value])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    monaco.editor.setModelMarkers(
      model,
      'trainyard',
      marks.map((mark) => markerOf(model, mark)),
    )
    offerFixes(model, marks)
  }, [marks])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model || !place) return
    const position = model.getPositionAt(place.from)
    editor.current?.setPosition(position)
    editor.current?.revealPositionInCenter(position)
    editor.current?.focus()
  }, [place])

  const dark = useSyncExternalStore(subscribeToTheme, isDark)
  useLayoutEffect(() => applyTheme(dark), [dark])

  return <div ref={element} className={styles.editor} aria-describedby={hintId} />
}

const options = {
  ...textOptions,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  fixedOverflowWidgets: true,
  wordBasedSuggestions: 'off',
  // A word that is typed in full needs no accepting: Enter then is a new line.
  acceptSuggestionOnEnter: 'smart',
  quickSuggestions: { other: true, strings: true, comments: false },
} satisfies monaco.editor.IStandaloneEditorConstructionOptions

/** Replaces the stretch between the common beginning and end, so that cursor and undo stack stay where they are. */
function replaceDifference(model: monaco.editor.ITextModel, text: string) {
  const old = model.getValue()
  const shorter = Math.min(old.length, text.length)
  let start = 0
  while (start < shorter && old[start] === text[start]) start += 1
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1
  const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(old.length - end))
  model.pushStackElement()
  model.pushEditOperations([], [{ range, text: text.slice(start, text.length - end) }], () => null)
  model.pushStackElement()
}

function markerOf(
  model: monaco.editor.ITextModel,
  { from, to, message, severity }: YamlMark,
): monaco.editor.IMarkerData {
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(Math.max(to, from + 1))
  return {
    message,
    severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  }
}
