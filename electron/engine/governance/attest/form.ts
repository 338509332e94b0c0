import { createHash } from 'node:crypto'
import type { AskedAgent, AttestationRequest } from '../../../../shared/domain/attestation.ts'
import { type Markup, markup } from '../../reports/formats/html/markup.ts'
import { formScript } from './form-script.ts'
import { formStyle } from './form-style.ts'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing may be loaded, sent or framed; the one script and the one style are known by their hashes. */
const policy = `default-src 'none'; style-src ${hashOf(formStyle)}; script-src ${hashOf(formScript)}; base-uri 'none'; form-action 'none'`

/** The name of the answer's file, and of the form beside it: letters and digits only, whatever the owner is called. */
export function fileNameOf({ owner, id }: Pick<AttestationRequest, 'owner' | 'id'>, kind: 'question' | 'answer'): string {
  const name = owner
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 40)
  return `${kind}-${name === '' ? 'owner' : name}-${id.slice(-8).toLowerCase()}.${kind === 'question' ? 'html' : 'json'}`
}

/** The question as one page that opens in any browser without a network, and saves the answer as a file. */
export function attestationForm(request: AttestationRequest): string {
  const { organisation, owner, askedBy, note, dueAt, agents } = request
  const many = agents.length > 1
  const title = many ? `Are these ${agents.length} AI agents still needed?` : 'Is this AI agent still needed?'
  const page = markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ html: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title} · ${organisation}</title>
<style>${{ html: formStyle }}</style>
</head>
<body>
<header>
<p class="organisation">${organisation}</p>
<h1>${title}</h1>
<p>${owner}, our inventory says that you answer for ${many ? 'them' : 'it'}. Please say by <strong><time datetime="${dueAt.slice(0, 10)}">${day(dueAt)}</time></strong> whether ${many ? 'each is' : 'it is'} still needed, and what for. It takes a minute${many ? ' for each' : ''}.</p>
${note === null ? [] : markup`<p class="note">${note}</p>`}
<p class="quiet">Asked by ${askedBy.name}. This page works without a network: nothing leaves your computer until you send the saved file yourself.</p>
<noscript><p class="note">This page needs its own script to save your answer. Where scripts are switched off, answer by mail in your own words.</p></noscript>
</header>
<main>
<form id="form" novalidate data-file="${fileNameOf(request, 'answer')}">
${agents.map((agent, index) => card(agent, index + 1))}
<section class="card" aria-labelledby="you">
<h2 id="you">You</h2>
<div class="field"><label class="above" for="by">Your name</label>
<p class="quiet">It stands with your answer in the record.</p>
<input type="text" id="by" maxlength="200" autocomplete="name" value="${owner}" aria-describedby="wrong-by"><p class="wrong" id="wrong-by" role="alert"></p></div>
</section>
<section class="card saved" id="saved" tabindex="-1" hidden aria-labelledby="done">
<h2 id="done">Saved. Please send the file back.</h2>
<p>It is called <strong>${fileNameOf(request, 'answer')}</strong> and lies where your browser keeps downloads. Send it to ${askedBy.name}. You may change an answer above and save again: the newest counts.</p>
<div class="field"><label class="above" for="answer">No file there? Copy this text into a mail instead.</label><textarea id="answer" readonly></textarea></div>
</section>
<div class="bar"><div><p id="progress" role="status"></p><button type="submit">Save the answer</button></div></div>
</form>
</main>
<script type="application/json" id="request">${{ html: embedded(request) }}</script>
<script>${{ html: formScript }}</script>
</body>
</html>`
  return `<!doctype html>\n${page.html}\n`
}

function card(agent: AskedAgent, number: number): Markup {
  const { name, platform, where, purpose, can, lastActive } = agent
  const id = `a${number}`
  return markup`<section class="card" data-agent="${id}" data-done="false" aria-labelledby="name-${id}">
<h2 id="name-${id}">${name}</h2>
<ul class="facts">
<li>${platform}${where === '' || where === platform ? '' : ` in ${where}`}</li>
${can.length === 0 ? [] : markup`<li>It ${can.join(', ')}.</li>`}
<li>${lastActive === null ? 'When it was last used is not known.' : `Last used ${day(lastActive)}.`}</li>
${purpose === null || purpose === '' ? [] : markup`<li>It says of itself: ${purpose}</li>`}
</ul>
<input type="hidden" data-part="id" value="${{ html: plainId(agent.agentId) }}">
<fieldset aria-describedby="wrong-choice-${id}"><legend>Is it still needed?</legend><div class="choices">
${choice(id, 'yes', 'Yes, it is needed', 'I answer for it.')}
${choice(id, 'no', 'No longer needed', 'It can be switched off.')}
${choice(id, 'not-mine', 'Not mine', 'I do not know it, or somebody else answers for it.')}
</div><p class="wrong" id="wrong-choice-${id}" role="alert"></p></fieldset>
<div data-part="more" hidden>
<div class="field"><label class="above" for="purpose-${id}">What is it for?</label><p class="quiet">One sentence: who uses it, for what.</p><textarea id="purpose-${id}" data-part="purpose" maxlength="2000" aria-describedby="wrong-purpose-${id}"></textarea><p class="wrong" id="wrong-purpose-${id}" role="alert"></p></div>
<div class="field"><label class="above" for="data-${id}">Which data does it use?</label><p class="quiet">Customers, staff, money, anything confidential. Leave it empty if you do not know.</p><textarea id="data-${id}" data-part="data" maxlength="2000"></textarea></div>
<div class="field"><label class="above" for="deputy-${id}">Who answers for it when you are away?</label><input type="text" id="deputy-${id}" data-part="deputy" maxlength="200"></div>
</div>
</section>
`
}

function choice(id: string, value: string, words: string, means: string): Markup {
  return markup`<label class="choice"><input type="radio" name="needed-${id}" value="${value}"><span><b>${words}</b><span>${means}</span></span></label>`
}

/** JSON that no parser of markup can leave: its `<` are written as escapes. */
function embedded(request: AttestationRequest): string {
  return JSON.stringify(request, null, 1).replace(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Ids are ours; anything else in one would be escaped, and the form could not answer for it. */
function plainId(id: string): string {
  return id.replace(/[^\w-]/g, '')
}

/** A day as everybody reads it, e.g. `14 December 2026`. */
function day(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}
