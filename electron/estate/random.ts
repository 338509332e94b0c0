/** A seeded source of choices: the same seed and place always give the same estate. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [0, below). */
  below(below: number): number
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T
  chance(probability: number): boolean
  /** An independent source for a named place, so that one record can be made without making the ones before it. */
  at(place: string, index?: number): Random
}

/** 32 well mixed bits of a seed, a place and an index (FNV-1a, then a finaliser). */
export function mix(seed: number, place: string, index = 0): number {
  let hash = (2166136261 ^ seed) >>> 0
  for (let position = 0; position < place.length; position += 1) hash = Math.imul(hash ^ place.charCodeAt(position), 16777619) >>> 0
  hash = Math.imul(hash ^ index, 0x9e3779b1) >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Makes a source from a whole-number seed. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    at: (place, index = 0) => makeRandom(mix(seed, place, index)),
  }
}
