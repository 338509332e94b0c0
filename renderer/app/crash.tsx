import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import './blocking.css'

/** The last net under the window: a fault in drawing is shown with a way on, never as a blank page. */
export class Crash extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <main className="blocking" role="alert">
        <h1>The window made a mistake</h1>
        <p>Your inventory and your decisions are safe: they live in the workspace file, not in the window.</p>
        <code>{this.state.error.message}</code>
        <Button onClick={() => location.reload()}>Draw it again</Button>
      </main>
    )
  }
}
