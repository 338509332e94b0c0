import { digitsAt } from '../ids.ts'
import { businessUnits, type People } from '../people.ts'
import type { Random } from '../random.ts'
import { accountArchetypes, emailOf, engineArchetypes, knownProjects, numbersOf, organisationId, plainEngine } from './archetypes.ts'
import type { AccountPlan, EnginePlan, OrganisationPlan, ProjectPlan } from './plan.ts'

export interface Counts {
  readonly projects: number
  readonly accounts: number
  readonly engines: number
}

const tasks = 'Roster Expense Pricing Shipping Signage Returns Warranty Tender Payroll Travel'.split(' ')
const jobs = ['Assistant', 'Planner', 'Checker', 'Writer', 'Router'] as const
const locations = ['europe-west4', 'europe-west1', 'us-central1'] as const
const frameworks = ['google-adk', 'langchain', 'langgraph', 'custom'] as const
const accountJobs = 'loader exporter scheduler builder mirror archiver notifier indexer'.split(' ')
const bucketRoles = ['roles/storage.objectViewer', 'roles/storage.objectAdmin'] as const
const accountRoles = ['roles/pubsub.publisher', 'roles/logging.logWriter', 'roles/bigquery.dataViewer'] as const

/** Makes the organisation; the same seed gives the same one. */
export function makeOrganisation(options: {
  readonly seed: number
  readonly people: People
  readonly random: Random
  readonly counts: Counts
}): OrganisationPlan {
  const { seed, people, random, counts } = options
  const number = numbersOf(seed)
  const known = knownProjects(seed, people, number.project)
  const more = Array.from({ length: Math.max(0, counts.projects - known.length) }, (_unused, index) =>
    crowdProject(index, people, number.project, random),
  )
  const projects = [...known, ...more]
  const places = projects.filter((project) => project.services.includes('aiplatform') && !project.id.startsWith('meridian-audit'))
  const archetypes = engineArchetypes(people, number)
  const engines = Array.from({ length: counts.engines }, (_unused, index): EnginePlan => {
    const own = random.at('engine', index)
    const project = own.pick(places)
    const name = `${tasks[index % tasks.length]} ${jobs[index % jobs.length]} ${Math.floor(index / tasks.length) + 1}`
    return {
      ...plainEngine,
      id: number.engine(archetypes.length + index),
      project: project.id,
      location: own.pick(locations),
      name,
      description: own.chance(0.6) ? `${name} of ${project.name}.` : '',
      framework: own.pick(frameworks),
      actsAs: own.pick(['shared', 'shared', 'own']),
      roles: own.chance(0.5) ? [{ role: 'roles/storage.objectViewer', on: project.id }] : [],
      createdDaysAgo: 20 + own.below(300),
      answer: { isAgent: true },
    }
  })
  const accounts = Array.from({ length: counts.accounts }, (_unused, index): AccountPlan => {
    const own = random.at('account', index)
    const project = own.pick(projects)
    const email = emailOf(`${accountJobs[index % accountJobs.length]}-${index}`, project.id)
    const exported = own.chance(0.15)
    const calls = own.chance(0.2)
    return {
      archetype: null,
      project: project.id,
      email,
      uniqueId: number.account(email),
      name: own.chance(0.7) ? `The ${accountJobs[index % accountJobs.length]} of ${project.name}` : '',
      description: '',
      disabled: own.chance(0.05),
      keys: exported
        ? [{ id: digitsAt(seed, 'google-cloud/key', index, 40), createdDaysAgo: 20 + own.below(1_200), usedDaysAgo: own.below(60) }]
        : [],
      roles: [
        own.chance(0.6)
          ? { role: own.pick(bucketRoles), on: `//storage.googleapis.com/projects/_/buckets/${project.id}-${index}` }
          : { role: own.pick(accountRoles), on: project.id },
        ...(calls ? [{ role: 'roles/aiplatform.user', on: project.id }] : []),
      ],
      usedDaysAgo: own.below(120),
      answer: { isAgent: exported && calls },
    }
  })
  return {
    id: organisationId(seed),
    projects,
    accounts: [...accountArchetypes(seed, number), ...accounts],
    engines: [...archetypes, ...engines],
  }
}

/** A project of a business unit; some use no AI at all. */
function crowdProject(index: number, people: People, number: (id: string) => string, random: Random): ProjectPlan {
  const unit = businessUnits[index % businessUnits.length] ?? 'Engineering'
  const own = random.at('project', index)
  const id = `meridian-${unit.toLowerCase().replaceAll(' ', '-')}-${index + 1}`
  return {
    id,
    number: number(id),
    name: `${unit} ${index + 1}`,
    labels: { env: own.pick(['prod', 'test', 'dev']) },
    services: [
      'bigquery',
      'iam',
      'logging',
      'policyanalyzer',
      'recommender',
      'storage',
      ...(own.chance(0.6) ? ['aiplatform', 'apikeys'] : []),
    ],
    owners: [`user:${people.someone(unit, 1 + own.below(5)).mail}`],
  }
}
