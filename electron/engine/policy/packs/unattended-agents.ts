import { definePack } from '../define-pack.ts'

/** For what runs on a schedule or a trigger, with nobody watching. */
export const unattendedAgents = definePack({
  id: 'unattended-agents',
  title: 'Unattended agents',
  summary: 'May read, and write within a narrow reach. May not pay, delete, administer, change itself or fail silently.',
  version: 1,
  severity: 'critical',
  responseDays: 7,
  statements: [
    {
      id: 'may-operate',
      words: 'It may be in service.',
      cedar: `permit (principal, action == Rollcall::Action::"operate", resource);`,
    },
    {
      id: 'reads-within-bounds',
      words: 'It may read data up to confidential within a group, and internal data of the whole organisation.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { (resource.reachLevel <= 2 && resource.sensitivityLevel <= 2) || resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'writes-within-its-group',
      words: 'It may write data up to confidential of its user or its group.',
      cedar: `permit (principal, action == Rollcall::Action::"write", resource)
when { resource.reachLevel <= 2 && resource.sensitivityLevel <= 2 };`,
    },
    {
      id: 'tells-people-inside',
      words: 'It may send to people inside, as itself, its user or its group.',
      cedar: `permit (principal, action == Rollcall::Action::"send", resource)
when { resource.reachLevel <= 2 };`,
    },
    {
      id: 'calls-models',
      words: 'It may call models and other agents, and take in content.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'never-final',
      words: 'It never pays, deletes or administers anything.',
      cedar: `forbid (principal, action in [Rollcall::Action::"pay", Rollcall::Action::"delete", Rollcall::Action::"administer"], resource)
unless { resource.class == "memory" };`,
    },
    {
      id: 'never-runs-commands',
      words: 'It never runs commands on a computer or in the infrastructure.',
      cedar: `forbid (principal, action == Rollcall::Action::"execute", resource)
when { ["shell", "infrastructure", "device"].contains(resource.class) };`,
    },
    {
      id: 'never-speaks-outside',
      words: 'It never sends anything outside the organisation.',
      cedar: `forbid (principal, action == Rollcall::Action::"send", resource)
when { resource.reachLevel >= 4 };`,
    },
    {
      id: 'does-not-change-itself',
      words: 'It cannot change its own tools or create agents.',
      cure: 'Take away the permission to change itself.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("self-modifying") || principal.autonomyFloor >= 5 };`,
    },
    {
      id: 'handles-errors',
      words: 'It retries, escalates or rolls back when something fails.',
      cure: 'Add an error path that tells somebody.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("missing-error-handling") || !principal.handlesErrors };`,
    },
    {
      id: 'is-logged',
      words: 'What it does is logged.',
      cure: 'Switch logging on.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("logging-off") };`,
    },
    {
      id: 'not-the-lethal-trio',
      words: 'It does not hold private data, read what strangers write and have a way out, all at once.',
      cure: 'Take away one of the three: the private data, what strangers can write, or the way out.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.containsAll(["private-data", "untrusted-input", "outbound-channel"]) };`,
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
