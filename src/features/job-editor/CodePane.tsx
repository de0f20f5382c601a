import { memo, useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { generateCode, type CodeLanguage, type CodeTarget } from '../../domain/job-spec/code/generate.ts'
import type { SpecFile } from '../../domain/job-spec/spec-file.ts'
import { isSweep, type JobSpec } from '../../domain/job-spec/sweep-job-spec.ts'
import { ColoredCode } from '../../parts/ColoredCode.tsx'
import type { CodeLanguageId } from '../../parts/code-colors.ts'
import type { WorkspacePlace } from '../../paths.ts'
import { endpoints } from '../../queries/endpoints.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import styles from './CodePane.module.css'

type Language = Readonly<{ id: CodeLanguage; text: string; highlight: CodeLanguageId; needs: ReactNode }>

const languages: readonly Language[] = [
  {
    id: 'cli',
    text: 'CLI',
    highlight: 'shell',
    needs: (
      <>
        Bash and the Azure CLI with <code>az extension add --name ml</code>, after <code>az login</code>.
      </>
    ),
  },
  {
    id: 'python',
    text: 'Python',
    highlight: 'python',
    needs: (
      <>
        Python 3.9 or later with <code>pip install azure-ai-ml azure-identity</code>.
      </>
    ),
  },
  { id: 'rest', text: 'REST', highlight: 'shell', needs: 'Bash with curl, and a token of yours.' },
]

/** A job and the text that it was read from. */
type Source = Readonly<{ job: JobSpec; text: string }>

/**
 * The same job as commands to take away, chosen by `code` in the address. It follows the text a moment later, so that
 * typing never waits for it, and shows the last text without errors while there are some.
 *
 * @param job undefined while the text has errors
 * @param jobName the name that the job gets when its YAML has none
 */
export function CodePane({
  job,
  text,
  jobName,
  workspace,
}: {
  job: JobSpec | undefined
  text: string
  jobName: string
  workspace: WorkspacePlace
}) {
  const [last, setLast] = useState<Source>()
  if (job && job !== last?.job) setLast({ job, text })
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
  return (
    <section className={styles.pane} aria-label="Code">
      <Tabs
        label="Code for"
        current={language.id}
        tabs={languages.map(({ id, text: name }) => ({ id, text: name, to: linkTo(id) }))}
      />
      {source ? (
        <Code language={language} source={source} workspace={workspace} jobName={jobName} isOld={!job} />
      ) : (
        <p className={styles.needs}>The code appears when the YAML has no errors.</p>
      )}
    </section>
  )
}

const Code = memo(function Code({
  language,
  source: { job, text },
  workspace,
  jobName,
  isOld,
}: {
  language: Language
  source: Source
  workspace: WorkspacePlace
  jobName: string
  isOld: boolean
}) {
  const code = useMemo(
    () => generateCode(language.id, fileOf(job), text, targetFor(workspace, jobName)),
    [language, job, text, workspace, jobName],
  )
  return (
    <>
      <ColoredCode label={`${language.text} code`} language={language.highlight} code={code} />
      <div className={styles.foot}>
        <p className={styles.needs}>{isOld ? 'This is the last text without errors.' : <>Needs: {language.needs}</>}</p>
        <CopyButton text={code} label={`${language.text} code`}>
          Copy
        </CopyButton>
      </div>
    </>
  )
})

const fileOf = (job: JobSpec): SpecFile =>
  isSweep(job) ? { kind: 'sweep', spec: job } : { kind: 'command', spec: job }

function targetFor({ tenantId, ...workspace }: WorkspacePlace, jobName: string): CodeTarget {
  const { arm, signIn } = endpoints()
  return { workspace, ...(tenantId && { tenantId }), armEndpoint: arm, loginEndpoint: signIn, jobName }
}
