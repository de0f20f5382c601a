import { Component, type ReactNode } from 'react'

/** Shows something else when its content cannot be rendered, such as a chunk that does not load. */
export class FallBack extends Component<{ to: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.to : this.props.children
  }
}
