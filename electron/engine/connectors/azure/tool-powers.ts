import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'

type Row = readonly [type: string, words: string, sensitivity: Sensitivity, resource: ResourceClass, ...actions: readonly Action[]]

/**
 * What an agent can do with each kind of tool. Source: the tool types of the provider's own library, ai-projects 2.2. What a tool of
 * the organisation's own does (a function, an interface, a server) is not known here, and is said so.
 */
const rows: readonly Row[] = [
  ['a2a_preview', 'another agent', 'unknown', 'agent', 'invoke'],
  ['apply_patch', 'patches to files', 'internal', 'code', 'write'],
  ['azure_ai_search', 'Azure AI Search', 'internal', 'knowledge', 'read'],
  ['azure_function', 'an Azure function', 'unknown', 'code', 'execute'],
  ['bing_custom_search_preview', 'Bing custom search', 'public', 'web', 'read'],
  ['bing_grounding', 'Bing search', 'public', 'web', 'read'],
  ['browser_automation_preview', 'a browser', 'unknown', 'browser', 'execute'],
  ['capture_structured_outputs', 'structured answers', 'internal', 'other', 'read'],
  ['code_interpreter', 'a sandbox for code', 'internal', 'code', 'execute'],
  ['computer', 'a computer', 'unknown', 'browser', 'execute'],
  ['computer_use_preview', 'a computer', 'unknown', 'browser', 'execute'],
  ['custom', 'a tool of its caller', 'unknown', 'unknown', 'execute'],
  ['fabric_dataagent_preview', 'a Fabric data agent', 'confidential', 'database', 'read'],
  ['fabric_iq_preview', 'Fabric IQ', 'confidential', 'database', 'read'],
  ['file_search', 'uploaded files', 'internal', 'knowledge', 'read'],
  ['function', 'a function of its caller', 'unknown', 'unknown', 'execute'],
  ['image_generation', 'an image model', 'internal', 'model', 'invoke'],
  ['local_shell', 'a shell', 'unknown', 'shell', 'execute'],
  ['mcp', 'an MCP server', 'unknown', 'unknown', 'execute'],
  ['memory_search_preview', 'its memory', 'internal', 'memory', 'read', 'write'],
  ['namespace', 'functions of its caller', 'unknown', 'unknown', 'execute'],
  ['openapi', 'an interface', 'unknown', 'unknown', 'execute'],
  ['sharepoint_grounding_preview', 'SharePoint', 'confidential', 'sites', 'read'],
  ['shell', 'a shell', 'unknown', 'shell', 'execute'],
  ['tool_search', 'a search for tools', 'unknown', 'unknown', 'execute'],
  ['toolbox_search_preview', 'a toolbox', 'unknown', 'unknown', 'execute'],
  ['web_search', 'web search', 'public', 'web', 'read'],
  ['web_search_preview', 'web search', 'public', 'web', 'read'],
  ['work_iq_preview', 'mail, chats and files of its user', 'confidential', 'mail', 'read'],
]

export interface ToolKind {
  readonly words: string
  readonly powers: readonly Power[]
}

const kinds: ReadonlyMap<string, ToolKind> = new Map(
  rows.map(([type, words, sensitivity, resource, ...actions]) => [
    type,
    { words, powers: actions.map((action) => ({ action, resource, sensitivity })) },
  ]),
)

const unknownKind = (type: string): ToolKind => ({
  words: `a tool of an unknown kind (${type.slice(0, 60)})`,
  powers: [{ action: 'execute', resource: 'unknown', sensitivity: 'unknown' }],
})

export const toolKind = (type: string): ToolKind => kinds.get(type) ?? unknownKind(type)

const read = (resource: ResourceClass): readonly Power[] => [{ action: 'read', resource, sensitivity: 'confidential' }]

/** Ready connectors to other vendors, by the ids that the library lists. */
export const readyConnectors: Readonly<Record<string, readonly Power[]>> = {
  connector_dropbox: read('files'),
  connector_gmail: read('mail'),
  connector_googlecalendar: read('calendar'),
  connector_googledrive: read('files'),
  connector_microsoftteams: read('chat'),
  connector_outlookcalendar: read('calendar'),
  connector_outlookemail: read('mail'),
  connector_sharepoint: read('sites'),
}
