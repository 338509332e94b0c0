import type { Db } from './open.ts'
import type { SettingStore } from './store.ts'

/** Small named values of the workspace; never a secret. */
export function openSettings(db: Db): SettingStore {
  return {
    get: (key) => db.one<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value ?? null,
    set: (key, value) => {
      db.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value)
    },
  }
}
