import type { FailedFile, UploadIncompleteError } from '../domain/upload-errors.ts'
import { formatBytes, formatCount, plural } from '../lib/numbers.ts'
import type { UploadProgress } from '../queries/upload-progress.ts'
import { CodeBlock, Disclosure } from '../ui/Disclosure.tsx'
import { Progress } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { explain } from './explain.ts'
import styles from './UploadProgressView.module.css'

/** How far an upload is or came; while it runs also how fast, and what goes wrong on the way. */
export function UploadProgressView({
  label,
  progress,
  isRunning = true,
}: {
  label: string
  progress: UploadProgress
  isRunning?: boolean
}) {
  const { phase, sentBytes, totalBytes, failed } = progress
  const { large, retrying, rate } = isRunning ? progress : { large: [], retrying: 0, rate: undefined }
  return (
    <div className={styles.progress}>
      <Progress label={label} value={totalBytes === 0 ? 1 : sentBytes / totalBytes} />
      <span className={styles.detail}>
        {phase === 'comparing' ? 'Comparing with what is in the workspace …' : sentWords({ ...progress, rate })}
      </span>
      {retrying > 0 && (
        <span className={styles.waiting}>{plural(retrying, 'file')} did not get through and will be tried again</span>
      )}
      {failed.length > 0 && <span className={styles.failed}>{plural(failed.length, 'file')} failed</span>}
      {large.map((file) => (
        <div key={file.path} className={styles.large}>
          <code>{file.path}</code>
          <span>
            {formatBytes(file.sentBytes)} of {formatBytes(file.totalBytes)}
          </span>
          <Progress label={file.path} value={file.sentBytes / file.totalBytes} />
        </div>
      ))}
    </div>
  )
}

function sentWords({ sentBytes, totalBytes, sentFiles, totalFiles, rate }: UploadProgress): string {
  const left = rate ? leftWords((totalBytes - sentBytes) / rate) : undefined
  return [
    `${formatBytes(sentBytes)} of ${formatBytes(totalBytes)}`,
    ...(totalFiles > 1 ? [`${formatCount(sentFiles)} of ${formatCount(totalFiles)} files`] : []),
    ...(rate ? [`${formatBytes(rate)}/s`] : []),
    ...(left !== undefined && sentBytes < totalBytes ? [left] : []),
  ].join(' · ')
}

/** Rough on purpose: a rate of the last seconds foretells no more. */
function leftWords(seconds: number): string | undefined {
  if (seconds < 5) return 'a few seconds left'
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s left`
  if (seconds < 90 * 60) return `about ${Math.ceil(seconds / 60)} min left`
  return seconds < 100 * 3600 ? `about ${Math.round(seconds / 3600)} h left` : undefined
}

/** The files that did not arrive, by reason. */
export function UploadFailures({ error }: { error: UploadIncompleteError }) {
  const byReason = [...Map.groupBy(error.failed, reasonOf)]
  return (
    <Notice tone="bad" title={error.message}>
      What has arrived is kept: another attempt sends the rest alone.
      {byReason.map(([reason, files]) => (
        <Reason key={reason} reason={reason} files={files} isOpen={byReason.length === 1 && files.length <= 5} />
      ))}
    </Notice>
  )
}

const mostNamed = 200

function Reason({ reason, files, isOpen }: { reason: string; files: readonly FailedFile[]; isOpen: boolean }) {
  const { advice, command } = explain(files[0]?.error)
  return (
    <>
      <Disclosure open={isOpen} summary={`${reason} (${plural(files.length, 'file')})`}>
        <ul className={styles.files} aria-label={reason}>
          {files.slice(0, mostNamed).map(({ path }) => (
            <li key={path}>
              <code>{path}</code>
            </li>
          ))}
          {files.length > mostNamed && <li>… and {formatCount(files.length - mostNamed)} more</li>}
        </ul>
      </Disclosure>
      {advice}
      {command && <CodeBlock label="Command">{command}</CodeBlock>}
    </>
  )
}

/** Without the file's own name, so that one cause stands there once. */
function reasonOf({ path, error }: FailedFile): string {
  const { title, detail } = explain(error)
  return `${title}: ${detail}`.replace(path, 'it')
}
