import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import styles from './Toasts.module.css'
import { currentToasts, dismissToast, subscribeToToasts } from './toasts.ts'

/** Where toasts appear; rendered once by the shell. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts)
  return (
    <div className={styles.stack} role="region" aria-label="Notifications" aria-live="polite">
      {toasts.map(({ id, tone, title, detail }) => (
        <div key={id} className={classes(styles.toast, styles[tone])}>
          {tone === 'good' ? (
            <CircleCheck size={16} aria-hidden="true" />
          ) : (
            <CircleAlert size={16} aria-hidden="true" />
          )}
          <div>
            <div className={styles.title}>{title}</div>
            {detail}
          </div>
          <Button variant="ghost" small icon={<X size={15} />} aria-label="Dismiss" onClick={() => dismissToast(id)} />
        </div>
      ))}
    </div>
  )
}
