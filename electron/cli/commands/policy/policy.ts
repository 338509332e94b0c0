import { Command } from 'commander'
import { changing } from './changing.ts'
import { looking } from './looking.ts'
import { trying } from './trying.ts'

/** Policies: read, checked, compared, tried, published, bound. */
export function policyCommand(): Command {
  const command = new Command('policy').description('check, compare, simulate, publish and bind policies')
  for (const made of [...looking, ...trying, ...changing]) command.addCommand(made())
  return command
}
