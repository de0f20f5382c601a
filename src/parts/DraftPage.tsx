import { useSyncExternalStore, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Problem } from '../domain/job-spec/problems.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import styles from './DraftPage.module.css'
import type { Draft } from './use-draft.ts'
import { UnreadableYaml, YamlProblems } from './YamlProblems.tsx'

/**
 * The page of a draft: form and YAML as two views of one text, what is wrong with it, and what can be done with it.
 *
 * @param command the CLI's command that takes the same file
 * @param form undefined while the YAML cannot be read
 * @param actions below the problems
 */
export function DraftPage({
  title,
  command,
  draft,
  problems,
  form,
  yaml,
  actions,
  children,
}: {
  title: string
  command: string
  draft: Pick<Draft, 'isChanged' | 'discard'>
  problems: readonly Problem[]
  form: ReactNode
  yaml: ReactNode
  actions: ReactNode
  /** Dialogs. */
  children?: ReactNode
}) {
  return (
    <Page
      wide
      title={title}
      lead={`The form and the YAML are two views of one text. It is what ${command} takes.`}
      actions={
        draft.isChanged && (
          <Button variant="ghost" onClick={draft.discard}>
            Discard draft
          </Button>
        )
      }
    >
      <Views
        form={form ?? <UnreadableYaml problems={problems} />}
        yaml={yaml}
        footer={
          <>
            <YamlProblems problems={problems} />
            {actions}
          </>
        }
      />
      {children}
    </Page>
  )
}

/** Side by side where there is room, else one at a time, chosen by `view` in the address. */
function Views({ form, yaml, footer }: { form: ReactNode; yaml: ReactNode; footer: ReactNode }) {
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
