import { X } from 'lucide-react'
import { formatBytes } from '../../../lib/numbers.ts'
import { mostHeldBytes, TooLargeToHoldError } from '../../../lib/save-stream.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Progress } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './DownloadNote.module.css'
import type { Download } from './use-download.ts'

/** How far a download is, or why it failed. */
export function DownloadNote({ download, onStop }: { download: Download; onStop: () => void }) {
  const { what } = download
  if (download.state === 'failed') {
    if (download.error instanceof TooLargeToHoldError)
      return (
        <Notice tone="bad" title={`Download ${what}: ${download.error.message}`}>
          Without a place to write to, this browser holds a download until it is whole, at most{' '}
          {formatBytes(mostHeldBytes)}. Download one file at a time, use a browser built on Chromium, or run{' '}
          <code>az ml job download</code>.
        </Notice>
      )
    return <FailureNote error={download.error} action={`Download ${what}`} />
  }
  const { saved, total } = download
  return (
    <div className={styles.note} role="status">
      <span>
        Downloading {what}: {formatBytes(saved)}
        {total > 0 && ` of ${formatBytes(total)}`}
      </span>
      <Progress label={`Download ${what}`} value={total > 0 ? saved / total : 0} />
      <Button variant="ghost" small icon={<X size={15} />} onClick={onStop}>
        Stop
      </Button>
    </div>
  )
}
