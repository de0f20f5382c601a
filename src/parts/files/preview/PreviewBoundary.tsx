import { Component, type ReactNode } from 'react'
import { Notice } from '../../../ui/Notice.tsx'

/**
 * Around each preview: what a job wrote may break whoever tries to show it, but no more than that. Give it a key that
 * changes with the file.
 */
export class PreviewBoundary extends Component<
  { plain: ReactNode; children: ReactNode },
  { error: Error | undefined }
> {
  override state: { error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error('It failed without a word.') }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <>
        <Notice tone="warning" title="This file cannot be shown in its own way">
          {error.message}
        </Notice>
        {this.props.plain}
      </>
    )
  }
}
