import { useMemo } from 'react'
import { formatBytes } from '../../../lib/numbers.ts'
import { KeyValues } from '../../../ui/Card.tsx'
import { ColoredCode } from '../../ColoredCode.tsx'
import { readModelFacts, type ModelFacts, type SignatureField } from './mlmodel.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { WholeText } from './WholeFile.tsx'

/** An `MLmodel` file: what the model is and takes, then its text. */
export const ModelPreview = (props: PreviewProps) => (
  <WholeText {...props}>{(text) => <Model name={props.name} text={text} />}</WholeText>
)

function Model({ name, text }: { name: string; text: string }) {
  const facts = useMemo(() => tryToRead(text), [text])
  return (
    <div className={styles.stack}>
      {typeof facts === 'string' ? (
        <p className={styles.remark}>This is no MLmodel file that can be read: {facts}</p>
      ) : (
        <Facts facts={facts} />
      )}
      <div className={styles.code}>
        <ColoredCode label={`Content of ${name}`} language="yaml" code={text} />
      </div>
    </div>
  )
}

/** @returns why it cannot be read, where it cannot */
function tryToRead(text: string): ModelFacts | string {
  try {
    return readModelFacts(text)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const Facts = ({ facts }: { facts: ModelFacts }) => (
  <KeyValues
    pairs={[
      ['Flavors', facts.flavors.join(', ') || undefined],
      ['Libraries', facts.libraries.join(', ') || undefined],
      ['Python', facts.pythonVersion],
      ['MLflow', facts.mlflowVersion],
      ['Takes', fieldsInWords(facts.inputs)],
      ['Gives', fieldsInWords(facts.outputs)],
      ['Size', facts.sizeBytes === undefined ? undefined : formatBytes(facts.sizeBytes)],
      ['Run', facts.runId],
      ['Created', facts.created && `${facts.created} UTC`],
    ]}
  />
)

const fieldsInWords = (fields: readonly SignatureField[]) =>
  fields.length === 0
    ? undefined
    : fields.map(({ name, type, isOptional }) => `${name}: ${type}${isOptional ? ' (optional)' : ''}`).join(', ')
