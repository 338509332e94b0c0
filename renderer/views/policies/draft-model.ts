import type { PolicyContent } from '../../../shared/domain/policy.ts'
import { draftFrom, type PolicyDraft } from '../../../shared/domain/policy-draft.ts'

/** Whether nothing of a draft is anybody's writing: it is what is in force, letter by letter. */
export function isUntouched(draft: PolicyDraft, inForce: PolicyContent | null): boolean {
  return inForce !== null && JSON.stringify(draft) === JSON.stringify(draftFrom(inForce, draft.from))
}

/** A title as an id: small letters, digits and dashes; empty where nothing of it can be used. */
export function idFrom(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
}

/** What a policy of one's own begins with: it permits what nobody argues about, and says nothing else. */
export const blankCedar = `@id("may-operate")
@says("It may be in service.")
permit (principal, action == Rollcall::Action::"operate", resource);

@id("calls-models")
@says("It may call a model and take in questions.")
permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);
`
