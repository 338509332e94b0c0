import type { ReportDocument } from '../../../../shared/domain/report.ts'
import type { Report, ReportInput } from '../report.ts'
import { day } from '../words.ts'
import { headlineFigures } from './figures.ts'
import { populationOf } from './population.ts'
import { capabilitiesSection } from './sections/capabilities.ts'
import { coverageSection, verdict } from './sections/coverage.ts'
import { decisionsSection } from './sections/decisions.ts'
import { foundSection } from './sections/found.ts'
import { inventorySection } from './sections/inventory.ts'
import { methodSection } from './sections/method.ts'
import { openSection } from './sections/open.ts'
import { ownersSection } from './sections/owners.ts'
import { registerSection } from './sections/register.ts'
import { revocationsSection } from './sections/revocations.ts'
import { headline, summarySection } from './sections/summary.ts'
import { topRisksSection } from './sections/top-risks.ts'
import { verifySection } from './sections/verify.ts'
import { violationsSection } from './sections/violations.ts'

/** The order of reading: what is not known, what matters, what was done, what is left, and how to check it all. */
const sections = [
  coverageSection,
  summarySection,
  foundSection,
  registerSection,
  topRisksSection,
  capabilitiesSection,
  ownersSection,
  decisionsSection,
  revocationsSection,
  violationsSection,
  openSection,
  inventorySection,
  methodSection,
  verifySection,
] as const

export const shadowAiAudit: Report = {
  id: 'shadow-ai-audit',
  title: 'Shadow-AI audit',
  summary: 'Which AI agents are there, which of them nobody decided on, what they can do, what was decided, and what is still open.',
  build(input: ReportInput): ReportDocument {
    const population = populationOf(input)
    return {
      id: 'shadow-ai-audit',
      title: 'Shadow-AI audit',
      subtitle: 'AI agents, their risk and their governance',
      organisation: input.organisation,
      generatedAt: input.now.toISOString(),
      period: period(input),
      headline: { text: headline(population), figures: headlineFigures(population), caveat: verdict(input, population) },
      sections: sections.flatMap((section) => section(input, population) ?? []),
      evidence: {
        ledgerHead: input.ledger.head,
        ledgerEntries: input.ledger.entries.length,
        keyId: input.ledger.keyId,
        publicKey: input.ledger.publicKey,
      },
    }
  },
}

/** From the oldest to the newest scan the picture rests on. */
function period(input: ReportInput): string {
  const times = input.coverage.flatMap((step) => (step.endedAt === null ? [] : [step.endedAt])).sort()
  const [first, last] = [times[0], times[times.length - 1]]
  if (first === undefined || last === undefined) return `As of ${day(input.now.toISOString())}; no scan has ended yet`
  return day(first) === day(last) ? `As scanned on ${day(last)}` : `As scanned from ${day(first)} to ${day(last)}`
}
