import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Value } from '../../../shared/contract/contract.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { say, valueOrSay } from '../../components/say-failure.ts'
import { Section } from '../../components/screen.tsx'
import { FileText } from '../../components/second-key/file-text.tsx'
import { RequestSays } from '../../components/second-key/request-says.tsx'
import { SignForm } from '../../components/second-key/sign-form.tsx'

/** The other side: somebody asks for your key. The request is read, shown whole, and answered with a file that goes back. */
export function AnswerOther() {
  const [text, setText] = useState<string | null>(null)
  const [from, setFrom] = useState('')
  const [read, setRead] = useState<Value<'people.read'> | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const look = async (request: string, claimed: string) => {
    const result = await ask('people.read', { text: request, from: claimed.trim() === '' ? null : claimed.trim() })
    setFailure(result.ok ? null : result.failure)
    setRead(result.ok ? result.value : null)
  }
  return (
    <Section title="Somebody asks for your key" aside="a request that came as a file">
      <div className="people-form">
        <p className="quiet prose">
          Open the file here, on your own device. It is shown whole, and its hash is worked out from what you see. The answer is a small
          file that goes back.
        </p>
        <div className="decision-end">
          <FileText
            label="Open a request"
            testId="answer-request"
            onText={(request) => {
              setText(request)
              void look(request, from)
            }}
          />
          <TextInput
            w={420}
            aria-label="The public key of who asks"
            placeholder="The public key of who asks, received another way"
            data-testid="answer-from"
            maxLength={200}
            value={from}
            onChange={(event) => {
              setFrom(event.currentTarget.value)
              if (text !== null) void look(text, event.currentTarget.value)
            }}
          />
        </div>
        <FailureLine failure={failure} />
        {read !== null && text !== null && (
          <div className="card request" data-testid="answer-read">
            <p>
              <b>
                <Plain text={read.says.title} max={200} />
              </b>
            </p>
            <p className={read.vouched ? 'quiet' : undefined}>
              Asked by <Plain text={read.request.requestedBy.name} max={80} still />
              {read.vouched
                ? ', proved by their key.'
                : '. Nothing here proves that name: it is proved once you give their public key above.'}{' '}
              Can be answered until <Moment at={read.request.expiresAt} exact />.
            </p>
            <RequestSays says={read.says} hash={read.request.hash} />
            <SignForm
              text={text}
              from={from.trim() === '' ? null : from.trim()}
              thisDevice
              path={async (agrees) =>
                valueOrSay(
                  await bridge().shell.chooseSavePath({
                    title: 'Save the answer',
                    defaultName: `${agrees ? 'answer' : 'refusal'}-${read.request.hash.slice(0, 8)}`,
                    extension: 'json',
                  }),
                )
              }
              onAnswered={(_, path) => {
                say('The answer is signed', `It is in ${path ?? ''}. Send it back to who asked.`)
                setRead(null)
                setText(null)
              }}
            />
          </div>
        )}
      </div>
    </Section>
  )
}
