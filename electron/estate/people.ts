import { guidAt, indexOfGuid } from './ids.ts'
import { makeRandom } from './random.ts'

/** The six business units of Meridian Group. */
export const businessUnits = ['Finance', 'Sales', 'Customer Care', 'Supply Chain', 'People', 'Engineering'] as const
export type BusinessUnit = (typeof businessUnits)[number]

/** One invented member of staff. */
export interface StaffMember {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly mail: string
  readonly department: BusinessUnit
  readonly title: string
  /** False: left; the account is disabled. */
  readonly active: boolean
}

/** The staff, made one by one from the seed, so that a hundred thousand of them need no memory. */
export interface People {
  readonly count: number
  readonly domain: string
  at(index: number): StaffMember
  byId(id: string): StaffMember | null
  /** Somebody of a business unit who is still there. */
  someone(unit: BusinessUnit, nth?: number): StaffMember
  /** Somebody who left. */
  leaver(nth?: number): StaffMember
}

// Invented: syllables that no register of names was read for.
const givenNames =
  'Alvira Benno Cassil Dorrin Elowe Fennick Gisla Harun Isolde Jorin Katri Lumo Merrin Nadiel Orsa Pavi Quill Rasmi Selke Tovin Ulla Varro Wenda Xanti Yoren Zelda'.split(
    ' ',
  )
const familyNames =
  'Abermark Brindlow Cresswater Dunmarrow Elderfen Farrowick Glenmoss Hallowby Inglevane Jarrowend Kestermere Lindquay Marrowell Netherby Oakenshire Pellworth Quarrington Ravensby Stanmarch Thornquill Umberley Vexmoor Wetherlane Yarrowdene'.split(
    ' ',
  )
const titles = ['Analyst', 'Specialist', 'Manager', 'Lead', 'Coordinator', 'Director'] as const

const leaverEvery = 23

/** Makes the staff of a firm: everyone whose number is a multiple of 23 (from 22) has left. */
export function makePeople(options: { readonly seed: number; readonly count: number; readonly domain: string }): People {
  const { seed, count, domain } = options
  const at = (index: number): StaffMember => {
    const random = makeRandom(seed).at('staff', index)
    const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`
    return {
      index,
      id: guidAt(seed, `${domain}/user`, index),
      name,
      mail: `${name.toLowerCase().replace(' ', '.')}${index}@${domain}`,
      department: businessUnits[index % businessUnits.length] ?? 'Engineering',
      title: random.pick(titles),
      active: index % leaverEvery !== leaverEvery - 1,
    }
  }
  return {
    count,
    domain,
    at,
    byId: (id) => {
      const index = indexOfGuid(seed, `${domain}/user`, id)
      return index === null || index >= count ? null : at(index)
    },
    someone: (unit, nth = 0) => {
      const start = businessUnits.indexOf(unit) + businessUnits.length * nth
      for (let index = start; index < count; index += businessUnits.length) {
        const member = at(index)
        if (member.active) return member
      }
      return at(businessUnits.indexOf(unit) % count)
    },
    leaver: (nth = 0) => at((leaverEvery - 1 + leaverEvery * nth) % Math.max(leaverEvery, count - (count % leaverEvery))),
  }
}
