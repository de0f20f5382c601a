import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { CodeBlock } from '../../../ui/Disclosure.tsx'
import { hexLines } from './hex.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'

/** Bytes on request; more of them tell nobody more. */
const shownBytes = 4096

/** What a file is that no text can be made of. It is never taken apart: reading a pickle runs what is in it. */
export function BinaryPreview({ name, head, remark }: PreviewProps & { remark: string }) {
  const [isHex, setHex] = useState(false)
  return (
    <div className={styles.stack}>
      <p className={styles.remark}>{remark} It is not opened here; download it to use it.</p>
      <div>
        <Button small aria-pressed={isHex} onClick={() => setHex(!isHex)}>
          {isHex ? 'Hide the bytes' : 'Show the first bytes'}
        </Button>
      </div>
      {isHex && <CodeBlock label={`First bytes of ${name}`}>{hexLines(head.bytes.subarray(0, shownBytes))}</CodeBlock>}
    </div>
  )
}
