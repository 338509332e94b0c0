import type { StateSection } from '../state-file.ts'
import type { DelegatedGrant, RoleAssignment } from './tenant.ts'

/** What writes did to a tenant since it was generated; kept with the estate's state. */
export interface TenantChanges {
  principalEnabled(id: string): boolean | null
  setPrincipalEnabled(id: string, enabled: boolean): void
  grantDeleted(id: string): boolean
  grantScope(id: string): string | null
  deleteGrant(id: string): void
  setGrantScope(id: string, scope: string): void
  addGrant(grant: DelegatedGrant): void
  addedGrants(): readonly DelegatedGrant[]
  assignmentDeleted(id: string): boolean
  deleteAssignment(id: string): void
  addAssignment(assignment: RoleAssignment): void
  addedAssignments(resourceId: string): readonly RoleAssignment[]
  packageBlocked(id: string): boolean
  setPackageBlocked(id: string, blocked: boolean): void
  /** Whether an agent of the studio is in quarantine, and since when (ms); null: nobody ever put it there. */
  quarantine(id: string): { readonly on: boolean; readonly at: number } | null
  setQuarantine(id: string, on: boolean, at: number): void
}

export function tenantChanges(state: StateSection): TenantChanges {
  const list = <T>(key: string): readonly T[] => (state.get(key) as readonly T[] | undefined) ?? []
  return {
    principalEnabled: (id) => (state.get(`enabled/${id}`) as boolean | undefined) ?? null,
    setPrincipalEnabled: (id, enabled) => state.set(`enabled/${id}`, enabled),
    grantDeleted: (id) => state.get(`grant-deleted/${id}`) === true,
    grantScope: (id) => (state.get(`grant-scope/${id}`) as string | undefined) ?? null,
    deleteGrant: (id) => {
      state.set(
        'grants-added',
        list<DelegatedGrant>('grants-added').filter((grant) => grant.id !== id),
      )
      state.set(`grant-deleted/${id}`, true)
    },
    setGrantScope: (id, scope) => state.set(`grant-scope/${id}`, scope),
    addGrant: (grant) => state.set('grants-added', [...list<DelegatedGrant>('grants-added'), grant]),
    addedGrants: () => list<DelegatedGrant>('grants-added'),
    assignmentDeleted: (id) => state.get(`assignment-deleted/${id}`) === true,
    deleteAssignment: (id) => {
      state.set(
        'assignments-added',
        list<RoleAssignment>('assignments-added').filter((assignment) => assignment.id !== id),
      )
      state.set(`assignment-deleted/${id}`, true)
    },
    addAssignment: (assignment) => state.set('assignments-added', [...list<RoleAssignment>('assignments-added'), assignment]),
    addedAssignments: (resourceId) =>
      list<RoleAssignment>('assignments-added').filter((assignment) => assignment.resourceId === resourceId),
    packageBlocked: (id) => state.get(`blocked/${id}`) === true,
    setPackageBlocked: (id, blocked) => state.set(`blocked/${id}`, blocked),
    quarantine: (id) => (state.get(`quarantine/${id}`) as { readonly on: boolean; readonly at: number } | undefined) ?? null,
    setQuarantine: (id, on, at) => state.set(`quarantine/${id}`, { on, at }),
  }
}
