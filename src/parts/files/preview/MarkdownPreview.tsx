import type { PreviewProps } from './preview-props.ts'
import { SafeMarkdown } from './SafeMarkdown.tsx'
import { WholeText } from './WholeFile.tsx'

export const MarkdownPreview = (props: PreviewProps) => (
  <WholeText {...props}>{(text) => <SafeMarkdown text={text} />}</WholeText>
)
