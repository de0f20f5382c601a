import { X } from 'lucide-react'
import { formatBytes, formatCount, plural } from '../../lib/numbers.ts'
import { mostHeldBytes, TooLargeToHoldError } from '../../lib/save-stream.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeBlock, Disclosure } from '../../ui/Disclosure.tsx'
import { Progress } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { FailureNote } from '../FailureNote.tsx'
import type { Download, Downloads } from './use-download.ts'

/** How far a download is, how to stop it, and in the end what is missing. */
export function DownloadNote({ downloads, download }: { downloads: Downloads; download: Download }) {
  const { name, state, progress } = download
  const { files, bytes, failed, total } = progress
  const amount = `${plural(files, 'file')}, ${formatBytes(bytes)}`
  const close = <Button small variant="ghost" icon={<X size={14} />} aria-label="Close" onClick={downloads.dismiss} />
  if (state === 'running')
    return (
      <Notice
        title={`Downloading ${name}`}
        actions={
          <Button small onClick={downloads.stop}>
            Stop
          </Button>
        }
      >
        {total ? `${formatBytes(Math.min(bytes, total))} of ${formatBytes(total)}` : `${amount} so far`}
        {failed.length > 0 && `, ${formatCount(failed.length)} failed`}
        {total !== undefined && total > 0 && <Progress label={`Download ${name}`} value={bytes / total} />}
      </Notice>
    )
  if (download.error instanceof TooLargeToHoldError)
    return (
      <Notice tone="bad" title={`Download ${name}: ${download.error.message}`} actions={close}>
        Without a place to write to, this browser holds a download until it is whole, at most{' '}
        {formatBytes(mostHeldBytes)}. Download one file at a time, use a browser built on Chromium, or run{' '}
        <code>az ml job download</code>.
      </Notice>
    )
  if (state === 'failed') return <FailureNote error={download.error} action={`Download ${name}`} />
  if (state === 'stopped')
    return (
      <Notice title={`The download of ${name} was stopped`} actions={close}>
        Nothing was saved.
      </Notice>
    )
  return (
    <Notice
      tone={failed.length > 0 ? 'warning' : 'good'}
      title={failed.length > 0 ? `${plural(failed.length, 'file is', 'files are')} not in ${name}` : `${name} is saved`}
      actions={close}
    >
      {amount}
      {failed.length > 0 && (
        <Disclosure summary="What is missing, and why">
          <CodeBlock label="Files that are missing">
            {failed.map(({ path, message }) => `${path}\n  ${message}`).join('\n')}
          </CodeBlock>
        </Disclosure>
      )}
    </Notice>
  )
}
