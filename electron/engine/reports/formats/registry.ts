import type { Format } from '../report.ts'
import { csv } from './csv.ts'
import { html } from './html/html.ts'
import { json } from './json.ts'
import { pdf } from './pdf/pdf.ts'

/** Every form a report can be handed over in. */
export const formats: readonly Format[] = [pdf, html, csv, json]
