import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode, type RefObject } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Fix, Problem } from '../domain/job-spec/problems.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Page } from '../ui/Page.tsx'
import { Split } from '../ui/Split.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import styles from './DraftPage.module.css'
import { focusField } from './find-field.ts'
import type { Draft } from './use-draft.ts'
import type { Places } from './use-places.ts'
import { UnreadableYaml, YamlProblems } from './YamlProblems.tsx'

/** What stands beside form and YAML; the name is that of its tab. */
export type FurtherView = Readonly<{ id: string; text: string; content: ReactNode }>

/**
 * The page of a draft: form and YAML as two views of one text, what is wrong with it, and what can be done with it.
 *
 * @param command the CLI's command that takes the same file
 * @param form undefined while the YAML cannot be read
 * @param further a third view, which shares its place with the YAML where there is room for both
 * @param places leads from a problem to where it is
 * @param onFix applies a way out of one of the problems to the text
 * @param note above both views, where there is something to know of the draft
 * @param actions below the problems
 */
export function DraftPage({
  title,
  command,
  draft,
  problems,
  onFix,
  places,
  form,
  yaml,
  further,
  note,
  tools,
  actions,
  children,
}: {
  title: string
  command: string
  draft: Pick<Draft, 'isChanged' | 'discard'>
  problems: readonly Problem[]
  onFix: (fix: Fix) => void
  places?: Places
  form: ReactNode
  yaml: ReactNode
  further?: FurtherView
  note?: ReactNode
  /** Beside the title: what concerns the draft as a whole. */
  tools?: ReactNode
  actions: ReactNode
  /** Dialogs. */
  children?: ReactNode
}) {
  const formRef = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Where form and YAML share one place, the form has to come into sight first.
    if (places?.wanted && formRef.current) places.settle(focusField(formRef.current, places.wanted.path))
  })
  return (
    <Page
      wide
      title={title}
      lead={`Form and YAML are two views of what ${command} takes.`}
      actions={
        <>
          {draft.isChanged && (
            <Button variant="ghost" small onClick={draft.discard}>
              Discard draft
            </Button>
          )}
          {tools}
        </>
      }
    >
      {note}
      <Views
        formRef={formRef}
        form={form ?? <UnreadableYaml problems={problems} />}
        yaml={yaml}
        further={further}
        footer={
          <>
            <YamlProblems problems={problems} onFix={onFix} onGoTo={places?.goTo} />
            {actions}
          </>
        }
      />
      {children}
    </Page>
  )
}

/** Side by side where there is room, else one at a time, chosen by `view` in the address. */
function Views({
  formRef,
  form,
  yaml,
  further,
  footer,
}: {
  formRef: RefObject<HTMLDivElement | null>
  form: ReactNode
  yaml: ReactNode
  further: FurtherView | undefined
  footer: ReactNode
}) {
  const isWide = useMedia('(min-width: 1100px)')
  const isVeryWide = useMedia('(min-width: 1800px)')
  const [params] = useSearchParams()
  const { pathname } = useLocation()
  if (isWide) {
    return (
      <div className={classes(styles.split, further && isVeryWide && styles.three)}>
        <div ref={formRef} className={styles.form}>
          {form}
        </div>
        <div className={classes(styles.side, further && styles.full)}>
          {further ? (
            <Split
              label={`YAML and ${further.text}`}
              direction={isVeryWide ? 'columns' : 'rows'}
              first={yaml}
              second={further.content}
            />
          ) : (
            yaml
          )}
          <div className={styles.footer}>{footer}</div>
        </div>
      </div>
    )
  }
  const views = [
    {
      id: 'form',
      text: 'Form',
      content: (
        <div ref={formRef} className={styles.form}>
          {form}
        </div>
      ),
    },
    { id: 'yaml', text: 'YAML', content: <div className={styles.yaml}>{yaml}</div> },
    ...(further ? [{ ...further, content: <div className={styles.yaml}>{further.content}</div> }] : []),
  ]
  const current = views.find(({ id }) => id === params.get('view')) ?? views[0]
  const linkTo = (id: string) => {
    const next = new URLSearchParams(params)
    next.set('view', id)
    return { pathname, search: next.toString() }
  }
  return (
    <div className={styles.stack}>
      <Tabs
        label="Ways to edit"
        current={current?.id ?? ''}
        tabs={views.map(({ id, text }) => ({ id, text, to: linkTo(id) }))}
      />
      {current?.content}
      <div className={styles.footer}>{footer}</div>
    </div>
  )
}

function useMedia(query: string): boolean {
  const media = useMemo(() => matchMedia(query), [query])
  const subscribe = useCallback(
    (listener: () => void) => {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [media],
  )
  return useSyncExternalStore(subscribe, () => media.matches)
}
