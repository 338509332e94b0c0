import type { CallDeclaration } from '../connector.ts'

/** What an official client is opened with. It builds, signs and reads; `requestHandler` sends for it. */
export interface ClientConfig {
  readonly region: string
  readonly endpoint: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }
  readonly maxAttempts: number
  readonly defaultsMode: 'standard'
  readonly useFipsEndpoint: false
  readonly useDualstackEndpoint: false
  readonly requestHandler: RequestHandler
}

/** A request as an official client built and signed it. */
export interface SignedRequest {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface RequestHandler {
  handle(request: SignedRequest, options?: unknown): Promise<{ readonly response: HttpReply }>
}

interface HttpReply {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

/** An official client; of all that it can do, it sends commands. */
export interface Client {
  send(command: never, options: never): Promise<unknown>
}

interface Service {
  /** Where it answers: in every region, or at the one address its part of the cloud has. */
  readonly host: string
  readonly hostValues?: NonNullable<CallDeclaration['hostValues']>
  /** Loaded when the service is first asked. */
  readonly client: () => Promise<new (config: ClientConfig) => Client>
}

const byDomain = { domain: ['amazonaws.com', 'amazonaws.com.cn'] }
const iamHosts = { iam: ['iam.amazonaws.com', 'iam.us-gov.amazonaws.com', 'iam.cn-north-1.amazonaws.com.cn'] }

/** The provider's services that are asked, by the short name the call table uses. */
export type ServiceId =
  | 'sts'
  | 'organizations'
  | 'account'
  | 'bedrock-agent'
  | 'lambda'
  | 'agentcore'
  | 'qbusiness'
  | 'sagemaker'
  | 'iam'
  | 'cloudtrail'

export const services: Readonly<Record<ServiceId, Service>> = {
  sts: {
    host: 'sts.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-sts')).STSClient,
  },
  organizations: {
    host: 'organizations.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-organizations')).OrganizationsClient,
  },
  account: {
    host: 'account.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-account')).AccountClient,
  },
  'bedrock-agent': {
    host: 'bedrock-agent.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-bedrock-agent')).BedrockAgentClient,
  },
  lambda: {
    host: 'lambda.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-lambda')).LambdaClient,
  },
  agentcore: {
    host: 'bedrock-agentcore-control.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-bedrock-agentcore-control')).BedrockAgentCoreControlClient,
  },
  qbusiness: { host: 'qbusiness.{region}.api.aws', client: async () => (await import('@aws-sdk/client-qbusiness')).QBusinessClient },
  sagemaker: {
    host: 'api.sagemaker.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-sagemaker')).SageMakerClient,
  },
  iam: { host: '{iam}', hostValues: iamHosts, client: async () => (await import('@aws-sdk/client-iam')).IAMClient },
  cloudtrail: {
    host: 'cloudtrail.{region}.{domain}',
    hostValues: byDomain,
    client: async () => (await import('@aws-sdk/client-cloudtrail')).CloudTrailClient,
  },
}
