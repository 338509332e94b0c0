import { useState } from 'react'
import { useAsk } from '../../app/use-ask.ts'
import { CallDetails } from '../../components/call.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'

/** The calls behind everything that is said about the agent. */
export function Evidence({ id }: { readonly id: string }) {
  const calls = useAsk('agents.calls', { id })
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Section title="Evidence" aside="each call that brought a value">
      <Answer of={calls}>
        {(list) =>
          list.length === 0 ? (
            <p className="quiet">No call is recorded.</p>
          ) : (
            <ul className="calls">
              {list.map((call) => (
                <li key={call.id}>
                  <button
                    type="button"
                    className="call-row"
                    aria-expanded={open === call.id}
                    onClick={() => setOpen(open === call.id ? null : call.id)}
                  >
                    <code>
                      {call.method} <Plain text={call.template} max={100} still />
                    </code>
                    <span className="quiet tabular">{call.status ?? call.outcome}</span>
                  </button>
                  {open === call.id && <CallDetails call={call} />}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  )
}
