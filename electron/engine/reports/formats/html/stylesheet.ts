import { bands } from '../../../../../shared/domain/vocabulary.ts'
import { bandMarks } from '../band-marks.ts'

/** A calm page: one column of prose, tables that scroll by themselves, colour for risk only. */
export const stylesheet = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2127;--soft:#5a6670;--line:#dde2e6;--shade:#f5f7f8;--accent:#24506e;--bar:#5b7486}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e6eaed;--soft:#9aa7b1;--line:#2d353c;--shade:#1c2228;--accent:#8fbbd8;--bar:#7d98ab}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0 auto;max-width:64rem;padding:0 1.5rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1,h2,h3,caption,figcaption{line-height:1.25;text-wrap:balance}
a{color:var(--accent)}
p,ul{max-width:44rem}
li{margin:.4rem 0}
.cover{padding:4.5rem 0 2.5rem;border-bottom:1px solid var(--line)}
.organisation{margin:0 0 .75rem;font-weight:600;color:var(--accent)}
h1{margin:0;font-size:2.75rem;font-weight:300;letter-spacing:-.02em}
.subtitle{margin:.5rem 0 0;font-size:1.2rem;color:var(--soft)}
.period{margin:.5rem 0 2rem;color:var(--soft)}
.headline{font-size:1.15rem;max-width:48rem}
nav{padding:1.5rem 0;border-bottom:1px solid var(--line)}
nav h2{margin:0 0 .5rem;font-size:1rem}
nav ol{margin:0;padding-left:1.6rem;columns:18rem 2}
nav li{margin:.15rem 0}
section{padding-top:3rem}
h2{margin:0 0 1.25rem;font-size:1.6rem;font-weight:400}
h2 .number{color:var(--soft);font-weight:300;margin-right:.4rem}
h3{margin:2.75rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line);font-size:1.15rem;font-weight:600}
h3.minor{border:0;padding:0;margin:1.75rem 0 .25rem;font-size:1rem;font-weight:600}
.empty,.note{color:var(--soft)}
.note{font-size:.875rem}
.callout{padding:.9rem 1.1rem;border-left:4px solid var(--soft);background:var(--shade)}
.callout.warning{border-left-color:${bandMarks.high.colour}}
.callout.good{border-left-color:var(--accent)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1.25rem 2rem;margin:1.5rem 0}
.figures div{display:flex;flex-direction:column;border-top:2px solid var(--ink);padding-top:.5rem}
.figures dt{order:2;font-size:.9rem}
.figures dd{display:contents}
.figures b{order:1;font-size:2.25rem;font-weight:300;line-height:1.1}
.figures span{order:3;font-size:.85rem;color:var(--soft)}
.facts{margin:.5rem 0 1rem}
.facts div{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.25rem 1rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
.facts dt{color:var(--soft)}
.facts dd{margin:0}
.bars{margin:1.75rem 0}
.bars svg{display:block;width:100%;max-width:45rem;height:auto;margin-top:.5rem}
.bars figcaption,caption{font-weight:600;text-align:left}
.bars figcaption span{font-weight:400;color:var(--soft)}
svg text{font-size:13px;fill:var(--ink)}
svg .share{fill:var(--soft)}
svg .plain{fill:var(--bar)}
${bands.map((band) => `svg .${band}{fill:${bandMarks[band].colour}}`).join('\n')}
@media screen and (prefers-color-scheme:dark){${bands.map((band) => `svg .${band}{fill:${bandMarks[band].onDark}}`).join('')}}
.mark{width:.7em;height:.7em;margin-right:.4em}
.scroll{overflow-x:auto;margin:1.5rem 0 .75rem}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.45}
caption{padding-bottom:.5rem;font-size:1rem}
th,td{padding:.45rem .75rem .45rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);min-width:4rem}
th{font-weight:600;color:var(--soft);border-bottom-color:var(--soft)}
th.number,td.number{text-align:right;min-width:0}
th.text,td.text{max-width:24rem}
td.band,td.date{white-space:nowrap}
td.unknown{color:var(--soft)}
tbody tr:hover{background:var(--shade)}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@page{size:A4;margin:18mm}
@page wide{size:A4 landscape}
@media print{
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--shade:#fff;--accent:#000;--bar:#666}
body{max-width:none;padding:0;font-size:10pt}
section{break-before:page;padding-top:0}
section.wide{page:wide}
nav{break-after:page}
thead{display:table-header-group}
tr,figure,.figures div,h2,h3{break-inside:avoid}
h2,h3,caption{break-after:avoid}
.scroll{overflow:visible}
svg *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`
