/** One app installed on the organisation. */
export interface AppPlan {
  readonly archetype: number | null
  readonly slug: string
  readonly name: string
  readonly owner: string
  readonly home: string
  readonly description: string
  /** False: a private app without a public page. */
  readonly listed: boolean
  readonly selection: 'all' | 'selected'
  readonly permissions: Readonly<Record<string, string>>
  readonly installedDaysAgo: number
  /** Null: nothing in the audit log. */
  readonly activeDaysAgo: number | null
  readonly suspended?: boolean
  readonly answer: 'agent' | 'suggested' | 'not-listed'
  readonly expected?: 'critical' | 'high' | 'medium' | 'low'
}

const review = { contents: 'read', metadata: 'read', pull_requests: 'write', issues: 'write' }

const app = (fields: Pick<AppPlan, 'slug' | 'name' | 'owner' | 'home'> & Partial<AppPlan>): AppPlan => ({
  archetype: null,
  description: '',
  listed: true,
  selection: 'selected',
  permissions: { metadata: 'read', contents: 'read' },
  installedDaysAgo: 200,
  activeDaysAgo: 2,
  answer: 'not-listed',
  ...fields,
})

/** What was installed over the years, the interesting ones first; a small estate has only these. */
export const appPlans: readonly AppPlan[] = [
  app({
    // 28: writes code and workflows of every repository.
    archetype: 28,
    slug: 'devin-ai-integration',
    name: 'Devin.ai Integration',
    owner: 'cognition',
    home: 'https://devin.ai',
    description: 'Works on your repositories by itself.',
    selection: 'all',
    permissions: {
      checks: 'write',
      contents: 'write',
      issues: 'write',
      metadata: 'read',
      pull_requests: 'write',
      workflows: 'write',
    },
    installedDaysAgo: 120,
    activeDaysAgo: 0,
    answer: 'agent',
    expected: 'critical',
  }),
  app({
    slug: 'coderabbitai',
    name: 'CodeRabbit',
    owner: 'coderabbitai',
    home: 'https://coderabbit.ai',
    permissions: review,
    answer: 'agent',
  }),
  app({
    slug: 'gemini-code-assist',
    name: 'Gemini Code Assist',
    owner: 'google-gemini',
    home: 'https://codeassist.google',
    permissions: review,
    installedDaysAgo: 300,
    activeDaysAgo: null,
    suspended: true,
    answer: 'agent',
  }),
  app({
    slug: 'meridian-ai-notes',
    name: 'Meridian AI Notes',
    owner: 'meridian-group',
    home: 'https://notes.meridian.example',
    listed: false,
    permissions: { metadata: 'read', issues: 'write' },
    answer: 'suggested',
  }),
  app({
    archetype: 11,
    slug: 'fulfillment-hub',
    name: 'Fulfillment Hub',
    owner: 'fulfillment-hub-io',
    home: 'https://fulfillment-hub.example',
    permissions: { metadata: 'read', deployments: 'read' },
  }),
  app({
    slug: 'meridian-deployer',
    name: 'Meridian Deployer',
    owner: 'meridian-group',
    home: 'https://deploy.meridian.example',
    selection: 'all',
    permissions: { metadata: 'read', contents: 'write', deployments: 'write', workflows: 'write' },
  }),
]

/** More of the ordinary, by number. */
export function ordinaryApp(index: number): AppPlan {
  const sorts = ['Chat Bridge', 'Coverage Report', 'Ticket Link', 'Release Mailer', 'Licence Check'] as const
  const sort = sorts[index % sorts.length] ?? 'Chat Bridge'
  const slug = `${sort.toLowerCase().replace(' ', '-')}-${index}`
  return app({ slug, name: `${sort} ${index}`, owner: `${slug}-team`, home: `https://${slug}.example`, installedDaysAgo: 30 + index })
}
