import 'monaco-editor/languages/definitions/python/register'
import 'monaco-editor/languages/definitions/shell/register'
import { useLayoutEffect, useRef, useSyncExternalStore, type RefObject } from 'react'
import { isDark, subscribeToTheme } from '../ui/theme.ts'
import type { CodeEditorProps } from './CodeEditor.tsx'
import { applyTheme } from './monaco-theme.ts'
import { monaco, textOptions } from './yaml-monaco.ts'
import styles from './YamlEditor.module.css'

/** Monaco over a text of its own, which it reports at every change. */
export function CodeEditorMonaco({
  label,
  path,
  onChange,
  latest,
  takeFocus,
  hintId,
}: CodeEditorProps & { latest: RefObject<string>; takeFocus: RefObject<boolean>; hintId: string }) {
  const element = useRef<HTMLDivElement>(null)
  const report = useRef(onChange)
  useLayoutEffect(() => {
    report.current = onChange
  })

  useLayoutEffect(() => {
    if (!element.current) return undefined
    const model = monaco.editor.createModel(latest.current, languageOf(path))
    const editor = monaco.editor.create(element.current, {
      ...textOptions,
      wordWrap: 'off',
      tabSize: 4,
      wordBasedSuggestions: 'off',
      quickSuggestions: false,
      model,
      ariaLabel: label,
    })
    if (takeFocus.current) editor.focus()
    const listener = model.onDidChangeContent(() => report.current(model.getValue()))
    return () => {
      listener.dispose()
      editor.dispose()
      model.dispose()
    }
  }, [label, path, latest, takeFocus])

  const dark = useSyncExternalStore(subscribeToTheme, isDark)
  useLayoutEffect(() => applyTheme(dark), [dark])

  return <div ref={element} className={styles.editor} aria-describedby={hintId} />
}

const languages: Readonly<Record<string, string>> = {
  py: 'python',
  pyi: 'python',
  yml: 'yaml',
  yaml: 'yaml',
  sh: 'shell',
  bash: 'shell',
}

const languageOf = (path: string) => languages[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'plaintext'
