import { visibleText } from '../../../../../shared/base/visible-text.ts'
import type { ReportBlock } from '../../../../../shared/domain/report.ts'
import { count, percent } from '../../words.ts'
import { bandOf } from '../band-marks.ts'
import { type Markup, markup, shown } from './markup.ts'

type Bars = Extract<ReportBlock, { readonly kind: 'bars' }>

const rowHeight = 26
const width = 720
const labelWidth = 250
const barWidth = 340

/** Longest label that fits beside its bar; the text alternative has it in full. */
const longestLabel = 38

/** A bar chart from zero, labelled in place, with all its values in words for who does not see it. */
export function barsMarkup(block: Bars): Markup {
  if (block.bars.length === 0 || block.of === 0)
    return markup`<h3 class="minor">${block.title}</h3><p class="empty">There is nothing to count yet.</p>`
  const most = Math.max(...block.bars.map((bar) => bar.value), 1)
  const words = block.bars.map((bar) => `${visibleText(bar.label, 80)}: ${count(bar.value)} of ${count(block.of)}`)
  return markup`<figure class="bars"><figcaption>${block.title} <span>of ${count(block.of)} ${block.unit}</span></figcaption>
<svg role="img" viewBox="0 0 ${width} ${block.bars.length * rowHeight}" aria-label="${block.title}, of ${count(block.of)} ${block.unit}. ${words.map(
    (sentence) => markup`${sentence}. `,
  )}">
${block.bars.map((bar, index) => barRow(bar, index, most, block.of))}
</svg></figure>`
}

function barRow(bar: Bars['bars'][number], index: number, most: number, of: number): Markup {
  const middle = index * rowHeight + rowHeight / 2
  const length = bar.value === 0 ? 0 : Math.max(2, (bar.value / most) * barWidth)
  const tone = bandOf(bar.tone) ?? 'plain'
  return markup`<g data-label="${shown(bar.label)}" data-value="${bar.value}" data-of="${of}"><text class="label" x="${labelWidth - 12}" y="${middle + 4.5}" text-anchor="end">${short(bar.label)}</text>
<rect class="${tone}" x="${labelWidth}" y="${middle - 7}" width="${Math.round(length * 10) / 10}" height="14" rx="1.5"/>
<text class="value" x="${Math.round(labelWidth + length + 8)}" y="${middle + 4.5}">${count(bar.value)} <tspan class="share">${percent(bar.value, of)}</tspan></text></g>
`
}

function short(label: string): string {
  const shown = Array.from(visibleText(label))
  return shown.length <= longestLabel ? shown.join('') : `${shown.slice(0, longestLabel - 1).join('')}…`
}
