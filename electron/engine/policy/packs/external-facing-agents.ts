import { definePack } from '../define-pack.ts'

/** For agents that guests, customers or the public talk to. */
export const externalFacingAgents = definePack({
  id: 'external-facing-agents',
  title: 'External-facing agents',
  summary:
    'May answer from what is public, and take in questions. May not see what is internal, act for strangers, or run without a guardrail.',
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
      id: 'reads-what-is-public',
      words: 'It may read public data.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel == 0 };`,
    },
    {
      id: 'reads-its-knowledge',
      words: 'It may read the internal knowledge that was prepared for it.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.class == "knowledge" && resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'keeps-memory',
      words: 'It may keep a memory of its own.',
      cedar: `permit (principal, action in [Rollcall::Action::"read", Rollcall::Action::"write", Rollcall::Action::"delete"], resource)
when { resource.class == "memory" };`,
    },
    {
      id: 'calls-models',
      words: 'It may call models and take in questions.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'hands-over',
      words: 'It may open a task for a person inside.',
      cedar: `permit (principal, action == Rollcall::Action::"write", resource)
when { resource.class == "tasks" && resource.reachLevel <= 2 };`,
    },
    {
      id: 'nothing-confidential',
      words: 'It never reads confidential or restricted data, nor data whose sensitivity is not known.',
      cedar: `forbid (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel >= 2 && resource.class != "memory" };`,
    },
    {
      id: 'never-acts-for-strangers',
      words: 'It never sends, pays, runs or administers anything.',
      cedar: `forbid (principal, action in [Rollcall::Action::"send", Rollcall::Action::"pay", Rollcall::Action::"execute", Rollcall::Action::"administer"], resource);`,
    },
    {
      id: 'has-a-guardrail',
      words: 'At least one guardrail stands between it and strangers.',
      cure: 'Add a content filter or another guardrail.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { principal.guarded };`,
    },
    {
      id: 'is-logged',
      words: 'What it does is logged.',
      cure: 'Switch logging on.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("logging-off") };`,
    },
    {
      id: 'encrypted',
      words: 'It is reached over https only.',
      cure: 'Serve it over https.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("plain-http") };`,
    },
    {
      id: 'holds-no-private-data',
      words: 'It holds no private data.',
      cure: 'Take the private data out of its reach.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("private-data") };`,
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
