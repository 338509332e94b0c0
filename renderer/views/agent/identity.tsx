import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { IdentityWanted } from '../../../shared/contract/identity.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { IdentityChange, IdentityEntry, MergeSuggestion } from '../../../shared/domain/identity-change.ts'
import { ask } from '../../app/bridge.ts'
import { openAgent } from '../../app/routes.ts'
import { dateWords, many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Plain } from '../../components/plain.tsx'
import { Reasoned } from '../../components/reasoned.tsx'
import { say } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'

interface Proposal {
  readonly title: string
  readonly change: IdentityWanted
}

/** Whether it is one with another agent, what it is called here, and what people said of that. */
export function Identity({ agent }: { readonly agent: Agent }) {
  const suggestions = useAsk('identity.suggestions', { agentId: agent.id, limit: 5 })
  const changes = useAsk('identity.changes', { agentId: agent.id })
  const [proposed, setProposed] = useState<Proposal | null>(null)
  const parts = agent.sources
  return (
    <Section title="Who is who" aside={parts.length > 1 ? `${parts.length} things seen, counted as one` : 'one thing seen'}>
      <div data-testid="identity">
        {(suggestions.value ?? []).map((one) => (
          <Suggestion key={`${one.one.id} ${one.other.id}`} agent={agent} suggestion={one} propose={setProposed} />
        ))}
        {parts.length > 1 && (
          <ul className="sentences">
            {parts.map(({ connectionId, subjectKey, name, connectionLabel }) => (
              <li key={`${connectionId} ${subjectKey}`}>
                <p>
                  <Plain text={name} max={80} still /> <span className="quiet">{connectionLabel}</span>{' '}
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    onClick={() =>
                      setProposed({
                        title: 'Take this part out, as an agent of its own',
                        change: { kind: 'split', agentId: agent.id, members: [{ connectionId, subjectKey }] },
                      })
                    }
                  >
                    Is another agent
                  </Button>
                </p>
              </li>
            ))}
          </ul>
        )}
        {(changes.value ?? []).map((entry) => (
          <Change key={entry.entry} entry={entry} propose={setProposed} />
        ))}
        {proposed === null ? (
          <Rename agent={agent} propose={setProposed} />
        ) : (
          <Confirm key={proposed.title} proposed={proposed} leave={() => setProposed(null)} />
        )}
      </div>
    </Section>
  )
}

function Suggestion({
  agent,
  suggestion,
  propose,
}: {
  readonly agent: Agent
  readonly suggestion: MergeSuggestion
  readonly propose: (proposal: Proposal) => void
}) {
  const other = suggestion.one.id === agent.id ? suggestion.other : suggestion.one
  return (
    <div className="identity-suggestion" data-testid={`identity-suggestion-${other.id}`}>
      <p>
        May be the same as{' '}
        <button type="button" className="link" onClick={() => openAgent(other.id)}>
          <Plain text={other.name} max={80} still />
        </button>{' '}
        <span className="quiet">{other.connectionLabel}</span>
      </p>
      <ul className="bullets">
        {suggestion.evidence.map((line) => (
          <li key={line}>
            <Plain text={line} max={160} still />
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        size="compact-sm"
        data-testid="identity-merge"
        onClick={() =>
          propose({ title: `Count “${other.name}” as this agent`, change: { kind: 'merge', into: agent.id, from: [other.id] } })
        }
      >
        They are one
      </Button>{' '}
      <Button
        variant="subtle"
        size="compact-sm"
        data-testid="identity-apart"
        onClick={() => propose({ title: 'They are two', change: { kind: 'apart', one: agent.id, other: other.id } })}
      >
        They are two
      </Button>
    </div>
  )
}

function changeWords(change: IdentityChange): string {
  switch (change.kind) {
    case 'merge':
      return `${many(change.from.length, 'agent')} counted as one with another`
    case 'split':
      return 'A part taken out as an agent of its own'
    case 'apart':
      return 'Said to be two agents'
    case 'rename':
      return change.after === null ? 'Called as its source calls it' : `Called “${change.after}”`
    case 'undo':
      return `Took back entry ${change.entry}`
  }
}

function Change({ entry, propose }: { readonly entry: IdentityEntry; readonly propose: (proposal: Proposal) => void }) {
  const words = changeWords(entry.change)
  return (
    <p data-testid={`identity-change-${entry.entry}`}>
      <Plain text={words} max={200} still />{' '}
      <span className="quiet">
        by <Plain text={entry.by} max={60} still /> on {dateWords(entry.at)}: <Plain text={entry.reason} max={200} still />
        {entry.undone ? ' · taken back' : ''}
      </span>{' '}
      {!entry.undone && (
        <Button
          variant="subtle"
          size="compact-xs"
          data-testid="identity-undo"
          onClick={() => propose({ title: `Take back: ${words}`, change: { kind: 'undo', entry: entry.entry } })}
        >
          Take it back
        </Button>
      )}
    </p>
  )
}

function Rename({ agent, propose }: { readonly agent: Agent; readonly propose: (proposal: Proposal) => void }) {
  const [name, setName] = useState<string | null>(null)
  const own = agent.details['Named by its source']
  if (name === null)
    return (
      <p>
        {own !== undefined && (
          <span className="quiet">
            Its source calls it <Plain text={own} max={120} still />.{' '}
          </span>
        )}
        <Button variant="subtle" size="compact-sm" data-testid="identity-rename" onClick={() => setName(agent.name)}>
          Call it otherwise
        </Button>
      </p>
    )
  return (
    <form
      className="identity-line"
      onSubmit={(event) => {
        event.preventDefault()
        propose({ title: `Call it “${name.trim()}”`, change: { kind: 'rename', agentId: agent.id, name: name.trim() || null } })
      }}
    >
      <TextInput
        aria-label="Its name here"
        size="xs"
        autoFocus
        maxLength={200}
        data-testid="identity-name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={name.trim() === agent.name}>
        Go on
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => setName(null)}>
        Not now
      </Button>
    </form>
  )
}

function Confirm({ proposed, leave }: { readonly proposed: Proposal; readonly leave: () => void }) {
  return (
    <>
      <p>
        <b>
          <Plain text={proposed.title} max={200} still />
        </b>{' '}
        <span className="quiet">Nothing seen is lost. A decision whose facts change by it lapses.</span>
      </p>
      <Reasoned
        testId="identity"
        button={<Plain text={proposed.title} max={60} still />}
        focus
        leave={leave}
        put={async (reason) => {
          const result = await ask('identity.change', { change: proposed.change, reason })
          if (!result.ok) return result.failure
          leave()
          say('Written to the ledger', 'It survives every scan, and can be taken back.')
          return null
        }}
      />
    </>
  )
}
