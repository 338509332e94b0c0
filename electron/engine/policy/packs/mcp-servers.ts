import { definePack } from '../define-pack.ts'

/** For servers that hand tools to agents. */
export const mcpServers = definePack({
  id: 'mcp-servers',
  title: 'MCP servers',
  summary:
    'May offer tools that read, and tools that write within a group. May not answer without sign-in, run unpinned code or open the whole computer.',
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
      id: 'reads-within-bounds',
      words: 'Its tools may read data up to confidential within a group, and internal data.',
      cedar: `permit (principal, action == Rollcall::Action::"read", resource)
when { (resource.reachLevel <= 2 && resource.sensitivityLevel <= 2) || resource.sensitivityLevel <= 1 };`,
    },
    {
      id: 'writes-for-its-user',
      words: 'Its tools may write what its user or a group may write, up to confidential.',
      cedar: `permit (principal, action == Rollcall::Action::"write", resource)
when { resource.reachLevel <= 2 && resource.sensitivityLevel <= 2 };`,
    },
    {
      id: 'is-called',
      words: 'It may be called, and may call models.',
      cedar: `permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);`,
    },
    {
      id: 'never-shell',
      words: 'Its tools never run commands.',
      cedar: `forbid (principal, action == Rollcall::Action::"execute", resource)
when { ["shell", "infrastructure"].contains(resource.class) };`,
    },
    {
      id: 'never-final',
      words: 'Its tools never pay, delete or administer anything.',
      cedar: `forbid (principal, action in [Rollcall::Action::"pay", Rollcall::Action::"delete", Rollcall::Action::"administer"], resource);`,
    },
    {
      id: 'signed-in-only',
      words: 'It answers only to who signed in.',
      cure: 'Require a token or sign-in.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("no-authentication") };`,
    },
    {
      id: 'encrypted',
      words: 'Beyond this computer it is reached over https only.',
      cure: 'Serve it over https.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("plain-http") };`,
    },
    {
      id: 'pinned',
      words: 'Its package is pinned to a version.',
      cure: 'Pin the package to a version that was looked at.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("unpinned-package") };`,
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
      words: 'It does not open the whole home folder.',
      cure: 'Limit it to the folders it needs.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
when { principal.traits.contains("home-folder-access") };`,
    },
    {
      id: 'tools-are-known',
      words: 'Its tools are known.',
      cure: 'Let a scan list its tools.',
      cedar: `forbid (principal, action == Rollcall::Action::"operate", resource)
unless { principal.toolsKnown };`,
    },
  ],
})
