import { Command, CommanderError } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { agentsCommand } from './commands/agents.ts'
import { attestCommand } from './commands/attest.ts'
import { auditCommand } from './commands/audit.ts'
import { bundleCommand } from './commands/bundle.ts'
import { catalogueCommand } from './commands/catalogue.ts'
import { checkpointCommand } from './commands/checkpoint.ts'
import { connectCommand } from './commands/connect.ts'
import { connectionsCommand } from './commands/connections.ts'
import { coverageCommand } from './commands/coverage.ts'
import { decideCommand } from './commands/decide.ts'
import { demoCommand } from './commands/demo.ts'
import { dueCommand } from './commands/due.ts'
import { grantsCommand } from './commands/grants.ts'
import { identityCommand } from './commands/identity.ts'
import { keyCommand } from './commands/key.ts'
import { peopleCommand } from './commands/people.ts'
import { policyCommand } from './commands/policy/policy.ts'
import { proofCommand } from './commands/proof.ts'
import { reportCommand } from './commands/report.ts'
import { revokeCommand } from './commands/revoke.ts'
import { scanCommand } from './commands/scan.ts'
import { triageCommand } from './commands/triage.ts'
import { verifyCommand } from './commands/verify.ts'
import { ExpectedFailure, exitCodes, sayFailure } from './exit.ts'

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.complete)
  throw error
})

const program = new Command('rollcall')
  .description('Shadow-AI audits without a window: the same engine, the same workspace file.')
  .version(manifest.version)
  .showHelpAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 complete · 1 failed · 2 wrong usage · 3 incomplete (something was not seen; `rollcall coverage` says why)',
  )

for (const command of [
  demoCommand(),
  grantsCommand(),
  connectCommand(),
  connectionsCommand(),
  scanCommand(),
  agentsCommand(),
  coverageCommand(),
  triageCommand(),
  decideCommand(),
  dueCommand(),
  identityCommand(),
  revokeCommand(),
  attestCommand(),
  peopleCommand(),
  keyCommand(),
  policyCommand(),
  reportCommand(),
  verifyCommand(),
  catalogueCommand(),
  auditCommand(),
  bundleCommand(),
  checkpointCommand(),
  proofCommand(),
]) {
  for (const one of [command, ...command.commands]) one.exitOverride().showHelpAfterError()
  program.addCommand(command)
}

void run()

/** Runs what was asked; every expected failure ends in a sentence and an exit code, anything else is a defect and ends loudly. */
async function run(): Promise<void> {
  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof ExpectedFailure) {
      sayFailure(error.failure)
      process.exitCode = error.failure.code === 'invalid-input' ? exitCodes.usage : exitCodes.failed
    } else if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.complete : exitCodes.usage
    } else {
      throw error
    }
  }
}
