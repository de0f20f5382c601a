import { formatBytes } from '../../../lib/numbers.ts'
import { Button } from '../../../ui/Button.tsx'
import { FailureNote } from '../../FailureNote.tsx'
import { pieceBytes } from '../../../queries/file-content.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { useTextPieces, type TextPieces } from './use-text-pieces.ts'

/** A text from its beginning, and on piece by piece. */
export function TextPreview(props: PreviewProps) {
  const pieces = useTextPieces(props)
  return (
    <div className={styles.stack}>
      {pieces.decoded && <PlainText name={props.name} text={pieces.decoded.text} />}
      {pieces.decoded?.encoding === 'windows-1252' && (
        <p className={styles.remark}>This file is no UTF-8; it is read as Windows-1252.</p>
      )}
      <MoreText pieces={pieces} />
    </div>
  )
}

/** Text as it is. */
export const PlainText = ({ name, text }: { name: string; text: string }) => (
  // A region that scrolls must be reachable without a mouse.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <pre className={styles.text} tabIndex={0} role="region" aria-label={`Content of ${name}`}>
    {text}
  </pre>
)

/** How much of a file is shown, and a button for more; nothing where all of it is. */
export function MoreText({ pieces }: { pieces: TextPieces }) {
  const { isWhole, shownBytes, size, showMore, isLoading, error } = pieces
  if (isWhole) return null
  return (
    <>
      <div className={styles.bar} role="status">
        <span>
          The first {formatBytes(shownBytes)} of {formatBytes(size)}.
        </span>
        {showMore || isLoading ? (
          <Button small busy={isLoading} onClick={showMore}>
            Show next {formatBytes(Math.min(pieceBytes, size - shownBytes))}
          </Button>
        ) : (
          <span>Download the file for all of it.</span>
        )}
      </div>
      {error != null && <FailureNote error={error} action="Read the file" onRetry={() => showMore?.()} />}
    </>
  )
}
