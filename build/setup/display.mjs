import { spawn } from 'node:child_process'
import { hasDisplay, onPath } from '../runtime/libraries.mjs'

/**
 * A display to draw on: the one there is, or a virtual one that lives until `close`.
 * @returns {Promise<{ readonly environment: Readonly<Record<string, string>>, close(): void }>}
 * @throws when there is neither; the message says what to do
 */
export async function openDisplay() {
  if (hasDisplay()) return { environment: {}, close: () => undefined }
  if (!onPath('Xvfb')) throw new Error('There is no display and no virtual one; run: apt-get install -y xvfb')
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise((found, lost) => {
    let text = ''
    server.stdio[3]?.on('data', (/** @type {Buffer} */ data) => {
      text += data
      if (text.endsWith('\n')) found(text.trim())
    })
    server.once('error', lost)
    server.once('exit', () => lost(new Error('The virtual display could not be started.')))
  })
  return { environment: { DISPLAY: `:${number}` }, close: () => void server.kill() }
}
