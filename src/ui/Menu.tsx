import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Link } from 'react-router'
import { classes } from './classes.ts'
import styles from './Menu.module.css'
import { placePopover } from './place-popover.ts'

export type MenuItem =
  | 'separator'
  | { kind: 'label'; text: ReactNode }
  | {
      kind?: 'action'
      text: string
      icon?: ReactNode
      danger?: boolean
      /** Makes it a choice among several, this one chosen or not. */
      checked?: boolean
      disabledReason?: string | undefined
      onSelect: () => void
    }
  | { kind: 'link'; text: string; icon?: ReactNode; disabledReason?: string | undefined; to: string }

/**
 * A button that opens a list of actions: the platform's popover (closes on Escape and outside clicks) with the
 * keyboard of a menu: arrows, Home, End, first letters.
 */
export function Menu({
  trigger,
  items,
}: {
  /** Renders the button; spread the given props on it. */
  trigger: (props: { popoverTarget: string; 'aria-haspopup': 'menu'; id: string }) => ReactNode
  items: MenuItem[]
}) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const triggerId = `${id}-trigger`
  const menuItems = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
  const close = () => menu.current?.hidePopover()
  // A table has a menu a row: what is in them is made when one is opened.
  const [isOpen, setOpen] = useState(false)

  function onKeyDown(event: KeyboardEvent) {
    const all = menuItems()
    const here = all.indexOf(document.activeElement as HTMLElement)
    const target =
      event.key === 'ArrowDown'
        ? all[(here + 1) % all.length]
        : event.key === 'ArrowUp'
          ? all.at(here - 1)
          : event.key === 'Home'
            ? all[0]
            : event.key === 'End'
              ? all.at(-1)
              : event.key.length === 1
                ? all.find((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))
                : undefined
    if (event.key === 'Tab') close()
    if (!target) return
    event.preventDefault()
    target.focus()
  }

  return (
    <>
      {trigger({ popoverTarget: id, 'aria-haspopup': 'menu', id: triggerId })}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-labelledby={triggerId}
        className={styles.menu}
        onKeyDown={onKeyDown}
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={(event) => {
          const button = document.getElementById(triggerId)
          if (event.newState !== 'open' || !button || !menu.current) return
          placePopover(menu.current, button)
          menuItems()[0]?.focus()
        }}
      >
        {isOpen &&
          items.map((item, i) => (
            // Items have no identity of their own and the list is rebuilt as a whole.
            // oxlint-disable-next-line react/no-array-index-key
            <Row key={i} item={item} close={close} />
          ))}
      </div>
    </>
  )
}

function Row({ item, close }: { item: MenuItem; close: () => void }) {
  if (item === 'separator') return <hr className={styles.separator} />
  if (item.kind === 'label') return <div className={styles.label}>{item.text}</div>
  const { disabledReason } = item
  if (item.kind === 'link' && disabledReason === undefined)
    return (
      <Link role="menuitem" tabIndex={-1} className={styles.item} to={item.to} onClick={close}>
        {item.icon}
        {item.text}
      </Link>
    )
  // A link that may not be followed is an action that does nothing.
  const { checked, danger, onSelect } = item.kind === 'link' ? { onSelect: close } : item
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      aria-disabled={disabledReason !== undefined || undefined}
      tabIndex={-1}
      className={classes(styles.item, danger && disabledReason === undefined && styles.danger)}
      onClick={() => {
        if (disabledReason !== undefined) return
        close()
        onSelect()
      }}
    >
      {item.icon}
      <span>
        {item.text}
        {disabledReason !== undefined && <span className={styles.reason}>{disabledReason}</span>}
      </span>
    </button>
  )
}
