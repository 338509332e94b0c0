import type { AgentDetail } from '../../../shared/domain/agent.ts'
import type { FactorFamily, Finding } from '../../../shared/domain/risk.ts'
import { pointWords } from '../../app/time.ts'
import { bandWords } from '../../app/words.ts'
import { CallLink } from '../../components/call.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { AgentPolicies } from './agent-policies.tsx'
import { barParts, findingsOf, sumLine } from './model.ts'

const families: readonly { readonly id: FactorFamily; readonly title: string; readonly says: string }[] = [
  { id: 'danger', title: 'Danger', says: 'what it can do' },
  { id: 'governance', title: 'Ungoverned', says: 'how little it is governed' },
]

/** Why the number is what it is: two bars that sum, factor by factor, and what would lower each. */
export function Why({ detail }: { readonly detail: AgentDetail }) {
  const { score, findings, unknowns } = detail
  return (
    <>
      <Section
        title={`Why ${Math.round(score.risk)}`}
        aside={`${bandWords[score.band]}, from danger ${pointWords(score.danger)} and ungoverned ${pointWords(score.governance)}`}
      >
        {families.map((family) => (
          <Family key={family.id} {...family} findings={findingsOf(findings, family.id)} total={score[family.id]} />
        ))}
      </Section>
      <AgentPolicies detail={detail} />
      <Section title="What we do not know">
        {unknowns.length === 0 ? (
          <p className="quiet">Everything that was asked was answered.</p>
        ) : (
          <ul className="bullets">
            {unknowns.map((unknown) => (
              <li key={unknown}>
                <Plain text={unknown} max={240} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

function Family({
  id,
  title,
  says,
  findings,
  total,
}: {
  readonly id: FactorFamily
  readonly title: string
  readonly says: string
  readonly findings: readonly Finding[]
  readonly total: number
}) {
  const counting = findings.filter((finding) => finding.points > 0)
  return (
    <div className="family">
      <p className="family-head">
        <span>
          <b>{title}</b> <span className="quiet">{says}</span>
        </span>
        <b className="tabular">
          {pointWords(total)} <span className="quiet">of 100</span>
        </b>
      </p>
      <div className={`bar bar-${id}`} role="img" aria-label={`${title}: ${sumLine(counting)}`}>
        {barParts(counting).map((part, index) => (
          <span
            key={part.id}
            className="bar-part"
            data-unknown={part.unknown}
            data-tone={index % 3}
            title={`${part.title}: ${pointWords(part.points)}`}
            style={{ left: `${part.start}%`, width: `${part.width}%` }}
          />
        ))}
      </div>
      <ul className="factors">
        {counting.map((finding) => (
          <li key={finding.factorId} className="factor" data-testid={`factor-${finding.factorId}`}>
            <p className="factor-head">
              <span className="factor-reason">
                <b>
                  <Plain text={finding.reason} max={240} />
                </b>
                {finding.unknown && <span className="tag">not known counts as risk</span>}
              </span>
              <span className="tabular factor-points" title={`at most ${pointWords(finding.weight)}`}>
                {pointWords(finding.points)}
                <span className="quiet"> / {pointWords(finding.weight)}</span>
              </span>
            </p>
            <p className="quiet">{finding.title}</p>
            {finding.evidence.length > 0 && (
              <ul className="factor-evidence">
                {finding.evidence.slice(0, 4).map((evidence) => (
                  <li key={evidence.text}>
                    <CallLink callId={evidence.callId}>
                      <Plain text={evidence.text} max={140} still />
                    </CallLink>
                  </li>
                ))}
                {finding.evidence.length > 4 && <li>and {finding.evidence.length - 4} more</li>}
              </ul>
            )}
            {finding.lowers !== '' && (
              <p className="factor-lowers">
                Lower it: <Plain text={finding.lowers} max={300} />
              </p>
            )}
          </li>
        ))}
        {counting.length === 0 && <li className="quiet">No factor counts here.</li>}
      </ul>
    </div>
  )
}
