import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'

/** How a service writes requests, replies and errors. */
export type Protocol = 'rest' | 'json' | 'query'

interface ServiceWire {
  readonly protocol: Protocol
  /** The name a request must be signed for. */
  readonly signedAs: string
  /** Hosts; the first group is the region, where there is one. */
  readonly host: RegExp
  /** Regions that offer it; all of them unless said. Shortened from the provider's tables. */
  readonly offered?: ReadonlySet<string>
}

const agentRegions = new Set(
  'us-east-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 ap-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-2 ca-central-1 sa-east-1'.split(
    ' ',
  ),
)
const coreRegions = new Set('us-east-1 us-east-2 us-west-2 eu-west-1 eu-central-1 ap-south-1 ap-northeast-1 ap-southeast-2'.split(' '))

/** The provider's services that the estate plays. */
export const wires = {
  sts: { protocol: 'query', signedAs: 'sts', host: /^sts\.([a-z0-9-]+)\.amazonaws\.com$/ },
  organizations: { protocol: 'json', signedAs: 'organizations', host: /^organizations\.(us-east-1)\.amazonaws\.com$/ },
  account: { protocol: 'rest', signedAs: 'account', host: /^account\.(us-east-1)\.amazonaws\.com$/ },
  iam: { protocol: 'query', signedAs: 'iam', host: /^iam\.amazonaws\.com$/ },
  'bedrock-agent': {
    protocol: 'rest',
    signedAs: 'bedrock',
    host: /^bedrock-agent\.([a-z0-9-]+)\.amazonaws\.com$/,
    offered: agentRegions,
  },
  agentcore: {
    protocol: 'rest',
    signedAs: 'bedrock-agentcore',
    host: /^bedrock-agentcore-control\.([a-z0-9-]+)\.amazonaws\.com$/,
    offered: coreRegions,
  },
  qbusiness: {
    protocol: 'rest',
    signedAs: 'qbusiness',
    host: /^qbusiness\.([a-z0-9-]+)\.api\.aws$/,
    offered: new Set(['us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2']),
  },
  sagemaker: { protocol: 'json', signedAs: 'sagemaker', host: /^api\.sagemaker\.([a-z0-9-]+)\.amazonaws\.com$/ },
  lambda: { protocol: 'rest', signedAs: 'lambda', host: /^lambda\.([a-z0-9-]+)\.amazonaws\.com$/ },
  cloudtrail: { protocol: 'json', signedAs: 'cloudtrail', host: /^cloudtrail\.([a-z0-9-]+)\.amazonaws\.com$/ },
} as const satisfies Readonly<Record<string, ServiceWire>>

export type ServiceName = keyof typeof wires

const globalRegion = 'us-east-1'

/** The service and region that a host stands for; null where no such host exists. */
export function serviceOf(host: string): { readonly service: ServiceName; readonly region: string } | null {
  for (const service of Object.keys(wires) as ServiceName[]) {
    const wire: ServiceWire = wires[service]
    const match = wire.host.exec(host)
    if (match === null) continue
    const region = match[1] ?? globalRegion
    return wire.offered?.has(region) === false ? null : { service, region }
  }
  return null
}

/** An error as the provider writes it in each of its protocols. */
export function wireError(protocol: Protocol, status: number, code: string, message: string): LoopbackReply {
  switch (protocol) {
    case 'rest':
      return { status, headers: { 'x-amzn-errortype': code }, json: { message } }
    case 'json':
      return { status: status === 403 || status === 404 ? 400 : status, json: { __type: code, message } }
    case 'query':
      return {
        status,
        headers: { 'content-type': 'text/xml' },
        text: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${xmlText(message)}</Message></Error><RequestId>estate</RequestId></ErrorResponse>`,
      }
  }
}

const xmlText = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[character] ?? character,
  )

/** A value as the query protocol writes it: lists hold `member`s. */
function xmlOf(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return `<${name}>${value.map((item) => xmlOf('member', item)).join('')}</${name}>`
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value)
      .map(([key, inner]) => xmlOf(key, inner))
      .join('')}</${name}>`
  return `<${name}>${xmlText(String(value))}</${name}>`
}

/** A reply of the query protocol. */
export function xmlReply(operation: string, result: Readonly<Record<string, unknown>>): LoopbackReply {
  const body = `${xmlOf(`${operation}Result`, result)}<ResponseMetadata><RequestId>estate</RequestId></ResponseMetadata>`
  return { status: 200, headers: { 'content-type': 'text/xml' }, text: `<${operation}Response>${body}</${operation}Response>` }
}

interface Signed {
  readonly accessKeyId: string
  readonly region: string
  readonly service: string
  readonly token: string | null
}

/** What a signed request says of its signer; null when it is not signed as version 4 asks. The signature itself is not computed again. */
export function signerOf({ headers }: LoopbackRequest): Signed | null {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/
  const match = form.exec(headers.authorization ?? '')
  const date = headers['x-amz-date'] ?? ''
  if (match === null || !/^\d{8}T\d{6}Z$/.test(date)) return null
  const [, accessKeyId = '', day, region = '', service = '', names = ''] = match
  const signed = names.split(';')
  const token = headers['x-amz-security-token'] ?? null
  if (day !== date.slice(0, 8) || !signed.includes('host') || !signed.includes('x-amz-date')) return null
  return token !== null && !signed.includes('x-amz-security-token') ? null : { accessKeyId, region, service, token }
}
