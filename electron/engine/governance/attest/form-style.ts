/** A calm page in one column that can be read across a table, in light, in dark and on paper. */
export const formStyle = `
:root{color-scheme:light dark;--bg:#f6f6f4;--card:#fff;--ink:#1b1e22;--soft:#565c63;--line:#dfdfda;--field:#8b9199;--accent:#24506e;--on:#fff;--chosen:#eaf1f6;--bad:#9f1d20;--good:#1c6141}
@media (prefers-color-scheme:dark){:root{--bg:#111417;--card:#181c20;--ink:#e6e8ea;--soft:#a0a8b0;--line:#2a2f35;--field:#757e88;--accent:#8fbbd8;--on:#0d1216;--chosen:#1d2a34;--bad:#ff9298;--good:#86cfac}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:0 1.25rem 7rem;background:var(--bg);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header{padding:3.5rem 0 1.25rem}
.organisation{margin:0 0 .5rem;font-weight:600;color:var(--accent)}
h1{margin:0 0 1rem;font-size:2rem;font-weight:400;letter-spacing:-.015em;line-height:1.2;text-wrap:balance}
h2{margin:0;font-size:1.25rem;font-weight:600;line-height:1.3}
p{margin:.5rem 0;max-width:40rem}
.quiet{color:var(--soft)}
.note{padding:.75rem 1rem;border-left:3px solid var(--accent);background:var(--card)}
.card{margin:1.25rem 0;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:10px}
.card[data-done=true]{border-color:var(--good)}
.facts{margin:.5rem 0 0;padding:0;list-style:none;color:var(--soft)}
fieldset{margin:1.25rem 0 0;padding:0;border:0;min-width:0}
legend,label.above{display:block;padding:0;margin:0 0 .4rem;font-weight:600}
.choices{display:grid;gap:.5rem}
.choice{display:flex;gap:.7rem;align-items:flex-start;padding:.65rem .8rem;border:1px solid var(--line);border-radius:8px;cursor:pointer}
.choice:has(:checked){background:var(--chosen);border-color:var(--accent)}
.choice input{margin:.3rem 0 0;accent-color:var(--accent)}
.choice b{display:block;font-weight:600}
.choice span span{color:var(--soft)}
.field{margin-top:1.1rem}
.field .quiet{margin:0 0 .4rem;font-size:.9rem}
textarea,input[type=text]{width:100%;padding:.55rem .7rem;border:1px solid var(--field);border-radius:7px;background:var(--bg);color:var(--ink);font:inherit}
textarea{min-height:4.2rem;resize:vertical}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
[aria-invalid=true]{border-color:var(--bad)}
.wrong{margin:.3rem 0 0;color:var(--bad);font-size:.9rem}
.wrong:empty{display:none}
.bar{position:fixed;inset:auto 0 0;background:var(--card);border-top:1px solid var(--line)}
.bar div{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;max-width:46rem;margin:0 auto;padding:.8rem 1.25rem}
.bar p{margin:0;flex:1 1 12rem}
button{padding:.6rem 1.3rem;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
.saved{border-color:var(--good)}
.saved textarea{font:.8rem/1.4 ui-monospace,monospace;min-height:8rem}
[hidden]{display:none}
@media print{.bar{display:none}body{padding-bottom:0;background:#fff}.card{break-inside:avoid}}
`
