import { Undo2 } from 'lucide-react'
import { createContext } from 'react'
import { Button } from './Button.tsx'
import styles from './ChangedMark.module.css'

export type Changed = Readonly<{
  /** What happened to it, such as `Changed`. */
  what: string
  /** What it was, in a few words. */
  was?: string
  /** Makes it what it was. */
  onTakeBack?: () => void
}>

/** True inside of something that is marked as a whole: what is in it needs no marks of its own. */
export const ChangesToldAround = createContext(false)

/** Says that something is not what it was, and takes it back. @param label what it is about */
export const ChangedMark = ({ id, label, what, was, onTakeBack }: Changed & { id?: string; label: string }) => (
  <div className={styles.mark}>
    <span id={id} className={styles.words}>
      <span className={styles.what}>{what}</span>
      {was !== undefined && (
        <>
          <span className="visually-hidden">,</span> {was}
        </>
      )}
    </span>
    {onTakeBack && (
      <Button
        small
        variant="ghost"
        icon={<Undo2 size={13} />}
        aria-label={`Take back the change: ${label}`}
        onClick={onTakeBack}
      >
        Take back
      </Button>
    )}
  </div>
)
