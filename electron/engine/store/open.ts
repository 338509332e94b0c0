import Database from 'better-sqlite3'

/** What SQLite columns carry. */
export type Value = string | number | bigint | Uint8Array | null

/** Values for `?` in order, or one record for `@name`. */
export type Values = readonly Value[] | readonly [Readonly<Record<string, Value>>]

/** One open workspace file. Statements are prepared once and kept by their text. */
export interface Db {
  readonly path: string
  one<Row>(sql: string, ...values: Values): Row | undefined
  all<Row>(sql: string, ...values: Values): Row[]
  /** Streams rows; nothing may be written until the stream has ended. */
  stream<Row>(sql: string, ...values: Values): IterableIterator<Row>
  /** Runs a write; returns the row id of the last insert. */
  run(sql: string, ...values: Values): { readonly changes: number; readonly id: number }
  /** Runs a script of statements, for migrations. */
  script(sql: string): void
  /** All or nothing, durable on return (`synchronous=FULL`); a nested call is rolled back alone when it throws. */
  transaction<T>(work: () => T): T
  /** Like `transaction`, but survives only the death of the process, not a power cut: for what a scan can fetch again. */
  relaxed<T>(work: () => T): T
  /** Says that the inventory changed, so that what was remembered about it is forgotten. */
  changed(): void
  /** Differs whenever this or another process may have changed the inventory. */
  generation(): string
  close(): void
}

const oldestSafe = [3, 51, 3] as const

/** Whether this SQLite is free of the WAL-reset corruption bug (fixed in 3.51.3). */
export function isSafeVersion(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [place, wanted] of oldestSafe.entries()) {
    const part = parts[place] ?? 0
    if (part !== wanted) return part > wanted
  }
  return true
}

/** Opens a file without changing it. Throws SQLite's own errors; `failureOf` turns them into words. */
export function openFile(path: string, busyMs: number): Db {
  const file = new Database(path, { timeout: busyMs })
  const statements = new Map<string, Database.Statement<unknown[], unknown>>()
  let changes = 0

  function prepared(sql: string) {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = file.prepare<unknown[], unknown>(sql)
    statements.set(sql, statement)
    return statement
  }

  function bracket<T>(open: string, close: string, undo: string, work: () => T): T {
    file.exec(open)
    try {
      const value = work()
      if (value instanceof Promise) throw new TypeError('a transaction is synchronous work')
      file.exec(close)
      return value
    } catch (error) {
      changes += 1
      // A full disk or a damaged file makes SQLite roll back by itself.
      if (file.inTransaction) file.exec(undo)
      throw error
    }
  }

  function transaction<T>(work: () => T): T {
    if (file.inTransaction) return bracket('SAVEPOINT inner_work', 'RELEASE inner_work', 'ROLLBACK TO inner_work; RELEASE inner_work', work)
    return bracket('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', work)
  }

  return {
    path,
    one: <Row>(sql: string, ...values: Values) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: Values) => prepared(sql).all(...values) as Row[],
    stream: <Row>(sql: string, ...values: Values) => prepared(sql).iterate(...values) as IterableIterator<Row>,
    run: (sql, ...values) => {
      const { changes: count, lastInsertRowid } = prepared(sql).run(...values)
      return { changes: count, id: Number(lastInsertRowid) }
    },
    script: (sql) => {
      file.exec(sql)
    },
    transaction,
    relaxed: (work) => {
      if (file.inTransaction) return transaction(work)
      file.pragma('synchronous = NORMAL')
      try {
        return transaction(work)
      } finally {
        file.pragma('synchronous = FULL')
      }
    },
    changed: () => {
      changes += 1
    },
    generation: () => `${changes}.${file.pragma('data_version', { simple: true })}`,
    close: () => {
      statements.clear()
      file.close()
    },
  }
}
