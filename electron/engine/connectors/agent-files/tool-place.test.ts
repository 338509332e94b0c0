import { expect, it } from 'vitest'
import { powersOf } from './powers.ts'
import { placeOf } from './tool-place.ts'

const plain = { remote: false, holdsKeys: false, holdsFolders: false }

it.each([
  ['reads files of this computer', 'read_file', [], plain, 'local'],
  ['runs commands', 'run_command', ['command'], plain, 'local'],
  ['asks over the network', 'list_issues', [], { ...plain, remote: true }, 'remote'],
  ['holds the key of another system', 'create_invoice', [], { ...plain, holdsKeys: true }, 'remote'],
  ['holds a key and takes a path of this computer', 'upload_file', ['file_path'], { ...plain, holdsKeys: true }, 'both'],
  ['a path given to a remote server is a path over there', 'read_file', ['path'], { ...plain, remote: true }, 'remote'],
  ['a package of a public registry', 'search_packages', [], plain, 'remote'],
  ['a port of this computer', 'forward_port', ['local_port'], { ...plain, holdsKeys: true }, 'both'],
  ['nothing tells', 'get_quote', [], plain, null],
] as const)('%s', (_, name, taken, server, expected) => {
  expect(placeOf({ powers: powersOf(name), arguments: taken }, server)?.place ?? null).toBe(expected)
})

it('a server that says it touches nothing outside is not believed', () => {
  expect(placeOf({ powers: powersOf('send_email'), openWorld: false }, plain)?.place).toBe('remote')
})
