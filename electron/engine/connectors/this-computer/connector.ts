import { hostname } from 'node:os'
import { ok } from '../../../../shared/base/result.ts'
import { powersOf } from '../agent-files/powers.ts'
import type { Connector } from '../connector.ts'
import { layoutOf } from './layout.ts'
import { readFolder } from './read-file.ts'
import { revoker } from './revoke.ts'
import { steps } from './steps.ts'

/** The one source that needs no credentials: configurations of assistants, coding agents and model servers in a home folder. */
export const thisComputer: Connector = {
  id: 'this-computer',
  title: 'This computer',
  summary:
    'Reads the configuration files of AI clients, coding agents and local model servers in your home folder. Values of secrets are never kept.',
  category: 'computer',
  neverReads: ['values of passwords, keys and tokens', 'chats and prompts', 'documents', 'source code'],
  fields: [
    { key: 'home', label: 'Home folder', help: 'The home folder to read; yours unless you say another.', kind: 'path', required: false },
    {
      key: 'platform',
      label: 'Laid out as on',
      help: 'The system whose folders this home follows; this computer’s unless you say another.',
      kind: 'choice',
      required: false,
      choices: [
        { value: 'linux', label: 'Linux' },
        { value: 'darwin', label: 'macOS' },
        { value: 'win32', label: 'Windows' },
      ],
    },
    {
      key: 'folders',
      label: 'Folders of repositories',
      help: 'One folder on a line; searched for MCP servers, agent definitions and agent frameworks.',
      kind: 'text',
      required: false,
      lines: true,
    },
    {
      key: 'askServers',
      label: 'Ask local MCP servers for their tools',
      help: 'Starts each configured local server as its client would, or asks it at this computer’s own address: this runs their code with their credentials. Off unless you switch it on.',
      kind: 'boolean',
      required: false,
    },
    {
      key: 'root',
      label: 'Root of managed files',
      help: 'Where files managed by an administrator are looked for, when another home is read.',
      kind: 'path',
      required: false,
    },
  ],
  signIn: [],
  calls: [],
  quotas: [],
  steps,
  async probe(context) {
    const layout = layoutOf(context.settings)
    const home = await readFolder(layout.home)
    const state = home.kind === 'entries' ? 'granted' : 'missing'
    const check = {
      permission: 'Read the home folder',
      state,
      why: 'Configurations of AI clients stand there.',
      hides: 'everything on this computer',
    } as const
    return ok({
      reached: home.kind === 'entries',
      identity: `${layout.home.split(/[\\/]/).at(-1)} on ${layout.real ? hostname() : layout.platform}`,
      checks: [check],
      notice: null,
    })
  },
  revoke: revoker,
  classify: (permission, type) => (type === 'tool' ? powersOf(permission) : null),
}
