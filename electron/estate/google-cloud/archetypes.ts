import { hostileNames } from '../hostile-names.ts'
import { digitsAt } from '../ids.ts'
import type { People } from '../people.ts'
import { exportedKey } from '../shared-identity.ts'
import type { AccountPlan, EnginePlan, ProjectPlan } from './plan.ts'

/** Ids of the things that are made, so that the same seed gives the same ones. */
export interface Numbers {
  readonly project: (id: string) => string
  readonly account: (email: string) => string
  readonly engine: (index: number) => string
}

export const organisationId = (seed: number): string => `6${digitsAt(seed, 'google-cloud/organisation', 0, 11)}`

export const numbersOf = (seed: number): Numbers => ({
  project: (id) => `4${digitsAt(seed, `google-cloud/project/${id}`, 0, 11)}`,
  account: (email) => `1${digitsAt(seed, `google-cloud/account/${email}`, 0, 20)}`,
  engine: (index) => `7${digitsAt(seed, 'google-cloud/engine', index, 18)}`,
})

export const emailOf = (name: string, project: string): string => `${name}@${project}.iam.gserviceaccount.com`

const everyApi =
  'agentidentity agentregistry aiplatform apikeys bigquery ces cloudasset cloudresourcemanager dialogflow discoveryengine iam logging policyanalyzer recommender serviceusage storage'.split(
    ' ',
  )
const user = (mail: string): string => `user:${mail}`

/** The projects in which the archetypes live, and the audit's own. */
export function knownProjects(seed: number, people: People, number: Numbers['project']): readonly ProjectPlan[] {
  const leaver = people.leaver()
  const plan = (id: string, name: string, env: string, owners: readonly string[]): ProjectPlan => ({
    id,
    number: number(id),
    name,
    labels: { env },
    services: everyApi,
    owners,
  })
  return [
    plan('meridian-data', 'Data Platform', 'prod', [user(people.someone('Engineering').mail)]),
    plan('meridian-care', 'Customer Care', 'prod', [user(people.someone('Customer Care').mail)]),
    plan('meridian-finance', 'Finance Systems', 'prod', [user(people.someone('Finance').mail)]),
    plan('meridian-lab', 'Agent Lab', 'dev', [`deleted:user:${leaver.mail}?uid=${leaver.index + 100_000_000_000_000}`]),
    plan('meridian-supply', 'Supply Chain', 'prod', ['group:supply-cloud@meridian.example']),
    plan(`meridian-audit-${seed}`, 'Cloud Audit', 'prod', [user(people.someone('Engineering', 1).mail)]),
  ]
}

export const plainEngine: Omit<EnginePlan, 'id' | 'project' | 'name' | 'answer'> = {
  archetype: null,
  location: 'europe-west4',
  description: '',
  framework: 'google-adk',
  actsAs: 'shared',
  env: ['GOOGLE_GENAI_USE_VERTEXAI'],
  secretEnv: [],
  labels: {},
  callers: [],
  roles: [],
  createdDaysAgo: 90,
}

/** The archetypes that run on Agent Engine, in a fixed order. */
export function engineArchetypes(people: People, number: Numbers): readonly EnginePlan[] {
  const owner = people.someone('Finance', 2)
  const agents: readonly Omit<EnginePlan, 'id'>[] = [
    {
      ...plainEngine,
      archetype: 6,
      project: 'meridian-lab',
      name: 'Contract Summariser',
      description: 'Sums up supplier contracts for the buyers.',
      framework: 'langgraph',
      answer: { isAgent: true, expectedFactors: ['owner-left'] },
    },
    {
      ...plainEngine,
      archetype: 8,
      project: 'meridian-supply',
      name: 'Stock Forecaster',
      description: 'Writes the weekly stock forecast.',
      actsAs: emailOf('stock-forecaster', 'meridian-supply'),
      createdDaysAgo: 400,
      answer: { isAgent: true, expectedFactors: ['dormant', 'nobody-answerable'] },
    },
    {
      ...plainEngine,
      archetype: 17,
      project: 'meridian-care',
      location: 'us-central1',
      name: 'Returns Helper',
      actsAs: emailOf('returns-helper', 'meridian-care'),
      env: ['ORDERS_API_KEY', 'REGION'],
      callers: ['allUsers'],
      answer: { isAgent: true, expected: 'critical', expectedFactors: ['exposure', 'secret-in-config'] },
    },
    {
      ...plainEngine,
      archetype: 18,
      project: 'meridian-lab',
      name: 'Cloud Gardener',
      description: 'Tidies up what nobody uses.',
      actsAs: emailOf('cloud-gardener', 'meridian-lab'),
      answer: { isAgent: true, expected: 'critical', expectedFactors: ['privilege'] },
    },
    {
      ...plainEngine,
      archetype: 39,
      project: 'meridian-finance',
      name: 'Invoice Matcher',
      description: 'Matches incoming invoices with orders and asks a clerk where they differ.',
      actsAs: 'own',
      secretEnv: ['ERP_TOKEN'],
      labels: { owner: (owner.mail.split('@')[0] ?? '').replaceAll('.', '-'), env: 'prod' },
      callers: [`group:invoice-clerks@${people.domain}`],
      roles: [
        { role: 'roles/bigquery.dataViewer', on: '//bigquery.googleapis.com/projects/meridian-finance/datasets/orders' },
        { role: 'roles/aiplatform.user', on: 'meridian-finance' },
      ],
      answer: { isAgent: true, expectedFactors: [] },
    },
    ...hostileNames.map(
      (name): Omit<EnginePlan, 'id'> => ({
        ...plainEngine,
        archetype: 40,
        project: 'meridian-lab',
        location: 'us-central1',
        name,
        description: name,
        answer: { isAgent: true },
      }),
    ),
  ]
  return agents.map((agent, index) => ({ ...agent, id: number.engine(index) }))
}

/** Names that look like AI and are none. */
const lookAlikes = ['Enrollment Service', 'Fulfillment Hub', 'Warp Logistics'] as const

/** The service accounts of the archetypes, in a fixed order. */
export function accountArchetypes(seed: number, number: Numbers): readonly AccountPlan[] {
  const carried = exportedKey(seed)
  const account = (name: string, project: string, more: Partial<AccountPlan>): AccountPlan => ({
    archetype: null,
    project,
    email: emailOf(name, project),
    uniqueId: number.account(emailOf(name, project)),
    name: '',
    description: '',
    disabled: false,
    keys: [],
    roles: [],
    usedDaysAgo: 1,
    answer: { isAgent: false },
    ...more,
  })
  return [
    account(carried.account, carried.project, {
      archetype: 25,
      name: 'Ledger reader',
      description: 'Reads the ledger tables for the nightly reconciliation.',
      keys: [{ id: carried.keyId, createdDaysAgo: 640, usedDaysAgo: 0 }],
      roles: [
        { role: 'roles/bigquery.dataViewer', on: 'meridian-data' },
        { role: 'roles/bigquery.jobUser', on: 'meridian-data' },
        { role: 'roles/aiplatform.user', on: 'meridian-data' },
      ],
      usedDaysAgo: 0,
      answer: {
        isAgent: true,
        expectedFactors: ['credential-age'],
        joins: [
          { kind: 'gcp-service-account-key-id', value: carried.keyId },
          { kind: 'google-client-id', value: number.account(carried.email) },
        ],
      },
    }),
    account('stock-forecaster', 'meridian-supply', {
      name: 'Stock forecaster',
      roles: [{ role: 'roles/storage.objectAdmin', on: 'meridian-supply' }],
      usedDaysAgo: 210,
    }),
    account('returns-helper', 'meridian-care', {
      name: 'Returns helper',
      roles: [
        { role: 'roles/bigquery.dataEditor', on: 'meridian-care' },
        { role: 'roles/aiplatform.user', on: 'meridian-care' },
      ],
    }),
    account('cloud-gardener', 'meridian-lab', { name: 'Cloud gardener', roles: [{ role: 'roles/owner', on: 'organization' }] }),
    // Its key calls no model; Google's own key, made anew every two weeks, left nowhere.
    account('warehouse-sync', 'meridian-data', {
      name: 'Warehouse sync',
      keys: [
        { id: digitsAt(seed, 'google-cloud/key/warehouse', 0, 40), createdDaysAgo: 900, usedDaysAgo: 2 },
        { id: digitsAt(seed, 'google-cloud/key/warehouse', 1, 40), createdDaysAgo: 9, usedDaysAgo: 0, googles: true },
      ],
      roles: [{ role: 'roles/bigquery.dataEditor', on: 'meridian-data' }],
    }),
    account('forecast-batch', 'meridian-data', {
      name: 'Batch of the forecast',
      keys: [{ id: digitsAt(seed, 'google-cloud/key/batch', 1, 40), createdDaysAgo: 9, usedDaysAgo: 0, googles: true }],
      roles: [
        { role: 'roles/aiplatform.user', on: 'meridian-data' },
        { role: `projects/meridian-data/roles/forecastWriter`, on: 'meridian-data' },
      ],
    }),
    ...lookAlikes.map((name, index) =>
      account(`svc-${index + 1}`, 'meridian-supply', {
        archetype: 11,
        name,
        answer: { isAgent: false, expected: name.startsWith('Warp') ? 'suggested' : 'not-listed' },
      }),
    ),
  ]
}
