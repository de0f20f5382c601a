import { Component, Suspense, type ReactNode } from 'react'

/** Monaco does its work in workers; where there are none it would only break. */
export const canRunMonaco = typeof Worker !== 'undefined'

/** What needs Monaco, and `plain` in its place until it has arrived and where it cannot run. */
export function WithMonaco({ plain, children }: { plain: ReactNode; children: ReactNode }) {
  if (!canRunMonaco) return plain
  return (
    <FallBack to={plain}>
      <Suspense fallback={plain}>{children}</Suspense>
    </FallBack>
  )
}

/** Shows something else when its content cannot be rendered, such as a chunk that does not load. */
class FallBack extends Component<{ to: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.to : this.props.children
  }
}
