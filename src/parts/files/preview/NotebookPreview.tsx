import { lazy, Suspense, useMemo } from 'react'
import { formatCount } from '../../../lib/numbers.ts'
import { classes } from '../../../ui/classes.ts'
import { ColoredCode } from '../../ColoredCode.tsx'
import { readNotebook, type CellOutput, type Notebook, type NotebookCell } from './notebook.ts'
import styles from './NotebookPreview.module.css'
import preview from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { PlainText } from './TextPreview.tsx'
import { WholeText } from './WholeFile.tsx'

const SafeMarkdown = lazy(async () => ({ default: (await import('./SafeMarkdown.tsx')).SafeMarkdown }))

/** A notebook to be read: its text, code, texts and pictures. Nothing in it is run. */
export const NotebookPreview = (props: PreviewProps) => (
  <WholeText {...props}>{(text) => <Read name={props.name} text={text} />}</WholeText>
)

function Read({ name, text }: { name: string; text: string }) {
  const read = useMemo(() => tryToRead(text), [text])
  if (typeof read === 'string')
    return (
      <div className={preview.stack}>
        <p className={preview.remark}>This is no notebook that can be read: {read}</p>
        <PlainText name={name} text={text.slice(0, 200_000)} />
      </div>
    )
  return (
    <section className={preview.stack} aria-label={`Content of ${name}`}>
      {read.cells.map((cell, index) => (
        // Cells have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Cell key={index} number={index + 1} cell={cell} isPython={read.language === 'python'} />
      ))}
      {read.leftOut > 0 && (
        <p className={preview.remark}>{formatCount(read.leftOut)} more cells. Download the notebook for all of it.</p>
      )}
    </section>
  )
}

/** @returns why it cannot be read, where it cannot */
function tryToRead(text: string): Notebook | string {
  try {
    return readNotebook(text)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function Cell({ number, cell, isPython }: { number: number; cell: NotebookCell; isPython: boolean }) {
  if (cell.kind === 'markdown')
    return (
      <Suspense fallback={<pre className={styles.output}>{cell.text}</pre>}>
        <SafeMarkdown text={cell.text} />
      </Suspense>
    )
  if (cell.kind === 'raw') return <pre className={styles.output}>{cell.text}</pre>
  const label = `Code cell ${number}`
  return (
    <div className={styles.cell}>
      <span className={styles.count}>[{cell.count ?? ' '}]</span>
      {cell.text !== '' && (
        <div className={preview.inline}>
          {isPython ? (
            <ColoredCode label={label} language="python" code={cell.text} />
          ) : (
            <PlainText name={label} text={cell.text} />
          )}
        </div>
      )}
      {cell.outputs.map((output, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Output key={index} output={output} />
      ))}
    </div>
  )
}

function Output({ output }: { output: CellOutput }) {
  switch (output.kind) {
    case 'text':
      return <pre className={styles.output}>{output.text}</pre>
    case 'error':
      return <pre className={classes(styles.output, styles.error)}>{output.text}</pre>
    case 'image':
      return <img className={styles.image} src={output.dataUrl} alt="Output of the cell" />
    case 'left-out':
      return <p className={preview.remark}>An output that is not shown here ({output.types.join(', ')}).</p>
    default:
      return output satisfies never
  }
}
