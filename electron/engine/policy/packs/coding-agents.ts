import { definePack } from '../define-pack.ts'

/** For agents that write and run code on a computer or in a repository. */
export const codingAgents = definePack({
  id: 'coding-agents',
  title: 'Coding agents',
  summary:
    'May read and change code and run it where a person watches. May not act without asking, hold production credentials, or reach the data of the organisation.',
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
      id: 'works-on-code',
      words: 'It may read, change and delete code, files and notes of its user or its group.',
      cedar: `permit (principal, action in [Rollcall::Action::"read", Rollcall::Action::"write", Rollcall::Action::"delete"], resource)
when { resource.reachLevel <= 2 && ["code", "files", "notes", "tasks", "memory", "knowledge"].contains(resource.class) };`,
    },
    {
      id: 'runs-code',
      words: 'It may run commands and programs on its user’s computer.',
      cedar: `permit (principal, action == Rollcall::Action::"execute", resource)
when { resource.reachLevel <= 1 && ["shell", "code", "browser"].contains(resource.class) };`,
    },
    {
      id: 'reads-the-web',
      words: 'It may read public and internal pages.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'calls-models',
      words: 'It may call models and tools, and take in content.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'never-production',
      words: 'It never administers or runs anything in the infrastructure.',
      cedar: `forbid (principal, action in [Rollcall::Action::"execute", Rollcall::Action::"administer", Rollcall::Action::"delete"], resource)
when { ["infrastructure", "identity", "directory"].contains(resource.class) };`,
    },
    {
      id: 'never-business-data',
      words: 'It never reads mail, customer, finance or personnel data.',
      cedar: `forbid (principal, action == Rollcall::Action::"read", resource)
when { ["mail", "crm", "finance", "hr", "health"].contains(resource.class) };`,
    },
    {
      id: 'asks-first',
      words: 'It asks before it acts.',
      cure: 'Switch automatic approval off.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("auto-approve") };`,
    },
    {
      id: 'no-production-credentials',
      words: 'It holds no credentials of production systems.',
      cure: 'Give it credentials of a test system.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("production-credentials") };`,
    },
    {
      id: 'no-secrets-in-files',
      words: 'No secret stands in its configuration.',
      cure: 'Move the secret into a key store, and replace it.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("secret-in-config") };`,
    },
    {
      id: 'not-the-whole-home',
      words: 'It does not read the whole home folder.',
      cure: 'Limit it to the folder of the project.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("home-folder-access") };`,
    },
    {
      id: 'pinned-tools',
      words: 'Its tools are pinned to a version.',
      cure: 'Pin each package to a version.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("unpinned-package") };`,
    },
  ],
})
