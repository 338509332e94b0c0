import type { NotConnected } from '../../shared/domain/not-connected.ts'
import { plural } from '../engine/reports/words.ts'
import { plain } from './print.ts'

/** `Slack is not connected, though The tenant speaks of it (3 ids): whatever else it holds was not seen.` */
export function notConnectedWords({ title, namedBy, count }: NotConnected): string {
  return plain(
    `${title} is not connected, though ${namedBy.join(', ')} ${namedBy.length === 1 ? 'speaks' : 'speak'} of it (${plural(count, 'id')}): whatever else it holds was not seen.`,
  )
}
