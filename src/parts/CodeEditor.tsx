import { lazy, useRef, useId, type RefObject } from 'react'
import { TextArea } from '../ui/Field.tsx'
import styles from './YamlEditor.module.css'
import { useHadFocus } from './use-had-focus.ts'
import { WithMonaco } from './WithMonaco.tsx'

export type CodeEditorProps = Readonly<{
  label: string
  /** Its ending chooses the colours. */
  path: string
  /** Read once: give the editor another `key` for another text. */
  text: string
  onChange: (text: string) => void
}>

const Monaco = lazy(() =>
  import('./CodeEditorMonaco.tsx').then(({ CodeEditorMonaco }) => ({ default: CodeEditorMonaco })),
)

/** Edits a small file of any kind; a plain text box until Monaco has arrived, and where it cannot. */
export function CodeEditor(props: CodeEditorProps) {
  const hintId = useId()
  // What was typed meanwhile is what Monaco begins with.
  const latest = useRef(props.text)
  const takeFocus = useRef(false)
  const onChange = (text: string) => {
    latest.current = text
    props.onChange(text)
  }
  const plain = <PlainEditor {...props} onChange={onChange} latest={latest} hadFocus={takeFocus} />
  return (
    <div className={styles.frame}>
      <WithMonaco plain={plain}>
        <Monaco {...props} onChange={onChange} latest={latest} takeFocus={takeFocus} hintId={hintId} />
        <p className={styles.hint} id={hintId}>
          <kbd>Ctrl</kbd> <kbd>M</kbd> lets <kbd>Tab</kbd> leave the editor.
        </p>
      </WithMonaco>
    </div>
  )
}

type Plain = CodeEditorProps & { latest: RefObject<string>; hadFocus: RefObject<boolean> }

function PlainEditor({ label, onChange, latest, hadFocus }: Plain) {
  const id = useId()
  useHadFocus(id, hadFocus)
  return (
    <TextArea
      mono
      id={id}
      aria-label={label}
      className={styles.plain}
      defaultValue={latest.current}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
