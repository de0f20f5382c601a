import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { generateCode, type CodeLanguage } from '../../domain/job-spec/code/generate.ts'
import { type CodeTarget } from '../../domain/job-spec/code/code-target.ts'
import type { SpecFile } from '../../domain/job-spec/spec-file.ts'
import { isSweep, type JobSpec } from '../../domain/job-spec/jobs/sweep-job-spec.ts'
import { ColoredCode } from '../../parts/ColoredCode.tsx'
import type { CodeLanguageId } from '../../parts/code-colors.ts'
import type { WorkspacePlace } from '../../paths.ts'
import { endpoints } from '../../queries/endpoints.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import styles from './CodePane.module.css'

type Language = Readonly<{ id: CodeLanguage; text: string; highlight: CodeLanguageId }>

const languages: readonly Language[] = [
  { id: 'cli', text: 'CLI', highlight: 'shell' },
  { id: 'python', text: 'Python', highlight: 'python' },
  { id: 'rest', text: 'REST', highlight: 'shell' },
]

/** A job and the text that it was read from. */
type Source = Readonly<{ job: JobSpec; text: string }>

/**
 * The same job as commands to take away, chosen by `code` in the address. It follows the text a moment later, so that
 * typing never waits for it, and shows the last text without errors while there are some.
 *
 * @param job undefined while the text has errors
 * @param isOther the text is of a kind that is not submitted from here
 * @param jobName the name that the job gets when its YAML has none
 */
export function CodePane({
  job,
  isOther,
  text,
  jobName,
  workspace,
}: {
  job: JobSpec | undefined
  isOther: boolean
  text: string
  jobName: string
  workspace: WorkspacePlace
}) {
  const [last, setLast] = useState<Source>()
  if (job && job !== last?.job) setLast({ job, text })
  // The code of what was there before would be that of something else.
  if (isOther && last) setLast(undefined)
  const source = useDeferredValue(last)
  const [params] = useSearchParams()
  const { pathname } = useLocation()
  const language = languages.find(({ id }) => id === params.get('code')) ?? languages[0]
  if (!language) return null
  const linkTo = (id: string) => {
    const next = new URLSearchParams(params)
    next.set('code', id)
    return { pathname, search: next.toString() }
  }
  const tabs = (
    <Tabs
      label="Code for"
      current={language.id}
      tabs={languages.map(({ id, text: name }) => ({ id, text: name, to: linkTo(id) }))}
    />
  )
  return (
    <section className={styles.pane} aria-label="Code">
      {source ? (
        <Code language={language} source={source} workspace={workspace} jobName={jobName} tabs={tabs} isLate={!job} />
      ) : (
        <>
          {tabs}
          <p className={styles.remark}>
            {isOther ? 'There is code for command and sweep jobs.' : 'The code appears when the YAML has no errors.'}
          </p>
        </>
      )}
    </section>
  )
}

function Code({
  language,
  source: { job, text },
  workspace,
  jobName,
  tabs,
  isLate,
}: {
  language: Language
  source: Source
  workspace: WorkspacePlace
  jobName: string
  tabs: ReactNode
  isLate: boolean
}) {
  const code = useMemo(
    () => generateCode(language.id, fileOf(job), text, targetFor(workspace, jobName)),
    [language, job, text, workspace, jobName],
  )
  const label = `${language.text} code`
  return (
    <>
      <div className={styles.head}>
        {tabs}
        <CopyButton text={code} label={label}>
          Copy
        </CopyButton>
      </div>
      {isLate && <p className={styles.remark}>This is the last text without errors.</p>}
      <ColoredCode label={label} language={language.highlight} code={code} />
    </>
  )
}

const fileOf = (job: JobSpec): SpecFile =>
  isSweep(job) ? { kind: 'sweep', spec: job } : { kind: 'command', spec: job }

function targetFor({ tenantId, ...workspace }: WorkspacePlace, jobName: string): CodeTarget {
  const { arm, signIn } = endpoints()
  return { workspace, ...(tenantId && { tenantId }), armEndpoint: arm, loginEndpoint: signIn, jobName }
}
