import type { Classify } from '../connector.ts'
import { rolePowers } from './role-powers.ts'

/** What a role allows; null for custom roles and those that nobody has classified. */
export const classify: Classify = (permission) => (Object.hasOwn(rolePowers, permission) ? (rolePowers[permission] ?? null) : null)
