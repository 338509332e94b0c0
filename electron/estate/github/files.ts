import { createHash } from 'node:crypto'
import { hostileNames } from '../hostile-names.ts'

/** Values that stand where secrets stand in real repositories. They must never be seen again: tests search for `planted`. */
const planted = { token: 'ghp_plantedplantedplantedplanted0029', password: 'planted-Pa55word' }

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** One file of a repository, as somebody committed it. */
export interface RepositoryFile {
  readonly path: string
  readonly text: string
}

export const hostileServer = (index: number): string => `npm:odd-name-server-${index}`

/** The files that matter, by repository: archetypes 29 and 40, a good example, and what engineers have beside them. */
export const archetypeFiles: Readonly<Record<string, readonly RepositoryFile[]>> = {
  'order-desk': [
    {
      // 29: a token in the configuration of a repository.
      path: '.mcp.json',
      text: json({
        mcpServers: {
          github: {
            command: 'docker',
            args: ['run', '-i', '--rm', '-e', 'GITHUB_PERSONAL_ACCESS_TOKEN', 'ghcr.io/github/github-mcp-server:v0.18.0'],
            env: { GITHUB_PERSONAL_ACCESS_TOKEN: planted.token },
          },
        },
      }),
    },
  ],
  'pricing-engine': [
    {
      path: '.vscode/mcp.json',
      text: `{
  // shared with the whole team
  "servers": {
    "prices": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-postgres", "postgresql://svc_prices:${planted.password}@db.prod.meridian.example:5432/prices"] },
    "warehouse": { "type": "http", "url": "http://warehouse-tools.meridian.example:8931/mcp" },
  },
}
`,
    },
  ],
  storefront: [
    {
      path: '.github/workflows/issue-triage.md',
      text: '---\nname: Issue triage\non:\n  issues:\n    types: [opened]\npermissions:\n  contents: read\n  issues: read\nengine:\n  id: claude\n  model: claude-sonnet-4-5\nsafe-outputs:\n  add-comment:\n  add-labels:\n---\n\n# Issue triage\n\nRead the new issue, label it and answer politely.\n',
    },
    { path: '.github/workflows/issue-triage.lock.yml', text: 'name: Issue triage\non: issues\njobs: {}\n' },
    {
      path: '.github/workflows/fix-on-mention.yml',
      text:
        'name: Fix on mention\non:\n  issue_comment:\n    types: [created]\npermissions:\n  contents: write\n  pull-requests: write\n  issues: write\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: ./prepare.sh\n      - uses: anthropics/claude-code-action@v1\n        with:\n          anthropic_api_key: $' +
        '{{ secrets.ANTHROPIC_API_KEY }}\n',
    },
  ],
  'platform-agents': [
    {
      path: '.github/agents/release-notes.agent.md',
      text: "---\nname: release-notes\ndescription: Writes the release notes from merged pull requests; a person publishes them.\ntools: ['read', 'search']\n---\nRead the merged pull requests and write the notes.\n",
    },
    {
      path: '.claude/agents/schema-reviewer.md',
      text: '---\nname: schema-reviewer\ndescription: Reviews changes to the database schema.\ntools: Read, Grep, Bash\nmodel: sonnet\n---\nLook at every migration.\n',
    },
  ],
  'odd-names': [
    {
      // 40: names as an attacker would choose them.
      path: '.mcp.json',
      text: json({
        mcpServers: Object.fromEntries(
          hostileNames.map((name, index) => [name, { command: 'npx', args: ['-y', `${hostileServer(index).slice('npm:'.length)}@1.0.0`] }]),
        ),
      }),
    },
  ],
}

/** What most repositories have: one and the same pipeline, without AI. */
export const plainFiles: readonly RepositoryFile[] = [
  {
    path: '.github/workflows/ci.yml',
    text: 'name: CI\non: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: npm test\n',
  },
]

/** Names of files everywhere that nobody has any business reading; their blobs are refused by the tests. */
export const codeFiles: readonly RepositoryFile[] = [
  { path: 'README.md', text: '# A repository\n' },
  { path: 'src/main.ts', text: 'export const secret = "code is never read"\n' },
]

/** The id git gives a file's content. */
export function blobSha(text: string): string {
  const bytes = Buffer.from(text, 'utf8')
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

export function treeSha(repository: string, path: string): string {
  return createHash('sha1').update(`tree ${repository} ${path}`).digest('hex')
}
