import { useSyncExternalStore, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { Tabs } from '../ui/Tabs.tsx'
import styles from './DraftEditor.module.css'

/** Two views of one text: side by side where there is room, else one at a time, chosen by `view` in the address. */
export function DraftEditor({ form, yaml, footer }: { form: ReactNode; yaml: ReactNode; footer: ReactNode }) {
  const isWide = useMedia('(min-width: 1100px)')
  const [params] = useSearchParams()
  const { pathname } = useLocation()
  if (isWide) {
    return (
      <div className={styles.split}>
        <div className={styles.form}>{form}</div>
        <div className={styles.side}>
          {yaml}
          <div className={styles.footer}>{footer}</div>
        </div>
      </div>
    )
  }
  const view = params.get('view') === 'yaml' ? 'yaml' : 'form'
  const linkTo = (id: string) => {
    const next = new URLSearchParams(params)
    next.set('view', id)
    return { pathname, search: next.toString() }
  }
  return (
    <div className={styles.stack}>
      <Tabs
        label="Ways to edit"
        current={view}
        tabs={[
          { id: 'form', text: 'Form', to: linkTo('form') },
          { id: 'yaml', text: 'YAML', to: linkTo('yaml') },
        ]}
      />
      {view === 'form' ? <div className={styles.form}>{form}</div> : <div className={styles.yaml}>{yaml}</div>}
      <div className={styles.footer}>{footer}</div>
    </div>
  )
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
