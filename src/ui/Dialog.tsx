import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'

/**
 * A modal dialog on the platform's own `<dialog>`: it traps focus, closes on Escape and gives focus back. Render it
 * only while it is open. Pass `onSubmit` to make its content a form whose footer holds the submit button.
 */
export function Dialog({
  title,
  onClose,
  onSubmit,
  footer,
  width,
  children,
}: {
  title: string
  onClose: () => void
  onSubmit?: () => void
  footer?: ReactNode
  /** Pixels. */
  width?: number
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // The platform gives focus back when a dialog closes, which it can only as long as the dialog is in the page: later
  // effects are cleaned up after that.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The platform begins at the first button, which is Close; who opened a form wants to fill it in.
    element?.querySelector<HTMLElement>(':is(input, select, textarea):not([tabindex="-1"])')?.focus()
    return () => element?.close()
  }, [])

  const content = (
    <>
      <div className={styles.header}>
        <h2 id={titleId}>{title}</h2>
        <Button variant="ghost" small icon={<X size={16} />} aria-label="Close" onClick={onClose} />
      </div>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </>
  )

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      style={width ? { ['--dialog-width' as string]: `${width}px` } : undefined}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {onSubmit ? (
        <form
          className={styles.frame}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          {content}
        </form>
      ) : (
        <div className={styles.frame}>{content}</div>
      )}
    </dialog>
  )
}
