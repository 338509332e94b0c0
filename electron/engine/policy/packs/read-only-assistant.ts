import { definePack } from '../define-pack.ts'

/** For assistants that look things up and answer: they read, within bounds, and do nothing else. */
export const readOnlyAssistant = definePack({
  id: 'read-only-assistant',
  title: 'Read-only assistant',
  summary: 'May read what a person or a group may read, call its model and answer. May not change, send, pay, run or administer anything.',
  version: 1,
  severity: 'high',
  responseDays: 14,
  statements: [
    {
      id: 'reads-within-bounds',
      words: 'It may read data up to confidential that its user or a group may read, and internal data of the whole tenant.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when {
  (resource.reachLevel <= 2 && resource.sensitivityLevel <= 2) ||
  (resource.reachLevel == 3 && resource.sensitivityLevel <= 1)
};`,
    },
    {
      id: 'reads-the-web',
      words: 'It may read public web pages.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.class == "web" && resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'calls-models',
      words: 'It may call a model and take in questions.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'keeps-memory',
      words: 'It may keep a memory of its own.',
      cedar: `permit (principal, action in [Rollcall::Action::"write", Rollcall::Action::"delete"], resource)
when { resource.class == "memory" };`,
    },
    {
      id: 'may-operate',
      words: 'It may be in service.',
      cedar: 'permit (principal, action == Rollcall::Action::"operate", resource);',
    },
    {
      id: 'never-acts',
      words: 'It never changes, deletes, pays, runs or administers anything.',
      cedar: `forbid (
  principal,
  action in [
    Rollcall::Action::"write",
    Rollcall::Action::"delete",
    Rollcall::Action::"pay",
    Rollcall::Action::"execute",
    Rollcall::Action::"administer"
  ],
  resource
)
unless { resource.class == "memory" };`,
    },
    {
      id: 'never-sends',
      words: 'It never sends anything: it answers whoever asked.',
      cedar: 'forbid (principal, action == Rollcall::Action::"send", resource);',
    },
    {
      id: 'no-restricted-data',
      words: 'It never reads restricted data.',
      cedar: `forbid (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel >= 3 };`,
    },
    {
      id: 'not-beyond-its-group',
      words: 'It never reads everybody’s confidential data, nor data whose reach is not known.',
      cedar: `forbid (principal, action == Rollcall::Action::"read", resource)
when { resource.reachLevel >= 3 && resource.sensitivityLevel >= 2 };`,
    },
    {
      id: 'somebody-answers-for-it',
      words: 'A person who is still here owns it.',
      cure: 'Assign an owner.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { principal.ownerState == "known" };`,
    },
    {
      id: 'not-for-outsiders',
      words: 'It is not open to guests or to the public.',
      cure: 'Require sign-in, and share it inside the organisation only.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.exposure == "public" || principal.exposure == "guest" || principal.traits.contains("public-chat") };`,
    },
    {
      id: 'not-unattended',
      words: 'It never runs unattended: a person asks, it answers.',
      cure: 'Remove its schedule or trigger, or bring it under a policy for unattended agents.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.autonomyFloor >= 4 };`,
    },
  ],
})
