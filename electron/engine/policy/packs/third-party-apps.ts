import { definePack } from '../define-pack.ts'

/** For applications of other companies that people or administrators let in. */
export const thirdPartyApps = definePack({
  id: 'third-party-apps',
  title: 'Third-party AI apps',
  summary:
    'May read what the person who let it in may read. May not act for everybody, hold rights of its own, or come from an unverified publisher.',
  version: 1,
  severity: 'high',
  responseDays: 14,
  statements: [
    {
      id: 'may-operate',
      words: 'It may be in service.',
      cedar: `permit (principal, action == Rollcall::Action::"operate", resource);`,
    },
    {
      id: 'reads-for-its-user',
      words: 'It may read data up to confidential of the person who uses it.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.reachLevel <= 1 && resource.sensitivityLevel <= 2 };`,
    },
    {
      id: 'reads-what-is-open',
      words: 'It may read public data.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel == 0 };`,
    },
    {
      id: 'writes-for-its-user',
      words: 'It may write calendar entries, tasks, notes and files of the person who uses it.',
      cedar: `permit (principal, action == Rollcall::Action::"write", resource)
when { resource.reachLevel <= 1 && ["calendar", "tasks", "notes", "files", "meetings", "memory"].contains(resource.class) };`,
    },
    {
      id: 'calls-models',
      words: 'It may call models and take in content.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'not-beyond-its-user',
      words: 'It never reads the confidential data of a group or of everybody.',
      cedar: `forbid (principal, action == Rollcall::Action::"read", resource)
when { resource.reachLevel >= 2 && resource.sensitivityLevel >= 2 };`,
    },
    {
      id: 'never-final',
      words: 'It never pays, deletes, runs or administers anything.',
      cedar: `forbid (principal, action in [Rollcall::Action::"pay", Rollcall::Action::"delete", Rollcall::Action::"execute", Rollcall::Action::"administer"], resource)
unless { resource.class == "memory" };`,
    },
    {
      id: 'never-sends',
      words: 'It never sends in anybody’s name.',
      cedar: `forbid (principal, action == Rollcall::Action::"send", resource);`,
    },
    {
      id: 'no-rights-of-its-own',
      words: 'It holds no permissions of its own: it acts for a person who is signed in.',
      cure: 'Replace its application permissions by delegated ones.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.permissionKinds.contains("application-permission") };`,
    },
    {
      id: 'verified-publisher',
      words: 'Its publisher is verified.',
      cure: 'Ask the publisher to verify itself, or choose another application.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { principal.publisher == "verified" };`,
    },
    {
      id: 'somebody-answers-for-it',
      words: 'A person who is still here owns it.',
      cure: 'Assign an owner.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { principal.ownerState == "known" };`,
    },
  ],
})
