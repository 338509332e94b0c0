/** How much of everything an estate holds. */
export interface EstateSize {
  readonly principals: number
  readonly applications: number
  /** Delegated and application grants together. */
  readonly grants: number
  readonly staff: number
  readonly aiApps: number
  readonly agentIdentities: number
  readonly packages: number
  readonly bots: number
  readonly firstParty: number
}

const named: Readonly<Record<string, EstateSize>> = {
  small: {
    principals: 120,
    applications: 40,
    grants: 900,
    staff: 700,
    aiApps: 6,
    agentIdentities: 6,
    packages: 4,
    bots: 10,
    firstParty: 24,
  },
  default: {
    principals: 2_500,
    applications: 260,
    grants: 9_000,
    staff: 4_000,
    aiApps: 40,
    agentIdentities: 50,
    packages: 20,
    bots: 30,
    firstParty: 320,
  },
  large: {
    principals: 110_469,
    applications: 6_427,
    grants: 400_000,
    staff: 24_000,
    aiApps: 600,
    agentIdentities: 600,
    packages: 250,
    bots: 250,
    firstParty: 480,
  },
}

/** `small`, `default`, `large`, or a number of principals: the rest follows in the default's proportions. */
export function estateSize(text: string): EstateSize {
  const known = named[text]
  if (known) return known
  const principals = Math.max(120, Math.floor(Number(text)))
  if (!Number.isFinite(principals)) throw new RangeError(`no such estate size: ${text}`)
  const share = principals / 2_500
  const scaled = (base: number, least: number): number => Math.max(least, Math.round(base * share))
  return {
    principals,
    applications: scaled(260, 40),
    grants: scaled(9_000, 900),
    staff: Math.min(24_000, scaled(4_000, 700)),
    aiApps: Math.min(600, scaled(40, 6)),
    agentIdentities: Math.min(600, scaled(50, 6)),
    packages: Math.min(250, scaled(20, 4)),
    bots: Math.min(250, scaled(30, 10)),
    firstParty: Math.min(480, scaled(320, 24)),
  }
}
