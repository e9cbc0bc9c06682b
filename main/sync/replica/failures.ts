import { SyncFailure } from '../ports.ts'

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** The file is no longer a database, or no longer holds together. */
export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error)) || (error instanceof SyncFailure && isDamage(error.cause))

/** Failures of files and of SQLite, as the cycle understands them. */
export const failureOf = (error: unknown): SyncFailure => {
  if (error instanceof SyncFailure) return error
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return new SyncFailure('disk_full', { cause: error })
  if (code.startsWith('ZSTD_') || code === 'Z_BUF_ERROR' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return new SyncFailure('corrupt_download', { cause: error })
  }
  return new SyncFailure('io', { cause: error })
}
