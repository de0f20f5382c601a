import { useId, useRef, useState, type ReactNode } from 'react'
import { placePopover } from './place-popover.ts'
import styles from './Popover.module.css'

/**
 * A button that opens a small panel beside it: the platform's popover, which closes on Escape and clicks elsewhere. For
 * a list of actions there is `Menu`.
 */
export function Popover({
  label,
  trigger,
  onOpenChange,
  children,
}: {
  label: string
  /** Renders the button; spread the given props on it. */
  trigger: (props: { popoverTarget: string; 'aria-haspopup': 'dialog'; id: string }) => ReactNode
  onOpenChange?: (isOpen: boolean) => void
  /** Made while it is open. */
  children: (close: () => void) => ReactNode
}) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const triggerId = `${id}-trigger`
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {trigger({ popoverTarget: id, 'aria-haspopup': 'dialog', id: triggerId })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.popover}
        onBeforeToggle={(event) => {
          setOpen(event.newState === 'open')
          onOpenChange?.(event.newState === 'open')
        }}
        onToggle={(event) => {
          const button = document.getElementById(triggerId)
          if (event.newState !== 'open' || !button || !panel.current) return
          placePopover(panel.current, button)
          panel.current.querySelector<HTMLElement>('input, a[aria-current], a, button')?.focus()
        }}
      >
        {isOpen && children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </>
  )
}
