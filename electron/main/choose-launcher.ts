import type { LaunchEngine } from './engine-process.ts'
import { flavour } from './flavour.ts'
import { launchFork } from './launch-fork.ts'
import { launchUtility } from './launch-utility.ts'

/** The Node-API version that the database's native code is built for. */
const neededNodeApi = 10

/** The utility process, except where a development runtime embeds too old a Node. */
export function chooseLauncher(nodeApi: string | undefined = process.versions.napi): LaunchEngine {
  if (flavour === 'release') return launchUtility
  return Number(nodeApi ?? 0) >= neededNodeApi ? launchUtility : launchFork
}
