import { lazy } from 'react'
import { CodeBlock } from '../ui/Disclosure.tsx'
import styles from './YamlDiff.module.css'
import { WithMonaco } from './WithMonaco.tsx'

export type YamlDiffProps = Readonly<{
  /** What is compared, for those who do not see it: `Cluster now and as it will be`. */
  label: string
  original: string
  modified: string
  /** YAML unless something else is said. */
  language?: 'yaml' | 'python' | 'shell' | 'plaintext'
}>

const Monaco = lazy(() => import('./YamlDiffMonaco.tsx').then(({ YamlDiffMonaco }) => ({ default: YamlDiffMonaco })))

/** Two texts, YAML or others, and what differs: side by side where there is room, else line below line. Both texts without Monaco. */
export function YamlDiff(props: YamlDiffProps) {
  const plain = <BothTexts {...props} />
  return (
    <WithMonaco plain={plain}>
      <Monaco key={props.label} {...props} />
    </WithMonaco>
  )
}

const BothTexts = ({ label, original, modified }: YamlDiffProps) => (
  <div className={styles.both}>
    <CodeBlock label={`${label}: before`}>{original}</CodeBlock>
    <CodeBlock label={`${label}: after`}>{modified}</CodeBlock>
  </div>
)
