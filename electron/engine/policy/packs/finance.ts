import { definePack } from '../define-pack.ts'

/** For agents that see or move money. */
export const finance = definePack({
  id: 'finance',
  title: 'Finance',
  summary: 'May read finance data and prepare bookings for a person. May not pay, delete records, or act unattended on the books.',
  version: 1,
  severity: 'critical',
  responseDays: 3,
  statements: [
    {
      id: 'may-operate',
      words: 'It may be in service.',
      cedar: `permit (principal, action == Rollcall::Action::"operate", resource);`,
    },
    {
      id: 'reads-the-books',
      words: 'It may read finance data, and other data up to confidential, within a group.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.reachLevel <= 2 && (resource.class == "finance" || resource.sensitivityLevel <= 2) };`,
    },
    {
      id: 'reads-what-is-open',
      words: 'It may read internal and public data of the whole organisation.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'prepares-bookings',
      words: 'It may write drafts into finance systems while its user is there.',
      cedar: `permit (principal, action == Rollcall::Action::"write", resource)
when { resource.class == "finance" && resource.reachLevel <= 2 && principal.autonomyCeiling <= 3 };`,
    },
    {
      id: 'works-on-documents',
      words: 'It may write files, tasks and notes of its user or its group.',
      cedar: `permit (principal, action == Rollcall::Action::"write", resource)
when { resource.reachLevel <= 2 && ["files", "tasks", "notes", "memory"].contains(resource.class) };`,
    },
    {
      id: 'calls-models',
      words: 'It may call a model and take in questions.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'never-pays',
      words: 'It never pays: a person does.',
      cedar: `forbid (principal, action == Rollcall::Action::"pay", resource);`,
    },
    {
      id: 'never-deletes',
      words: 'It never deletes finance records or audit logs.',
      cedar: `forbid (principal, action == Rollcall::Action::"delete", resource)
when { ["finance", "audit-log"].contains(resource.class) };`,
    },
    {
      id: 'not-unattended-on-the-books',
      words: 'It never writes into finance systems unattended.',
      cedar: `forbid (principal, action == Rollcall::Action::"write", resource)
when { resource.class == "finance" && principal.autonomyCeiling >= 4 };`,
    },
    {
      id: 'never-runs-code',
      words: 'It never runs commands or programs.',
      cedar: `forbid (principal, action == Rollcall::Action::"execute", resource)
when { ["shell", "infrastructure", "code"].contains(resource.class) };`,
    },
    {
      id: 'is-logged',
      words: 'What it does is logged.',
      cure: 'Switch logging on.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("logging-off") };`,
    },
    {
      id: 'inside-only',
      words: 'It is for people inside the organisation.',
      cure: 'Share it with named people or groups only.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { ["guest", "public", "unknown"].contains(principal.exposure) };`,
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
