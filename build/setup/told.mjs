/**
 * Ends a command with one sentence instead of a stack when something expected is in the way.
 * @param {() => Promise<number>} run
 */
export async function exitWith(run) {
  try {
    process.exitCode = await run()
  } catch (problem) {
    process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`)
    if (process.env.ROLLCALL_DEBUG && problem instanceof Error) process.stderr.write(`${problem.stack}\n`)
    process.exitCode = 1
  }
}
