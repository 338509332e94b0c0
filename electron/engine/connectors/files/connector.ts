import { ok } from '../../../../shared/base/result.ts'
import type { Connector } from '../connector.ts'
import { classify as classifyGoogle } from '../google-workspace/classify.ts'
import { classify as classifyMicrosoft } from '../microsoft-365/classify.ts'
import { findFiles } from './find-files.ts'
import { readerOf } from './readers.ts'
import { revoker } from './revoke.ts'
import { listStep } from './step.ts'

/** Lists that people keep already: the register, logs of the network, exports of consoles, findings of other tools. */
export const files: Connector = {
  id: 'files',
  title: 'Lists you keep',
  summary:
    'A hand-kept AI register to reconcile with, proxy and DNS logs by department, exported applications, ShadowScan reports and CycloneDX.',
  category: 'file',
  neverReads: ['names and addresses of people in logs', 'paths and queries of addresses', 'anything outside the file or folder you name'],
  fields: [
    {
      key: 'kind',
      label: 'What it is',
      help: 'What the file or folder holds. One source for each list.',
      kind: 'choice',
      required: true,
      choices: [
        { value: 'register', label: 'AI register (CSV, XLSX)' },
        { value: 'proxy-log', label: 'Proxy, DNS or CASB log' },
        { value: 'oauth-apps', label: 'Applications exported from Entra or Google (CSV, XLSX)' },
        { value: 'shadowscan', label: 'ShadowScan report (JSON)' },
        { value: 'cyclonedx', label: 'CycloneDX bill of materials (JSON)' },
      ],
    },
    { key: 'path', label: 'File or folder', help: 'The file, or a folder whose files are read together.', kind: 'path', required: true },
    {
      key: 'columns',
      label: 'Columns',
      help: 'Only where titles are not recognised: field = title, parted by semicolons, e.g. department = Cost centre; host = Destination.',
      kind: 'text',
      required: false,
      placeholder: 'department = Cost centre',
    },
    {
      key: 'sheet',
      label: 'Sheet',
      help: 'The sheet of a workbook; the first that fits unless you say another.',
      kind: 'text',
      required: false,
    },
    {
      key: 'people',
      label: 'List of the staff',
      help: 'For logs that name users but no departments: a CSV or XLSX with user and department. It is used while reading and not kept.',
      kind: 'path',
      required: false,
    },
  ],
  signIn: [],
  calls: [],
  quotas: [],
  steps: [listStep],
  async probe({ settings }) {
    const found = await findFiles(settings.path ?? '', readerOf(settings.kind)?.endings ?? [])
    if (!found.ok) return found
    const { files: names, problems } = found.value
    const readable = names.length > 0
    return ok({
      reached: readable,
      identity: readable ? `${names.length} ${names.length === 1 ? 'file' : 'files'}` : null,
      checks: [
        {
          permission: 'Read the file or folder',
          state: readable ? 'granted' : 'missing',
          why: problems[0] ?? 'it is there and may be read',
          hides: 'everything in this list',
        },
      ],
      notice: null,
    })
  },
  classify: (permission, type) => classifyMicrosoft(permission, type, 'Microsoft Graph') ?? classifyGoogle(permission, type, ''),
  revoke: revoker,
}
