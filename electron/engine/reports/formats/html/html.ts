import { createHash } from 'node:crypto'
import type { ReportDocument, ReportSection } from '../../../../../shared/domain/report.ts'
import type { Format } from '../../report.ts'
import { moment } from '../../words.ts'
import { blockMarkup, figuresMarkup } from './blocks.ts'
import { type Markup, markup } from './markup.ts'
import { stylesheet } from './stylesheet.ts'

/**
 * One self-contained page: no scripts, nothing loaded, one `<style>` allowed by its hash. It has exactly one `<style>`
 * tag, so that an embedder whose own policy wants a nonce can add it there.
 */
export const html: Format = {
  id: 'html',
  title: 'HTML',
  extension: 'html',
  mediaType: 'text/html; charset=utf-8',
  async render(document) {
    return new TextEncoder().encode(`<!doctype html>\n${page(document).html}\n`)
  },
}

const styleHash = createHash('sha256').update(stylesheet).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

function page(document: ReportDocument): Markup {
  return markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ html: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${document.title} · ${document.organisation}</title>
<style>${{ html: stylesheet }}</style>
</head>
<body>
${cover(document)}
${contents(document.sections)}
<main id="report">
${document.sections.map((section, index) => sectionMarkup(section, index + 1))}
</main>
<footer><p>${document.title} · ${document.organisation} · made ${moment(document.generatedAt)}</p></footer>
</body>
</html>`
}

function cover(document: ReportDocument): Markup {
  return markup`<header class="cover">
<p class="organisation">${document.organisation}</p>
<h1>${document.title}</h1>
<p class="subtitle">${document.subtitle}</p>
<p class="period">${document.period}. Made ${moment(document.generatedAt)}.</p>
${document.headline === undefined ? [] : [markup`<p class="headline">${document.headline.text}</p>`, figuresMarkup(document.headline.figures), markup`<p class="callout neutral">${document.headline.caveat}</p>`]}
</header>`
}

function contents(sections: readonly ReportSection[]): Markup {
  return markup`<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>
${sections.map((section) => markup`<li><a href="#${section.id}">${section.title}</a></li>`)}
</ol></nav>`
}

function sectionMarkup(section: ReportSection, number: number): Markup {
  return markup`<section id="${section.id}" class="${section.wide === true ? 'wide' : 'plain'}">
<h2><span class="number">${number}</span> ${section.title}</h2>
${section.blocks.map(blockMarkup)}
</section>
`
}
