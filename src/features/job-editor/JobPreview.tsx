import { Suspense, use, useId, type ReactNode } from 'react'
import { ArmError, NetworkError } from '../../api/arm-error.ts'
import { changeInWords, changesBetween } from '../../domain/job-spec/changes.ts'
import { workspaceId, type WorkspaceRef } from '../../domain/refs.ts'
import { formatBytes, plural } from '../../lib/numbers.ts'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { YamlDiff } from '../../parts/YamlDiff.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CodeBlock, Disclosure } from '../../ui/Disclosure.tsx'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './JobPreview.module.css'
import type { PlannedRequest, Rehearsal } from './rehearsal.ts'
import type { SubmitStep } from './submission.ts'
import type { JobTemplate } from './use-job-draft.ts'

/** Everything that submitting would send, in its order, and what a copy changes against the job it was made of. */
export function JobPreview({
  rehearsal,
  workspace,
  template,
  text,
  onClose,
}: {
  rehearsal: Promise<Rehearsal>
  workspace: WorkspaceRef
  template: JobTemplate
  text: string
  onClose: () => void
}) {
  return (
    <Dialog title="What will be sent" width={900} onClose={onClose}>
      {template.copyOf !== undefined && <Changes copyOf={template.copyOf} original={template.text} text={text} />}
      <Part title="Requests">
        <Suspense fallback={<SkeletonRows rows={4} label="Looking up what will be sent" />}>
          <Requests rehearsal={rehearsal} workspace={workspace} />
        </Suspense>
      </Part>
    </Dialog>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

function Changes({ copyOf, original, text }: { copyOf: string; original: string; text: string }) {
  const changes = changesBetween(original, text) ?? []
  if (changes.length === 0) return <Part title={`Nothing differs from ${copyOf}`}>{null}</Part>
  return (
    <Part title={`${plural(changes.length, 'field differs', 'fields differ')} from ${copyOf}`}>
      <ul className={styles.changes}>
        {changes.map((change) => (
          <li key={change.path.join('.')}>{changeInWords(change)}</li>
        ))}
      </ul>
      <YamlDiff label={`YAML of ${copyOf} and of this job`} original={original} modified={text} />
    </Part>
  )
}

function Requests({ rehearsal, workspace }: { rehearsal: Promise<Rehearsal>; workspace: WorkspaceRef }) {
  const { requests, stoppedAt } = use(rehearsal)
  const root = workspaceId(workspace)
  return (
    <>
      <p className={styles.hint}>
        <code>$WS</code> stands for the workspace’s id. Each call below it carries <code>api-version=2025-09-01</code>{' '}
        and your token.
      </p>
      {stoppedAt && <Obstacle step={stoppedAt} />}
      <ol className={styles.requests}>
        {requests.map((request, index) => (
          <li key={`${index} ${request.path}`}>
            <Request request={request} root={root} isLast={index === requests.length - 1} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** Where submitting would stop; what a step says by itself is no failure of the page. */
const Obstacle = ({ step: { title, error } }: { step: SubmitStep }) =>
  error instanceof ArmError || error instanceof NetworkError ? (
    <FailureNote error={error} action={title} />
  ) : (
    <Notice tone="bad" title={`It would stop here: ${title}`}>
      {error instanceof Error ? error.message : String(error)}
    </Notice>
  )

function Request({ request, root, isLast }: { request: PlannedRequest; root: string; isLast: boolean }) {
  const { purpose, method, path, body, files, found } = request
  const shown = body === undefined ? undefined : JSON.stringify(body, null, 2).replaceAll(root, '$WS')
  const address = path.startsWith('/') ? `$WS${path}` : `${path}/…`
  return (
    <>
      <span className={styles.purpose}>
        {purpose}
        {files && ` ${plural(files.count, 'file')}, ${formatBytes(files.bytes)}`}
        {found && <span className={styles.found}>{found}</span>}
      </span>
      <code className={styles.call}>
        {method} {address}
      </code>
      {shown !== undefined && (
        <Disclosure summary="Request body" open={isLast}>
          <CopyButton text={shown} label="request body">
            Copy
          </CopyButton>
          <CodeBlock label="Request body">{shown}</CodeBlock>
        </Disclosure>
      )}
    </>
  )
}
