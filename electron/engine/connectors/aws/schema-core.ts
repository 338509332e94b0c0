import { z } from 'zod'
import { id, maybe, text } from './schema.ts'

/** The parts of AgentCore's replies that are used. */

export const runtimeSummarySchema = z.object({
  agentRuntimeArn: id,
  agentRuntimeId: id,
  agentRuntimeName: text,
  description: text,
  status: text,
  lastUpdatedAt: maybe,
})

/** Of the environment only the names of variables are taken; what stands in them is let go here. */
const names = z
  .record(z.string(), z.unknown())
  .transform((variables) => Object.keys(variables))
  .nullish()
  .catch(null)

const authorizer = z
  .object({ customJWTAuthorizer: z.object({ discoveryUrl: text }).nullish().catch(null) })
  .nullish()
  .catch(null)
const workload = z.object({ workloadIdentityArn: text }).nullish().catch(null)

export const runtimeSchema = z.object({
  roleArn: text,
  createdAt: maybe,
  environmentVariables: names,
  authorizerConfiguration: authorizer,
  workloadIdentityDetails: workload,
  networkConfiguration: z.object({ networkMode: text }).nullish().catch(null),
  protocolConfiguration: z.object({ serverProtocol: text }).nullish().catch(null),
  agentRuntimeArtifact: z
    .object({ containerConfiguration: z.object({ containerUri: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
})

export const gatewaySummarySchema = z.object({
  gatewayId: id,
  name: text,
  status: text,
  authorizerType: text,
  description: text,
  createdAt: maybe,
  updatedAt: maybe,
})

export const gatewaySchema = z.object({
  gatewayArn: id,
  gatewayUrl: text,
  roleArn: text,
  authorizerConfiguration: authorizer,
  workloadIdentityDetails: workload,
})

export const targetSchema = z.object({ targetId: id, name: text, status: text, description: text, targetType: text })
export type GatewayTarget = z.infer<typeof targetSchema>

export const harnessSummarySchema = z.object({
  harnessId: id,
  harnessName: text,
  arn: id,
  status: text,
  createdAt: maybe,
  updatedAt: maybe,
})

const modelId = z.object({ modelId: text }).nullish().catch(null)

export const harnessSchema = z.object({
  harness: z.object({
    executionRoleArn: text,
    model: z
      .object({ bedrockModelConfig: modelId, openAiModelConfig: modelId, geminiModelConfig: modelId, liteLlmModelConfig: modelId })
      .partial()
      .nullish()
      .catch(null),
    tools: z
      .array(z.object({ type: text, name: text }))
      .nullish()
      .catch(null),
    authorizerConfiguration: authorizer,
    environmentVariables: names,
  }),
})

export const workloadSchema = z.object({ name: id, workloadIdentityArn: id })
export const providerSchema = z.object({
  name: id,
  credentialProviderArn: id,
  credentialProviderVendor: text,
  createdTime: maybe,
  lastUpdatedTime: maybe,
})
