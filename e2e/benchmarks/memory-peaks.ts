import { statSync } from 'node:fs'
import process from 'node:process'

const megabyte = 1024 * 1024
const everyMs = 250

export interface MemoryPeaks {
  /** Highest of each, in whole megabytes, and stops looking. `hwm` is the system's own high-water mark where it keeps one. */
  stop(): Readonly<Record<string, number>>
}

/** Looks at this process's memory and at the write-ahead log of a workspace four times a second. */
export function watchMemory(databasePath: string): MemoryPeaks {
  const peaks: Record<string, number> = {}
  const look = () => {
    const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
    const seen = { rss, heapUsed, heapTotal, external, arrayBuffers, wal: sizeOf(`${databasePath}-wal`) }
    for (const [name, bytes] of Object.entries(seen)) peaks[name] = Math.max(peaks[name] ?? 0, Math.round(bytes / megabyte))
  }
  look()
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return { ...peaks, maxRss: Math.round(process.resourceUsage().maxRSS / 1024) }
    },
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
