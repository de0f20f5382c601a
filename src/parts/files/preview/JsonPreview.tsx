import { useMemo } from 'react'
import { parseLenientJson } from '../../../lib/lenient-json.ts'
import { JsonTree } from './JsonTree.tsx'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { PlainText } from './TextPreview.tsx'
import { WholeText } from './WholeFile.tsx'

/** JSON as a tree; text that is none stays text, with the place of the mistake. */
export const JsonPreview = (props: PreviewProps) => (
  <WholeText {...props}>{(text) => <Parsed name={props.name} text={text} />}</WholeText>
)

function Parsed({ name, text }: { name: string; text: string }) {
  const parsed = useMemo(() => parse(text), [text])
  if ('error' in parsed)
    return (
      <div className={styles.stack}>
        <p className={styles.remark}>This is no JSON: {parsed.error}</p>
        <PlainText name={name} text={text} />
      </div>
    )
  return <JsonTree label={`Content of ${name}`} value={parsed.value} />
}

/** Python writes NaN and Infinity, which are no JSON but are meant well. */
export function parse(text: string): { value: unknown } | { error: string } {
  try {
    return { value: parseLenientJson(text) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
