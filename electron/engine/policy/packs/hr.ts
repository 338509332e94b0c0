import { definePack } from '../define-pack.ts'

/** For agents that see what an employer knows about people. */
export const hr = definePack({
  id: 'hr',
  title: 'Personnel data',
  summary: 'May help a person look up and write down personnel matters. May not decide by itself, see everybody, or act unattended.',
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
      id: 'reads-for-its-user',
      words: 'It may read personnel and health data that its user or a group may read.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.reachLevel <= 2 };`,
    },
    {
      id: 'reads-what-is-open',
      words: 'It may read internal and public data of the whole organisation.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'writes-drafts',
      words: 'It may write files, tasks and notes of its user.',
      cedar: `permit (principal, action == Rollcall::Action::"write", resource)
when { resource.reachLevel <= 1 && ["files", "tasks", "notes", "memory"].contains(resource.class) };`,
    },
    {
      id: 'calls-models',
      words: 'It may call a model and take in questions.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'not-everybody',
      words: 'It never reads the personnel or health data of everybody.',
      cedar: `forbid (principal, action == Rollcall::Action::"read", resource)
when { ["hr", "health", "location"].contains(resource.class) && resource.reachLevel >= 3 };`,
    },
    {
      id: 'never-changes-records',
      words: 'It never changes or deletes personnel or health records.',
      cedar: `forbid (principal, action in [Rollcall::Action::"write", Rollcall::Action::"delete"], resource)
when { ["hr", "health"].contains(resource.class) };`,
    },
    {
      id: 'never-carries-out',
      words: 'It never sends restricted data anywhere.',
      cedar: `forbid (principal, action == Rollcall::Action::"send", resource)
when { resource.sensitivityLevel >= 3 };`,
    },
    {
      id: 'not-unattended',
      words: 'It never runs unattended: a person decides about people.',
      cure: 'Remove its schedule or trigger.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.autonomyCeiling >= 4 };`,
    },
    {
      id: 'inside-only',
      words: 'It is for people inside the organisation.',
      cure: 'Share it with named people or groups only.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { ["guest", "public", "unknown"].contains(principal.exposure) };`,
    },
    {
      id: 'runs-where-known',
      words: 'Its models run in a region that is known.',
      cure: 'Choose a model with a region, or write the region down.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.modelRegions.contains("unknown") };`,
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
