import { DoraError } from '#shared/errors.ts'

const CANNOT_WRITE = /^(SQLITE_(FULL|READONLY|IOERR|BUSY|LOCKED|CANTOPEN|PERM)|ENOSPC|EROFS|EACCES|EPERM|EDQUOT|EIO)/
const UNREADABLE = /^SQLITE_(CORRUPT|NOTADB)/

/** Turns what SQLite or the file system threw into a coded failure; a coded one passes through. */
export const asDoraError = (error: unknown): unknown => {
  if (error instanceof DoraError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (UNREADABLE.test(code)) return new DoraError('donnees-utilisateur-illisibles', undefined, error)
  if (CANNOT_WRITE.test(code)) return new DoraError('ecriture-impossible', undefined, error)
  return error
}

/** True when room on the disk is what was missing. */
export const isFull = (error: unknown): boolean => {
  const found = error instanceof DoraError ? error.cause : error
  const code = found instanceof Error && 'code' in found && typeof found.code === 'string' ? found.code : ''
  return /^(SQLITE_FULL|SQLITE_IOERR_WRITE|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/.test(code)
}

/** Runs `work`, with its failures coded. */
export const coded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw asDoraError(error)
  }
}
