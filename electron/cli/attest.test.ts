import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AskedOwners } from '../../shared/contract/attestations.ts'
import type { AgentRow } from '../../shared/domain/agent.ts'
import type { Asked, Attestation, AttestationAnswer, AttestationRequest } from '../../shared/domain/attestation.ts'
import { atAuditedDesk, jsonLines } from './run-for-test.ts'

const workspace = ['--workspace', 'audit.rollcall'] as const

/** What the form would save: read from the question it embeds. */
function answerTo(form: string, by: string): AttestationAnswer {
  const embedded = /<script type="application\/json" id="request">([\s\S]*?)<\/script>/.exec(form)?.[1] ?? ''
  const request = JSON.parse(embedded) as AttestationRequest
  return {
    format: 'rollcall-attestation-answer/1',
    request,
    by,
    answeredAt: new Date().toISOString(),
    answers: request.agents.map(({ agentId }) => ({ agentId, needed: 'yes', purpose: 'Sorts invoices.', data: 'Invoices', deputy: 'Kim' })),
  }
}

test(
  'an owner is asked by a form, answers by a file, and the answer stands once',
  () =>
    atAuditedDesk(async ({ rollcall, folder }) => {
      const rows = jsonLines<AgentRow>((await rollcall(['agents', ...workspace, '--where', 'provider=n8n', '--json'])).out)
      const ids = rows.slice(0, 2).map(({ id }) => id)
      const out = await rollcall(['attest', 'export', ...ids, '--owner', 'Owner One', '--out', 'forms', ...workspace, '--json'])
      expect([out.code, out.err]).toEqual([0, ''])
      const [asked] = jsonLines<AskedOwners>(out.out)
      expect(asked?.files).toMatchObject([{ owner: 'Owner One', agents: 2 }])
      const [name = ''] = readdirSync(join(folder, 'forms'))
      const answer = answerTo(readFileSync(join(folder, 'forms', name), 'utf8'), 'Owner One')
      writeFileSync(join(folder, 'answer.json'), JSON.stringify(answer))
      writeFileSync(join(folder, 'edited.json'), JSON.stringify({ ...answer, request: { ...answer.request, owner: 'Owner Two' } }))

      const edited = await rollcall(['attest', 'import', 'edited.json', ...workspace])
      expect([edited.code, edited.err]).toEqual([1, expect.stringContaining('changed on the way')])
      const taken = await rollcall(['attest', 'import', 'answer.json', ...workspace, '--json'])
      expect(jsonLines<Attestation>(taken.out)).toMatchObject(
        ids.map(() => ({ by: 'Owner One', needed: 'yes', purpose: 'Sorts invoices.' })),
      )

      const listed = await rollcall(['attest', 'list', '--agent', ids[0] ?? '', ...workspace, '--json'])
      expect(jsonLines<Asked>(listed.out)).toMatchObject([{ owner: 'Owner One', state: 'answered' }])
      const report = await rollcall(['report', '--report', 'shadow-ai-audit', ...workspace, '--format', 'html', '--out', 'report.html'])
      expect([report.code, report.err]).toEqual([0, ''])
      expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('Sorts invoices.')
    }),
  180_000,
)
