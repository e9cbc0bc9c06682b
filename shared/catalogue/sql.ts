/**
 * The little of a synchronous SQLite connection that writing a catalogue needs: better-sqlite3's own shape.
 * Here, so that the server's import and the desk's patches write the same rows with the same code, without importing each other.
 */
export type Sql = {
  exec(sql: string): unknown
  prepare(sql: string): SqlStatement
}

export type SqlValue = string | number | null | Uint8Array

/** Methods, not functions held in properties: a connection whose parameters are typed more narrowly still fits. */
export type SqlStatement = {
  run(...values: SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number | bigint }
  get(...values: SqlValue[]): unknown
  all(...values: SqlValue[]): unknown[]
  pluck(): SqlStatement
  raw(): SqlStatement
}
