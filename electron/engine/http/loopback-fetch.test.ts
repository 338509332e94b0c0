import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loopbackFetch } from './loopback-fetch.ts'

const server = createServer((request, response) => {
  if (request.url === '/away') response.writeHead(302, { location: 'https://example.org/' })
  response.end('here')
})
let origin = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

it('asks a server on this computer', async () => {
  expect(await (await loopbackFetch(`${origin}/`)).text()).toBe('here')
})

it.each(['https://example.org/', 'http://10.0.0.1/', 'http://169.254.169.254/', 'file:///etc/passwd', 'http://127.0.0.1.example.org/'])(
  'asks nobody at %s',
  async (address) => {
    await expect(loopbackFetch(address)).rejects.toThrow('only servers on this computer')
  },
)

it('follows nobody who sends it away', async () => {
  await expect(loopbackFetch(`${origin}/away`)).rejects.toThrow()
})
