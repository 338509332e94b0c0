import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import type { Random } from '../random.ts'
import type { HomeFile, HomePart } from './home-part.ts'

type Making = { readonly file: string; readonly text: string; readonly kind: string | null }

const toml = (name: string) => `[project]\nname = "svc"\ndependencies = ["requests>=2", "${name}>=0.3"]\n`
const npm = (name: string, more = {}) => JSON.stringify({ name: 'svc', dependencies: { express: '^5', [name]: '^1' }, ...more }, null, 2)

/** What a repository can build; null: nothing with AI in it, however it is called. */
const makings: readonly Making[] = [
  { file: 'package.json', text: npm('left-pad'), kind: null },
  { file: 'pyproject.toml', text: toml('langgraph'), kind: 'autonomous-agent' },
  { file: 'go.mod', text: 'module example\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n)\n', kind: null },
  { file: 'package.json', text: npm('@mastra/core'), kind: 'autonomous-agent' },
  { file: 'requirements.txt', text: 'flask==3.0\ncrewai==0.80.0\n', kind: 'autonomous-agent' },
  { file: 'package.json', text: npm('@anthropic-ai/sdk'), kind: 'ai-application' },
  { file: 'package.json', text: npm('@modelcontextprotocol/sdk'), kind: 'mcp-server' },
  { file: 'requirements.txt', text: 'django==5.1\n# openai is not used any more\n', kind: null },
]

// Names that sound like AI and names that do not are dealt out regardless of what the repository is.
const names = [
  'fulfillment-hub',
  'enrollment',
  'agent-portal',
  'quarry-map',
  'helper-bot',
  'rates',
  'gpt-free-zone',
  'pallet-count',
  'mail-sorter',
  'shift-plan',
]

/** Ordinary repositories, some of which build agents. */
export function crowdFiles(random: Random, count: number): HomePart {
  const files: HomeFile[] = []
  const entries: AnswerKeyEntry[] = []
  for (let index = 0; index < count; index += 1) {
    const making = makings[index % makings.length]
    if (making === undefined) continue
    const name = `${random.at('repository', index).pick(names)}-${index}`
    const folder = `projects/${name}`
    files.push({ path: `${folder}/${making.file}`, text: making.text })
    // Other people's code below does not count.
    files.push({ path: `${folder}/node_modules/dependency/package.json`, text: npm('langchain') })
    entries.push(
      answer({
        provider: 'this-computer',
        name,
        nativeId: { kind: 'repository', value: `~/${folder}` },
        isAgent: making.kind !== null,
        agentKind: making.kind,
      }),
    )
  }
  return { files, entries }
}
