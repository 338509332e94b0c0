import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconX } from '@tabler/icons-react'
import type { AgentDetail } from '../../../shared/domain/agent.ts'
import { go } from '../../app/routes.ts'
import { autonomyWords, exposureWords, kindWords } from '../../app/words.ts'
import { BandBadge } from '../../components/band.tsx'
import { Owner } from '../../components/owner.tsx'
import { Plain } from '../../components/plain.tsx'
import { StatusBadge } from '../../components/status.tsx'
import { visibleString } from '../../components/visible-text.ts'
import { Attested } from './attested.tsx'

/** Who it is, what it is, where, its state, who answers for it; the verdict with its reasons. */
export function AgentHeader({
  detail,
  page,
  still = false,
}: {
  readonly detail: AgentDetail
  readonly page: boolean
  readonly still?: boolean
}) {
  const { agent, row, score } = detail
  const { floor, ceiling } = agent.autonomy
  return (
    <header className="agent-head">
      <div className="agent-head-top">
        <h1 data-testid="agent-name">
          <Plain text={agent.name} max={140} />
        </h1>
        {!still && (
          <span className="agent-head-buttons">
            <Tooltip label={page ? 'Beside the list' : 'Fill the window'}>
              <ActionIcon
                aria-label={page ? 'Beside the list' : 'Fill the window'}
                data-testid="agent-page"
                onClick={() => go({ page: !page })}
              >
                {page ? <IconArrowsDiagonalMinimize2 size={16} stroke={1.5} /> : <IconArrowsDiagonal size={16} stroke={1.5} />}
              </ActionIcon>
            </Tooltip>
            <ActionIcon aria-label="Close" data-testid="agent-close" onClick={() => go({ agent: null, page: false })}>
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </span>
        )}
      </div>
      <p className="agent-line">
        <span>{kindWords[agent.kind]}</span>
        <span>
          <Plain text={agent.platform} max={60} still />
          {row.connectionLabel !== '' && row.connectionLabel !== agent.platform && (
            <>
              {' in '}
              <Plain text={row.connectionLabel} max={60} still />
            </>
          )}
        </span>
        <span data-testid="agent-status">
          <StatusBadge status={agent.status} until={agent.statusUntil} />
        </span>
      </p>
      <p className="agent-verdict" data-testid="agent-band">
        <BandBadge band={score.band} score={score.risk} />
        <span>{score.reasons.length === 0 ? 'no reason recorded' : visibleString(score.reasons.slice(0, 3).join(', '), 360)}</span>
      </p>
      <dl className="agent-keys">
        <dt>Answers for it</dt>
        <dd>
          <Owner state={agent.owner.state} name={agent.owner.name} />
          {agent.owner.declared && <span className="tag">declared here</span>}
        </dd>
        <dt>Autonomy</dt>
        <dd title={visibleString(agent.autonomy.because)}>
          {floor === ceiling
            ? `${floor}, ${autonomyWords[floor]}`
            : `${floor} to ${ceiling}: at least ${autonomyWords[floor]}, perhaps ${autonomyWords[ceiling]}`}
        </dd>
        <dt>Who may use it</dt>
        <dd>{exposureWords[agent.exposure]}</dd>
        {agent.purpose !== null && agent.purpose !== '' && (
          <>
            <dt>Says it is for</dt>
            <dd>
              <Plain text={agent.purpose} max={220} />
            </dd>
          </>
        )}
      </dl>
      <Attested agent={agent} />
      {(agent.gone || row.partial || agent.certainty === 'suggested') && (
        <ul className="agent-notes">
          {agent.gone && <li>The last complete scan did not see it any more.</li>}
          {row.partial && <li>Partly seen: a step that feeds it was not complete in the last scan.</li>}
          {agent.certainty === 'suggested' && <li>Found by its name only. It may be no agent at all.</li>}
        </ul>
      )}
    </header>
  )
}
