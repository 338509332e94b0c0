import type { Report } from './report.ts'
import { shadowAiAudit } from './shadow-ai-audit/report.ts'

/** Every report the product can make; a test proves that each folder with a `report.ts` stands here. */
export const reports: readonly Report[] = [shadowAiAudit]
