import { Button } from '@mantine/core'
import './blocking.css'

/** Blocks the window when the engine is gone: what happened, what is safe, what to do. */
export function EngineStopped() {
  return (
    <main className="blocking" role="alert" data-testid="engine-stopped">
      <h1>The engine has stopped</h1>
      <p>
        The part of Rollcall that keeps the inventory stopped twice in a row. Every decision that was shown as taken is in the workspace
        file. A scan that was running goes on where it was when Rollcall starts again.
      </p>
      <p>Close the window and start Rollcall again. If it stops once more, keep a copy of the workspace file before anything else.</p>
      <Button onClick={() => location.reload()}>Try to connect again</Button>
    </main>
  )
}
