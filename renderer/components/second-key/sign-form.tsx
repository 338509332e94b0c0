import { Button, PasswordInput, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Input } from '../../../shared/contract/contract.ts'
import type { RequestAnswer } from '../../../shared/domain/approval.ts'
import { ask } from '../../app/bridge.ts'
import { FailureLine } from '../failure-line.tsx'
import { FileText } from './file-text.tsx'

type Way = Input<'people.answer'>['with']['kind']

const ways: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'this-device', label: 'This device’s key' },
  { value: 'key-file', label: 'A key file' },
  { value: 'openssh', label: 'A hardware token' },
]

const wayWords: Readonly<Record<Way, string>> = {
  'this-device': 'The key of this device signs, as it does your own decisions.',
  'key-file':
    'The file is read for this one signature and forgotten. A key file that always lies on this device is no second key: carry it, or sign on the other device.',
  openssh: 'The key file of a token holds no secret. Plug the token in; it blinks when it wants to be touched.',
}

/**
 * Answers a request: yes, or no and why, with a key at hand. `path` is asked for where the answer leaves as a file; it resolves to null
 * when the person cancels.
 */
export function SignForm({
  text,
  from,
  thisDevice,
  path,
  onAnswered,
}: {
  /** The request, as its file. */
  readonly text: string
  readonly from: string | null
  /** Whether this device's own key may answer: never what it asked itself. */
  readonly thisDevice: boolean
  readonly path?: (agrees: boolean) => Promise<string | null>
  readonly onAnswered: (answer: RequestAnswer, path: string | null) => void
}) {
  const [way, setWay] = useState<Way>(thisDevice ? 'this-device' : 'key-file')
  const [key, setKey] = useState<{ readonly text: string; readonly name: string } | null>(null)
  const [half, setHalf] = useState<{ readonly text: string; readonly name: string } | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [why, setWhy] = useState<string | null>(null)
  const [busy, setBusy] = useState<'yes' | 'no' | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)

  const ready = way === 'this-device' || (key !== null && (way === 'key-file' || half !== null))
  const signing = (): Input<'people.answer'>['with'] => {
    switch (way) {
      case 'this-device':
        return { kind: way }
      case 'key-file':
        return { kind: way, pem: key?.text ?? '', passphrase: passphrase === '' ? null : passphrase }
      case 'openssh':
        return { kind: way, key: key?.text ?? '', publicKey: half?.text.trim() ?? '' }
    }
  }
  const answer = async (agrees: boolean) => {
    const to = path === undefined ? null : await path(agrees)
    if (path !== undefined && to === null) return
    setBusy(agrees ? 'yes' : 'no')
    const verdict = agrees ? { agrees } : { agrees, reason: why ?? '' }
    const result = await ask('people.answer', { text, from, verdict, with: signing(), path: to })
    setBusy(null)
    setFailure(result.ok ? null : result.failure)
    if (!result.ok) return
    setPassphrase('')
    setKey(null)
    onAnswered(result.value, to)
  }
  return (
    <div className="sign-form" data-testid="sign-form">
      <SegmentedControl
        aria-label="Sign with"
        data-testid="sign-way"
        value={way}
        onChange={(value) => {
          setWay(ways.find((one) => one.value === value)?.value ?? way)
          setKey(null)
        }}
        data={ways.filter(({ value }) => thisDevice || value !== 'this-device').map((one) => ({ ...one }))}
      />
      <p className="quiet prose">{wayWords[way]}</p>
      {way !== 'this-device' && (
        <div className="decision-end">
          <FileText
            label="Choose the key file"
            testId="sign-key"
            chosen={key?.name ?? null}
            onText={(chosen, name) => setKey({ text: chosen, name })}
          />
          {way === 'openssh' && (
            <FileText
              label="Choose its .pub file"
              testId="sign-public"
              chosen={half?.name ?? null}
              onText={(chosen, name) => setHalf({ text: chosen, name })}
            />
          )}
          {way === 'key-file' && (
            <PasswordInput
              w={220}
              aria-label="Passphrase of the key file"
              placeholder="Passphrase, if it has one"
              autoComplete="off"
              data-testid="sign-passphrase"
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
            />
          )}
        </div>
      )}
      {why !== null && (
        <Textarea
          label="Why not?"
          placeholder="Whoever asks reads it, and it stands in the ledger"
          data-testid="sign-why"
          autosize
          minRows={1}
          maxRows={4}
          maxLength={4_000}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      <FailureLine failure={failure} more="Nothing was signed." />
      <div className="decision-end">
        {why === null ? (
          <>
            <Button data-testid="sign-agree" disabled={!ready || busy !== null} loading={busy === 'yes'} onClick={() => void answer(true)}>
              Agree to exactly this
            </Button>
            <Button variant="default" data-testid="sign-refuse" onClick={() => setWhy('')}>
              Refuse …
            </Button>
          </>
        ) : (
          <>
            <Button
              data-testid="sign-refuse-confirm"
              disabled={!ready || why.trim() === '' || busy !== null}
              loading={busy === 'no'}
              onClick={() => void answer(false)}
            >
              Refuse it
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setWhy(null)}>
              Not now
            </Button>
          </>
        )}
        {!ready && <span className="quiet">Choose the key first</span>}
      </div>
    </div>
  )
}
