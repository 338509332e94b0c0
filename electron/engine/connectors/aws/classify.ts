import type { Classify } from '../connector.ts'

export const classify: Classify = () => null
