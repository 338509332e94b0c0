/** What a column can mean, in any of the lists. */
export type Field = keyof typeof synonyms

/**
 * Titles that people and products give to a column, by their letters and digits only: `Application ID`, `application_id` and
 * `ApplicationId` are one. The first that a table has wins. Sources: the exports' own documentation (Entra, Google Admin, Zscaler, W3C
 * extended log format, NetFlow-style CASB exports) and what registers are usually called.
 */
export const synonyms = {
  entry: ['registerid', 'entryid', 'registerno', 'entryno', 'ref', 'reference', 'no', 'nr', 'number'],
  name: [
    'name',
    'displayname',
    'appname',
    'applicationname',
    'agent',
    'agentname',
    'system',
    'systemname',
    'aisystem',
    'tool',
    'toolname',
    'usecase',
    'solution',
    'title',
  ],
  appId: ['applicationid', 'appid', 'clientid', 'oauthclientid', 'oauth2clientid', 'nativeid', 'botid', 'agentid', 'technicalid', 'id'],
  owner: [
    'owner',
    'businessowner',
    'systemowner',
    'ownername',
    'owneremail',
    'ownermail',
    'responsible',
    'accountable',
    'contact',
    'verantwortlich',
  ],
  department: [
    'department',
    'dept',
    'businessunit',
    'orgunit',
    'organizationalunit',
    'organisationalunit',
    'costcentre',
    'costcenter',
    'team',
    'division',
    'userdepartment',
    'csdepartment',
    'abteilung',
  ],
  vendor: ['vendor', 'provider', 'supplier', 'manufacturer', 'hersteller'],
  model: ['model', 'aimodel', 'modelname', 'llm', 'foundationmodel', 'modell'],
  status: ['status', 'state', 'lifecycle', 'approval', 'approvalstatus', 'decision'],
  purpose: ['purpose', 'description', 'usepurpose', 'whatfor', 'zweck'],
  reviewed: ['lastreview', 'lastreviewed', 'reviewed', 'reviewdate', 'approvedon'],
  publisher: ['publisher', 'verifiedpublisher', 'publishername', 'developer'],
  verified: ['verified', 'verifiedstatus', 'isverified', 'publisherverified'],
  website: ['homepage', 'homepageurl', 'website', 'url', 'replyurl', 'appurl'],
  scopes: ['scopes', 'apiscopes', 'oauthscopes', 'permissions', 'scope', 'requestedservices', 'delegatedpermissions'],
  users: ['users', 'numberofusers', 'usercount', 'userscount'],
  created: ['createdon', 'createddatetime', 'created', 'createdate', 'dateadded'],
  enabled: ['accountenabled', 'enabled', 'enabledforuserstosignin', 'access'],
  host: [
    'host',
    'hostname',
    'cshost',
    'desthost',
    'destinationhost',
    'destinationhostname',
    'domain',
    'destdomain',
    'fqdn',
    'query',
    'queryname',
    'qname',
    'dnsquery',
    'sni',
    'servername',
    'serverhostname',
    'requestdomain',
    'destination',
  ],
  address: ['url', 'csuri', 'uri', 'requesturl', 'fullurl', 'ereferer', 'requestedurl', 'urlhost'],
  user: [
    'user',
    'username',
    'login',
    'csusername',
    'useremail',
    'email',
    'mail',
    'userprincipalname',
    'upn',
    'srcuser',
    'sourceuser',
    'identity',
    'identities',
  ],
  client: ['client', 'clientip', 'cip', 'srcip', 'sourceip', 'internalip', 'ip', 'src', 'clientaddress', 'device', 'devicename'],
  time: ['time', 'datetime', 'timestamp', 'eventtime', 'date', 'ts', 'logtime', 'epochtime', 'starttime'],
  clock: ['timeofday'],
  sent: ['bytessent', 'sentbytes', 'requestsize', 'reqsize', 'csbytes', 'uploadbytes', 'uploaded', 'bytesout', 'outboundbytes'],
  received: [
    'bytesreceived',
    'receivedbytes',
    'responsesize',
    'respsize',
    'scbytes',
    'downloadbytes',
    'downloaded',
    'bytesin',
    'inboundbytes',
    'bytes',
  ],
  action: ['action', 'policyaction', 'saction', 'verdict', 'decision', 'scfilterresult', 'disposition', 'blocked'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Where each wanted field stands in a row. */
export type Columns = ReadonlyMap<Field, number>

/** A title by its letters and digits: what is compared. */
export function plainTitle(title: string): string {
  return title
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Which column is which: what a person set, then the synonyms in their order. A column has one meaning: the first wanted field takes it.
 */
export function columnsOf(head: readonly string[], wanted: readonly Field[], chosen: ReadonlyMap<Field, string> = new Map()): Columns {
  const titles = head.map(plainTitle)
  const found = new Map<Field, number>()
  const taken = new Set<number>()
  const take = (field: Field, at: number): void => {
    if (at < 0 || taken.has(at) || found.has(field)) return
    found.set(field, at)
    taken.add(at)
  }
  for (const [field, title] of chosen) if (wanted.includes(field)) take(field, titles.indexOf(plainTitle(title)))
  for (const field of wanted) for (const title of synonyms[field]) take(field, titles.indexOf(title))
  return found
}

/** What a person wrote in the setting: `department = Cost centre; host = Destination`. Null: which part is not understood. */
export function chosenColumns(
  text: string | undefined,
): { readonly columns: ReadonlyMap<Field, string>; readonly wrong: null } | { readonly columns: null; readonly wrong: string } {
  const columns = new Map<Field, string>()
  for (const part of (text ?? '').split(/[;\n]/)) {
    if (part.trim() === '') continue
    const at = part.indexOf('=')
    const field = part.slice(0, at).trim()
    const title = part.slice(at + 1).trim()
    if (at < 0 || title === '' || !isField(field)) return { columns: null, wrong: part.trim().slice(0, 100) }
    columns.set(field, title)
  }
  return { columns, wrong: null }
}

const isField = (text: string): text is Field => Object.hasOwn(synonyms, text)
