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

/** Makes one operation of an opened client; `carried` reaches the request handler untouched. */
type Operate = (operation: string, input: object, carried: object) => Promise<unknown>
export type Opens = (config: ClientConfig) => Operate

interface Sends {
  send(command: never, options: never): Promise<unknown>
}

function official(
  Client: new (config: ClientConfig) => Sends,
  commands: Readonly<Record<string, new (input: never) => unknown>>,
): Promise<Opens> {
  return Promise.resolve((config) => {
    const client = new Client(config)
    return (operation, input, carried) => {
      const Command = commands[`${operation}Command`]
      if (Command === undefined) throw new Error('an operation that no client was told of')
      return client.send(new Command(input as never) as never, carried as never)
    }
  })
}

/** The official clients, each loaded when it is first asked for, and of each only the operations that are made. */
export const services = {
  sts: async () => {
    const { STSClient, AssumeRoleCommand, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
    return official(STSClient, { AssumeRoleCommand, GetCallerIdentityCommand })
  },
  organizations: async () => {
    const { OrganizationsClient, ListAccountsCommand } = await import('@aws-sdk/client-organizations')
    return official(OrganizationsClient, { ListAccountsCommand })
  },
  account: async () => {
    const { AccountClient, ListRegionsCommand } = await import('@aws-sdk/client-account')
    return official(AccountClient, { ListRegionsCommand })
  },
  'bedrock-agent': async () => {
    const {
      BedrockAgentClient,
      ListAgentsCommand,
      GetAgentCommand,
      ListAgentAliasesCommand,
      ListAgentActionGroupsCommand,
      GetAgentActionGroupCommand,
      ListAgentCollaboratorsCommand,
      ListAgentKnowledgeBasesCommand,
      GetKnowledgeBaseCommand,
      ListTagsForResourceCommand,
      ListFlowsCommand,
      GetFlowCommand,
      GetAgentAliasCommand,
      UpdateAgentAliasCommand,
    } = await import('@aws-sdk/client-bedrock-agent')
    return official(BedrockAgentClient, {
      ListAgentsCommand,
      GetAgentCommand,
      ListAgentAliasesCommand,
      ListAgentActionGroupsCommand,
      GetAgentActionGroupCommand,
      ListAgentCollaboratorsCommand,
      ListAgentKnowledgeBasesCommand,
      GetKnowledgeBaseCommand,
      ListTagsForResourceCommand,
      ListFlowsCommand,
      GetFlowCommand,
      GetAgentAliasCommand,
      UpdateAgentAliasCommand,
    })
  },
  lambda: async () => {
    const {
      LambdaClient,
      ListFunctionsCommand,
      GetFunctionConfigurationCommand,
      ListFunctionUrlConfigsCommand,
      ListTagsCommand,
      GetFunctionConcurrencyCommand,
      PutFunctionConcurrencyCommand,
      DeleteFunctionConcurrencyCommand,
    } = await import('@aws-sdk/client-lambda')
    return official(LambdaClient, {
      ListFunctionsCommand,
      GetFunctionConfigurationCommand,
      ListFunctionUrlConfigsCommand,
      ListTagsCommand,
      GetFunctionConcurrencyCommand,
      PutFunctionConcurrencyCommand,
      DeleteFunctionConcurrencyCommand,
    })
  },
  agentcore: async () => {
    const {
      BedrockAgentCoreControlClient,
      ListAgentRuntimesCommand,
      GetAgentRuntimeCommand,
      ListGatewaysCommand,
      GetGatewayCommand,
      ListGatewayTargetsCommand,
      ListHarnessesCommand,
      GetHarnessCommand,
      ListWorkloadIdentitiesCommand,
      ListOauth2CredentialProvidersCommand,
      ListApiKeyCredentialProvidersCommand,
      ListTagsForResourceCommand,
      GetResourcePolicyCommand,
      PutResourcePolicyCommand,
      DeleteResourcePolicyCommand,
    } = await import('@aws-sdk/client-bedrock-agentcore-control')
    return official(BedrockAgentCoreControlClient, {
      ListAgentRuntimesCommand,
      GetAgentRuntimeCommand,
      ListGatewaysCommand,
      GetGatewayCommand,
      ListGatewayTargetsCommand,
      ListHarnessesCommand,
      GetHarnessCommand,
      ListWorkloadIdentitiesCommand,
      ListOauth2CredentialProvidersCommand,
      ListApiKeyCredentialProvidersCommand,
      ListTagsForResourceCommand,
      GetResourcePolicyCommand,
      PutResourcePolicyCommand,
      DeleteResourcePolicyCommand,
    })
  },
  qbusiness: async () => {
    const { QBusinessClient, ListApplicationsCommand, ListPluginsCommand, ListDataAccessorsCommand, ListTagsForResourceCommand } =
      await import('@aws-sdk/client-qbusiness')
    return official(QBusinessClient, {
      ListApplicationsCommand,
      ListPluginsCommand,
      ListDataAccessorsCommand,
      ListTagsForResourceCommand,
    })
  },
  sagemaker: async () => {
    const { SageMakerClient, ListEndpointsCommand, ListTagsCommand } = await import('@aws-sdk/client-sagemaker')
    return official(SageMakerClient, {
      ListEndpointsCommand,
      ListTagsCommand,
    })
  },
  iam: async () => {
    const {
      IAMClient,
      GetAccountAuthorizationDetailsCommand,
      ListServiceSpecificCredentialsCommand,
      ListAccessKeysCommand,
      GetAccessKeyLastUsedCommand,
      GenerateServiceLastAccessedDetailsCommand,
      GetServiceLastAccessedDetailsCommand,
      GetRolePolicyCommand,
      UpdateServiceSpecificCredentialCommand,
      UpdateAccessKeyCommand,
      PutRolePolicyCommand,
      DeleteRolePolicyCommand,
    } = await import('@aws-sdk/client-iam')
    return official(IAMClient, {
      GetAccountAuthorizationDetailsCommand,
      ListServiceSpecificCredentialsCommand,
      ListAccessKeysCommand,
      GetAccessKeyLastUsedCommand,
      GenerateServiceLastAccessedDetailsCommand,
      GetServiceLastAccessedDetailsCommand,
      GetRolePolicyCommand,
      UpdateServiceSpecificCredentialCommand,
      UpdateAccessKeyCommand,
      PutRolePolicyCommand,
      DeleteRolePolicyCommand,
    })
  },
  cloudtrail: async () => {
    const { CloudTrailClient, LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail')
    return official(CloudTrailClient, {
      LookupEventsCommand,
    })
  },
} as const satisfies Readonly<Record<string, () => Promise<Opens>>>

/** The provider's services that are asked, by the short name the call table uses. */
export type ServiceId = keyof typeof services
