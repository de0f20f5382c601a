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

/** Text as it is, in stretches of which the browser lays out those in sight alone. */
export const PlainText = ({ name, text }: { name: string; text: string }) => (
  // A region that scrolls must be reachable without a mouse.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <pre className={styles.text} tabIndex={0} role="region" aria-label={`Content of ${name}`}>
    {stretches(text).map((stretch, index) => (
      // A stretch is what stands at its place.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className={styles.stretch}>
        {stretch}
      </span>
    ))}
  </pre>
)

/** Characters; about two screens of text. */
const stretchLength = 8_000

/** A text in parts of whole lines; a line without end is cut all the same. */
function stretches(text: string): string[] {
  const parts: string[] = []
  for (let from = 0; from < text.length;) {
    const lineEnd = text.indexOf('\n', from + stretchLength) + 1
    const end = lineEnd > 0 && lineEnd < from + 4 * stretchLength ? lineEnd : from + 4 * stretchLength
    parts.push(text.slice(from, end))
    from = end
  }
  return parts
}

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
