import { lazy, useEffect, useId, useRef, type RefObject } from 'react'
import { TextArea } from '../ui/Field.tsx'
import styles from './YamlEditor.module.css'
import { useHadFocus } from './use-had-focus.ts'
import { WithMonaco } from './WithMonaco.tsx'
import type { YamlEditorProps } from './yaml-editor-props.ts'

// Monaco is 650 kB: it never belongs to the first load, and the text can be edited before it is there.
const Monaco = lazy(() =>
  import('./YamlEditorMonaco.tsx').then(({ YamlEditorMonaco }) => ({ default: YamlEditorMonaco })),
)

/** Edits YAML with completion, hover and marks; a plain text box until Monaco has arrived, and where it cannot. */
export function YamlEditor(props: YamlEditorProps) {
  const hintId = useId()
  // Who types already goes on typing in the editor that takes the text box's place.
  const hadFocus = useRef(false)
  const plain = <PlainEditor {...props} hadFocus={hadFocus} />
  return (
    <div className={styles.frame}>
      <WithMonaco plain={plain}>
        <Monaco {...props} hintId={hintId} takeFocus={hadFocus} />
        <p className={styles.hint} id={hintId}>
          <kbd>Ctrl</kbd> <kbd>Space</kbd> suggests, <kbd>Ctrl</kbd> <kbd>.</kbd> mends. <kbd>Ctrl</kbd> <kbd>M</kbd>{' '}
          lets <kbd>Tab</kbd> leave the editor.
        </p>
      </WithMonaco>
    </div>
  )
}

function PlainEditor({ label, value, onChange, place, hadFocus }: YamlEditorProps & { hadFocus: RefObject<boolean> }) {
  const id = useId()
  useHadFocus(id, hadFocus)
  useEffect(() => {
    const box = document.getElementById(id)
    if (!place || !(box instanceof HTMLTextAreaElement)) return
    box.focus()
    box.setSelectionRange(place.from, place.from)
  }, [id, place])
  return (
    <TextArea
      mono
      id={id}
      aria-label={label}
      className={styles.plain}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
