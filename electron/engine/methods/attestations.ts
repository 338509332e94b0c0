import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { AskedOwners } from '../../../shared/contract/attestations.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { AttestationRequest } from '../../../shared/domain/attestation.ts'
import { drawRequests, recordRequests } from '../governance/attest/ask-owners.ts'
import { attestationForm, fileNameOf } from '../governance/attest/form.ts'
import { askedOf } from '../governance/attest/standing.ts'
import { takeAnswer } from '../governance/attest/take-answer.ts'
import type { EngineContext } from './engine-context.ts'
import { organisationOf } from './workspace.ts'

export function attestationMethods(context: EngineContext): EngineHandlers['attestations'] {
  const { store, ports, emit } = context
  return {
    ask: ({ folder, ...question }) => {
      const { requests, left } = drawRequests(context, organisationOf(context), { ...question, owner: question.owner || null })
      if (requests.length === 0)
        return fail('invalid-input', left[0]?.why ?? 'There is nobody to ask.', {
          ...(left[0] === undefined ? {} : { subject: left[0].agentId }),
          next: 'Say who is to be asked, or assign owners first.',
        })
      const written = writeForms(requests, folder)
      if (!written.ok) return written
      recordRequests(context, requests)
      emit('decisions-changed')
      return ok({ files: written.value, left })
    },
    take: ({ text }) => {
      const taken = takeAnswer(context, text)
      if (taken.ok) {
        emit('decisions-changed')
        emit('inventory-changed')
      }
      return taken
    },
    list: ({ agentId }) => ok(askedOf(store, agentId, ports.clock().toISOString())),
  }
}

/** All forms or none; nothing that is there is written over. */
function writeForms(requests: readonly AttestationRequest[], folder: string): Result<AskedOwners['files']> {
  const files: { path: string; owner: string; requestId: string; agents: number }[] = []
  try {
    for (const request of requests) {
      const path = join(folder, fileNameOf(request, 'question'))
      writeFileSync(path, attestationForm(request), { flag: 'wx' })
      files.push({ path, owner: request.owner, requestId: request.id, agents: request.agents.length })
    }
    return ok(files)
  } catch (error) {
    for (const { path } of files) rmSync(path, { force: true })
    return (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? fail('storage-full', 'The disk is full; nobody was asked.', { subject: folder, next: 'Free some space and try again.' })
      : fail('invalid-input', 'The forms cannot be written there; nobody was asked.', {
          subject: folder,
          next: 'Choose a folder that is there and that you may write to.',
        })
  }
}
