import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Environment } from '../../../../shared/domain/vocabulary.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { type List, type ListPage, pages, projectNumbers } from './client.ts'
import type { Place } from './keys.ts'
import { labels, lastSegment, resourceName, segments, text, words } from './schema.ts'
import { scopeOf } from './settings.ts'

/** One project, as the asset inventory knows it. */
export interface Project {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly environment: Environment
  /** The APIs that are switched on. */
  readonly services: ReadonlySet<string>
}

/** Which projects there are, and where in them something of interest is. */
export interface Landscape {
  readonly projects: readonly Project[]
  /** By id or number. */
  project(name: string): Project | null
  /** Locations of a project in which the inventory shows an asset of a service. */
  locations(project: string, service: string): readonly string[]
  /** Whether the inventory shows any asset of this type anywhere: what it does not keep it does not show. */
  keeps(assetType: string): boolean
  readonly keptAside: number
  readonly call: string | null
}

const assetSchema = z.object({
  name: resourceName,
  assetType: z.string().min(1).max(300),
  project: text,
  displayName: text,
  location: text,
  state: text,
  labels,
  folders: words,
  additionalAttributes: z.object({ projectId: text }).nullish().catch(null),
})
type Asset = z.infer<typeof assetSchema>

const projectType = 'cloudresourcemanager.googleapis.com/Project'
/** What may hold agents, with what stands beside them: a location that is in use is asked for agents, too. */
const placeTypes = [
  'aiplatform.googleapis.com/(ReasoningEngine|Endpoint|Model|IndexEndpoint|RagCorpus)',
  'dialogflow.googleapis.com/(Agent|LocationSettings)',
  'discoveryengine.googleapis.com/(Engine|DataStore|Collection)',
].join('|')

/** Assets of some types, given as one regular expression, across the whole scope. */
export function assets<T>(
  context: ConnectorContext,
  assetTypes: string,
  schema: z.ZodType<T>,
  more: { readonly readMask?: string; readonly from?: string | null } = {},
): AsyncGenerator<Result<ListPage<T>>, void> {
  return inScope(context, {
    call: 'resources',
    member: 'results',
    schema,
    params: { query: { assetTypes, pageSize: '500', ...(more.readMask === undefined ? {} : { readMask: more.readMask }) } },
    from: more.from ?? null,
  })
}

/** A list of the whole organisation, or of the part of it that was set. */
export async function* inScope<T>(context: ConnectorContext, list: List<T>): AsyncGenerator<Result<ListPage<T>>, void> {
  const scope = scopeOf(context.settings.scope)
  if (scope === null)
    yield fail('invalid-input', 'the organisation is not set', {
      subject: 'scope',
      next: 'Set scope of this connection to the organisation’s number, to folders/… or to projects/….',
    })
  else yield* pages(context, { ...list, params: { ...list.params, path: { ...scope } } })
}

/** Reads the landscape once a scan; a resumed scan reads it again. */
export const landscape = (context: ConnectorContext): Promise<Result<Landscape>> =>
  once(context, 'landscape', async () => {
    const projects: Asset[] = []
    const services = new Map<string, Set<string>>()
    const locations = new Map<string, Set<string>>()
    const kept = new Set<string>()
    let keptAside = 0
    let call: string | null = null
    for await (const page of assets(context, `(${projectType}|serviceusage.googleapis.com/Service|${placeTypes})`, assetSchema)) {
      if (!page.ok) return page
      keptAside += page.value.keptAside
      call = page.value.call
      for (const asset of page.value.items) {
        const number = lastSegment(asset.project ?? '')
        kept.add(asset.assetType)
        if (asset.assetType === projectType) projects.push(asset)
        else if (asset.assetType === 'serviceusage.googleapis.com/Service') {
          if (asset.state !== 'DISABLED') remember(services, number, lastSegment(asset.name))
        } else {
          const location = asset.location || segments(asset.name).locations
          if (location) remember(locations, `${number} ${asset.assetType.split('/')[0]}`, location)
        }
      }
    }
    const seen = projects.flatMap((asset) => observeProject(asset, services)).sort((one, other) => (one.id < other.id ? -1 : 1))
    const byName = new Map(seen.flatMap((project) => [[project.id, project] as const, [project.number, project] as const]))
    for (const project of seen) projectNumbers(context).set(project.id, project.number)
    return ok({
      projects: seen,
      project: (name) => byName.get(name) ?? null,
      locations: (project, service) => [...(locations.get(`${byName.get(project)?.number} ${service}`) ?? [])].sort(),
      keeps: (assetType) => kept.has(assetType),
      keptAside,
      call,
    })
  })

function remember(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key) ?? new Set()
  map.set(key, known.add(value))
}

function observeProject(asset: Asset, services: ReadonlyMap<string, ReadonlySet<string>>): readonly Project[] {
  const number = lastSegment(asset.project ?? '')
  const id = asset.additionalAttributes?.projectId || lastSegment(asset.name)
  // A project on its way out answers to nobody.
  if (!/^[a-z0-9:.-]{1,100}$/.test(id) || (asset.state ?? 'ACTIVE') !== 'ACTIVE') return []
  return [
    {
      id,
      number,
      name: asset.displayName || id,
      labels: asset.labels,
      environment: environmentOf(asset.labels),
      services: services.get(number) ?? new Set(),
    },
  ]
}

const environments: readonly (readonly [RegExp, Environment])[] = [
  [/^(prod|production|live|prd)$/, 'production'],
  [/^(test|testing|staging|uat|qa|stg)$/, 'test'],
  [/^(dev|development|sandbox)$/, 'development'],
]

/** What the usual label says; a name alone says nothing. */
export function environmentOf(marks: Readonly<Record<string, string>>): Environment {
  const said = marks.env ?? marks.environment ?? marks.stage ?? ''
  return environments.find(([pattern]) => pattern.test(said))?.[1] ?? 'unknown'
}

/** A place as a person knows it. */
export const placeName = (project: Project, location?: string): readonly [string, string?] => {
  const wide = project.name === project.id ? project.id : `${project.name.slice(0, 200)} (${project.id})`
  return location === undefined ? [wide] : [wide, location]
}

/** Where in a project a service is asked: where the inventory shows something of it. */
export const placesOf = (land: Landscape, service: string): readonly Place[] =>
  land.projects.flatMap(({ id }) => land.locations(id, service).map((location) => ({ project: id, location })))

/** A resource's name with its project as a number: services name a project either way, and only one form can join. */
export function withNumber(land: Landscape, name: string): string {
  const [, project = '', rest = ''] = /^(?:\/\/[^/]+\/)?projects\/([^/]+)\/(.+)$/.exec(name) ?? []
  return project === '' ? name : `projects/${land.project(project)?.number ?? project}/${rest}`
}
