import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Value } from '../../../shared/contract/contract.ts'
import type { Person, PersonKey } from '../../../shared/domain/people.ts'
import { bridge } from '../../app/bridge.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { say, sayFailure } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { Empty } from '../../components/states.tsx'
import { AddKey } from './add-key.tsx'
import { AddPerson } from './add-person.tsx'
import { homeWords, inOrder, roleWords } from './model.ts'
import { ChangeStanding, useChange } from './use-change.tsx'

/** Everybody who takes part, what they may do, and their keys. */
export function Persons({ list }: { readonly list: Value<'people.list'> }) {
  const [adding, setAdding] = useState(false)
  const [keyFor, setKeyFor] = useState<string | null>(null)
  const retiring = useChange()
  const person = list.people.find(({ id }) => id === keyFor)
  const nobody = list.people.length === 0
  return (
    <Section
      title="Who takes part"
      aside={
        <>
          the key of this device is <code data-testid="own-key">{list.keyId}</code>{' '}
          <button type="button" className="link" onClick={() => void copyOwn(list.publicKey)}>
            Copy its public half
          </button>
        </>
      }
    >
      {nobody && !adding ? (
        <Empty title="As long as nobody is added, whoever sits at this computer decides, and nothing takes two keys." testId="people-empty">
          <Button data-testid="person-add" onClick={() => setAdding(true)}>
            Add yourself
          </Button>
        </Empty>
      ) : (
        <>
          {!nobody && (
            <table className="table" data-testid="people-list">
              <thead>
                <tr>
                  <th>Name</th>
                  <th>May</th>
                  <th>Keys</th>
                  <th>Since</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {inOrder(list.people).map((one) => (
                  <PersonRow
                    key={one.id}
                    person={one}
                    me={one.id === list.me}
                    keys={list.keys.filter(({ personId }) => personId === one.id)}
                    onKey={() => setKeyFor(one.id)}
                    onRetireKey={(keyId) =>
                      void retiring.change({ kind: 'person-key-retired', body: { keyId } }, `The key ${keyId} counts no longer`)
                    }
                    onRetire={() =>
                      void retiring.change({ kind: 'person-retired', body: { personId: one.id } }, `${one.name} takes part no longer`)
                    }
                  />
                ))}
              </tbody>
            </table>
          )}
          <ChangeStanding of={retiring} told="Done" />
          {person !== undefined && <AddKey key={person.id} person={person} list={list} onDone={() => setKeyFor(null)} />}
          {adding ? (
            <AddPerson list={list} onDone={() => setAdding(false)} />
          ) : (
            <div className="decision-end people-add">
              <Button variant="default" data-testid="person-add" onClick={() => setAdding(true)}>
                {list.me === null ? 'Add yourself' : 'Add somebody'}
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  )
}

/** What somebody else needs to enrol this device's key, or to prove that a request comes from here. */
async function copyOwn(publicKey: string): Promise<void> {
  const copied = await bridge().shell.copyText(publicKey)
  if (copied.ok) say('Copied', 'Give it to the other person in any way you like, and compare the key by voice.')
  else sayFailure(copied.failure)
}

function PersonRow({
  person,
  me,
  keys,
  onKey,
  onRetireKey,
  onRetire,
}: {
  readonly person: Person
  readonly me: boolean
  readonly keys: readonly PersonKey[]
  readonly onKey: () => void
  readonly onRetireKey: (keyId: string) => void
  readonly onRetire: () => void
}) {
  const gone = person.retiredAt !== null
  return (
    <tr data-testid={`person-${person.id}`} className={gone ? 'quiet' : undefined}>
      <td>
        <b>
          <Plain text={person.name} max={80} still />
        </b>
        {me && <span className="quiet"> you, on this device</span>}
      </td>
      <td>
        {gone ? (
          'Takes part no longer'
        ) : (
          <>
            {roleWords[person.role].title}
            {person.businessUnits.length > 0 && (
              <>
                {': '}
                <Plain text={person.businessUnits.join(', ')} max={120} />
              </>
            )}
            <p className="quiet">{roleWords[person.role].may}</p>
          </>
        )}
      </td>
      <td>
        {keys.length === 0 ? (
          <span className="quiet">None: cannot sign anything</span>
        ) : (
          <ul className="people-keys">
            {keys.map((key) => (
              <li key={key.keyId} className={key.retiredAt === null ? undefined : 'quiet'}>
                <code>{key.keyId}</code> {key.retiredAt === null ? homeWords[key.home] : 'counts no longer'}
                {key.label !== '' && key.home !== 'this-device' && (
                  <>
                    {' · '}
                    <Plain text={key.label} max={40} still />
                  </>
                )}
                {key.retiredAt === null && !gone && (
                  <>
                    {' '}
                    <button type="button" className="link quiet" onClick={() => onRetireKey(key.keyId)}>
                      Retire the key
                    </button>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="nowrap">
        <Moment at={person.addedAt} />
      </td>
      <td className="people-row-end">
        {!gone && (
          <>
            <Button variant="default" data-testid={`key-add-${person.id}`} onClick={onKey}>
              Add a key
            </Button>
            <Button variant="subtle" color="gray" onClick={onRetire}>
              Retire
            </Button>
          </>
        )}
      </td>
    </tr>
  )
}
