import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { ConnectorInfo } from '../../../shared/domain/connection.ts'
import { tallyWords } from '../../../shared/domain/coverage-words.ts'
import { startScan } from '../../actions/operate.ts'
import { go, openRows } from '../../app/routes.ts'
import { sentence } from '../../app/words.ts'
import { CoverageMark } from '../../components/coverage-mark.tsx'
import { CoverageStrip } from '../../components/coverage-strip.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import type { SourceCoverage } from './model.ts'
import { Places } from './places.tsx'
import { StepTable } from './step-table.tsx'

/** One source: its strip, its words, and behind a press its steps and, where it has many, its places. */
export function SourceCoverageRow({
  source,
  connector,
  open,
}: {
  readonly source: SourceCoverage
  readonly connector: ConnectorInfo | null
  readonly open: boolean
}) {
  const own = useRef<HTMLElement>(null)
  useEffect(() => {
    if (open) own.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  const words = tallyWords(source.tally)
  return (
    <article ref={own} className="cover" data-testid={`coverage-source-${source.connectionId}`} data-open={open ? 'true' : undefined}>
      <button
        type="button"
        className="cover-head"
        aria-expanded={open}
        onClick={() => go({ part: open ? null : `source ${source.connectionId}` })}
      >
        <IconChevronRight size={14} stroke={1.75} aria-hidden className="cover-turn" />
        <span className="cover-name">
          <b>
            <Plain text={source.label} max={64} still />
          </b>
          <span className="quiet">{connector?.title ?? source.provider}</span>
        </span>
        <span className="cover-mark">
          <CoverageMark outcome={source.worst} {...(source.worst === 'seen' ? { word: 'Seen whole' } : {})} />
        </span>
        <span className="cover-strip">
          <CoverageStrip tally={source.tally} />
          <span className="quiet">{sentence(words)}</span>
        </span>
      </button>
      {open && (
        <div className="cover-body">
          <p className="cover-line">
            <span className="quiet">
              Last scan: <Moment at={source.lastScanAt} missing="never" exact />
            </span>
            <button type="button" className="link" onClick={() => openRows({ connectionId: [source.connectionId] })}>
              Its agents
            </button>
            <Button variant="default" onClick={() => void startScan([source.connectionId])}>
              {source.steps.length === 0 ? 'Scan it' : 'Scan it again'}
            </Button>
          </p>
          <Places connectionId={source.connectionId} connector={connector} />
          {source.steps.length === 0 ? (
            <p>Nobody has looked through it yet. Whatever stands in it is not in the inventory.</p>
          ) : (
            <StepTable steps={source.steps} connectors={connector === null ? [] : [connector]} />
          )}
        </div>
      )}
    </article>
  )
}
