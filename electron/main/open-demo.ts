import type { EngineLink } from './engine-link.ts'

/** `--demo`: an empty workspace opens on the demo estate and this computer, and the first scan starts. */
export async function openDemo(engine: Pick<EngineLink, 'call'>): Promise<void> {
  const connections = await engine.call('connections.list', {})
  if (!connections.ok || !Array.isArray(connections.value) || connections.value.length > 0) return
  const opened = await engine.call('connections.openDemo', { thisComputer: true })
  if (opened.ok) await engine.call('scans.start', {})
}
