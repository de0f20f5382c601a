import { Component, type ReactNode } from 'react'
import { forgetPages } from './open-page.ts'

type Props = Readonly<{
  /** Changes when the reader goes to another page, which deserves a try of its own. */
  page: string
  fallback: (error: unknown) => ReactNode
  children: ReactNode
}>
type State = Readonly<{ page: string; failure: { error: unknown } | undefined }>

/** Shows what a page's loader or rendering threw in place of the page. React knows error boundaries as classes only. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { page: this.props.page, failure: undefined }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failure: { error } }
  }

  static getDerivedStateFromProps({ page }: Props, state: State): State | null {
    return page === state.page ? null : { page, failure: undefined }
  }

  override componentDidCatch(): void {
    forgetPages()
  }

  override render(): ReactNode {
    const { failure } = this.state
    return failure ? this.props.fallback(failure.error) : this.props.children
  }
}
