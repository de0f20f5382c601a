import type { ReactNode } from 'react'
import styles from './DataDialog.module.css'

export type ChooserItem = Readonly<{
  id: string
  name: ReactNode
  note?: ReactNode
  icon?: ReactNode
  /** Undefined where it cannot be chosen: shown, since one looks for it, but no button. */
  onPress: (() => void) | undefined
  isCurrent?: boolean
}>

/** Things to choose from. @param empty what is said where there are none */
export function ChooserList({ label, items, empty }: { label: string; items: readonly ChooserItem[]; empty: string }) {
  if (items.length === 0) return <p className={styles.hint}>{empty}</p>
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map(({ id, name, note, icon, onPress, isCurrent }) => {
        const content = (
          <>
            {icon}
            <span className={styles.name}>{name}</span>
            {note !== undefined && <span className={styles.note}>{note}</span>}
          </>
        )
        return (
          <li key={id}>
            {onPress ? (
              <button type="button" className={styles.item} aria-pressed={isCurrent} onClick={onPress}>
                {content}
              </button>
            ) : (
              <div className={styles.item}>{content}</div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
