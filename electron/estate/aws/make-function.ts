import { createHash } from 'node:crypto'
import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { type AccountPlan, daysAgo, type FunctionRecord, type Organisation, placeIn } from './organisation.ts'

export interface FunctionPlan {
  readonly name: string
  readonly region: string
  readonly role: string
  readonly variables: Readonly<Record<string, string>>
  readonly description?: string
  readonly layers?: readonly string[]
  readonly openUrl?: boolean
  readonly tags?: Readonly<Record<string, string>>
  readonly changedDaysAgo?: number
}

export function makeFunction(organisation: Organisation, account: AccountPlan, plan: FunctionPlan): FunctionRecord {
  const { name, region } = plan
  const FunctionArn = `arn:aws:lambda:${region}:${account.id}:function:${name}`
  const record: FunctionRecord = {
    configuration: {
      FunctionName: name,
      FunctionArn,
      Runtime: 'python3.13',
      Role: `arn:aws:iam::${account.id}:role/${plan.role}`,
      Handler: 'app.handler',
      CodeSize: 18_422,
      CodeSha256: createHash('sha256').update(FunctionArn).digest('base64'),
      Description: plan.description ?? '',
      Timeout: 30,
      MemorySize: 256,
      LastModified: daysAgo(organisation, plan.changedDaysAgo ?? 44).replace('Z', '+0000'),
      Environment: { Variables: plan.variables },
      Layers: (plan.layers ?? []).map((layer) => ({ Arn: `arn:aws:lambda:${region}:${account.id}:layer:${layer}:3`, CodeSize: 4_096 })),
      Version: '$LATEST',
      PackageType: 'Zip',
      Architectures: ['x86_64'],
      EphemeralStorage: { Size: 512 },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      TracingConfig: { Mode: 'PassThrough' },
    },
    url: plan.openUrl ? { FunctionUrl: `https://${name}.lambda-url.${region}.on.aws/`, AuthType: 'NONE' } : null,
  }
  const place = placeIn(account, region)
  place.functions.push(record)
  place.tags.set(FunctionArn, plan.tags ?? {})
  return record
}

export function functionAnswer({ configuration }: FunctionRecord, more: Partial<AnswerKeyEntry> = {}): AnswerKeyEntry {
  const { FunctionName, FunctionArn } = configuration
  return answer({
    provider: 'aws',
    name: FunctionName,
    nativeId: { kind: 'aws-arn', value: FunctionArn },
    isAgent: true,
    agentKind: 'workflow',
    ...more,
  })
}
