import { ColoredCode } from '../../ColoredCode.tsx'
import type { CodeLanguageId } from '../../code-colors.ts'
import styles from './Preview.module.css'
import type { PreviewProps } from './preview-props.ts'
import { WholeText } from './WholeFile.tsx'

/** Source code in colours. */
export const CodePreview = ({ language, ...props }: PreviewProps & { language: CodeLanguageId }) => (
  <WholeText {...props}>
    {(code) => (
      <div className={styles.code}>
        <ColoredCode label={`Content of ${props.name}`} language={language} code={code} />
      </div>
    )}
  </WholeText>
)
