import { randomInt } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ListReader } from '../list-reader.ts'
import { observeService } from './observe-service.ts'
import { openLog } from './open-log.ts'
import { readPeople } from './people.ts'
import { createPicture } from './picture.ts'
import { scanLog } from './scan-log.ts'

/** Proxy, DNS and CASB logs: which AI services which departments reach, and how much. One picture over all files. */
export const proxyLogReader: ListReader = {
  endings: ['.log', '.csv', '.tsv', '.txt', '.json', '.jsonl', '.ndjson', '.gz'],
  async *read(context, files, chosen) {
    const problems: string[] = []
    const people = context.settings.people ? await readPeople(context.settings.people, context.record) : null
    if (people?.problem) problems.push(people.problem)
    const picture = createPicture({ salt: randomInt(2 ** 32), departmentOf: people?.departmentOf ?? (() => null) })
    let [keptAside, lines, call] = [0, 0, null as string | null]
    let [users, departments] = [false, people !== null]
    for (const path of files) {
      if (context.signal.aborted) {
        problems.push('reading was cancelled')
        break
      }
      const file = basename(path)
      let outcome = 'ok'
      try {
        const log = openLog(path)
        const scan = await scanLog(log.chunks, picture, { chosen, signal: context.signal })
        const { bytes, sha256 } = log.evidence()
        if (scan.layout === null) {
          problems.push(`${file} is in no form of log known here; say in the setting “columns” which column names the host`)
          outcome = 'unreadable'
        } else if (scan.lines === 0) problems.push(`${file} holds no lines`)
        keptAside += scan.keptAside
        lines += scan.lines
        users ||= scan.layout?.tellsUsers === true
        departments ||= scan.layout?.tellsDepartments === true
        call = context.record({ transport: 'file', method: 'READ', template: 'network log', subject: path, bytes, sha256, outcome })
      } catch {
        problems.push(`${file} cannot be read to its end`)
        const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
        context.record({
          transport: 'file',
          method: 'READ',
          template: 'network log',
          subject: path,
          bytes,
          sha256: null,
          outcome: 'unreadable',
        })
      }
    }
    if (picture.overflowed) problems.push('there were more people than are counted one by one: numbers of people are at least those shown')
    if (lines > 0 && !departments) problems.push('the log names no departments; give a list of the staff in the setting “people”')
    const uses = [...picture.services.values()]
    yield { observations: uses.flatMap((use) => observeService(use, users)), call, cursor: null, keptAside, expected: uses.length }
    return problems
  },
}
