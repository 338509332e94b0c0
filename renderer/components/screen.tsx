import type { ReactNode } from 'react'
import './screen.css'

/** A screen: its title, a line of state in words, its actions, its content. */
export function Screen({
  title,
  says,
  actions,
  children,
  wide = false,
  lead = false,
}: {
  readonly title: string
  readonly says?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly wide?: boolean
  /** The screen opens with its line of state instead of its name. */
  readonly lead?: boolean
}) {
  return (
    <section className={wide ? 'screen screen-wide' : 'screen'} aria-label={title}>
      <header className={lead ? 'unseen' : 'screen-head'}>
        <div>
          <h1>{title}</h1>
          {says !== undefined && <p className="screen-says">{says}</p>}
        </div>
        {actions !== undefined && <div className="screen-actions">{actions}</div>}
      </header>
      {/* What scrolls must be reachable by keyboard, even without a control in it. */}
      <div className="screen-body" tabIndex={wide ? undefined : 0}>
        {children}
      </div>
    </section>
  )
}

export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="section">
      <header className="section-head">
        <h2>{title}</h2>
        {aside !== undefined && <span className="quiet">{aside}</span>}
      </header>
      {children}
    </section>
  )
}
