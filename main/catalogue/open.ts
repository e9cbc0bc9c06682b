import { CATALOGUE_VERSION, CatalogueMeta } from '#shared/catalogue/file.ts'
import { DoraError } from '#shared/errors.ts'
import { openReadable, readConsistently, type ReadableDb } from '#main/db/open.ts'
import { logSlow, type SlowLog } from '#main/db/slow.ts'

export type OpenCatalogue = {
  readonly db: ReadableDb
  readonly meta: CatalogueMeta
  readonly fileVersion: number
  /** Runs a reading that sees one state of the file from end to end, whatever is written meanwhile. */
  readonly consistently: <T>(read: () => T) => T
}

/** Who hears of slow statements; `slowMs` is for tests. */
export type SlowOptions = { readonly onSlow?: SlowLog; readonly slowMs?: number }

/** Versions of the file this reader knows how to read; an older one asks for the import to be run again. */
const OLDEST_READABLE = 1
/** First version that changes while it is read. */
export const OLDEST_CHANGING = 2

export const readMeta = (db: ReadableDb): Record<string, string> =>
  Object.fromEntries(db.prepare('SELECT key, value FROM meta').raw().all() as [string, string][])

const readVersioned = (db: ReadableDb): Pick<OpenCatalogue, 'db' | 'meta' | 'fileVersion'> => {
  const fileVersion = db.prepare('PRAGMA user_version').pluck().get() as number
  // A file left half-written has no version: `finish` sets it last.
  if (fileVersion < OLDEST_READABLE) throw new DoraError('catalogue-illisible')
  const values = readMeta(db)
  // Read before the rest is understood: a newer file may have other keys.
  if (fileVersion > CATALOGUE_VERSION && !(Number(values['minSafeVersion']) <= CATALOGUE_VERSION)) {
    throw new DoraError('catalogue-trop-recent')
  }
  return { db, meta: CatalogueMeta.parse(values), fileVersion }
}

/**
 * Runs a reading of an opened catalogue. What the code below throws of its own is damage that SQLite or the decoding met only
 * now: checking the whole file at opening would take seconds.
 * @throws `catalogue-illisible` for damage; other coded errors as they are.
 */
export const readingFrom = <T>(read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof DoraError || !isDamage(error) ? error : new DoraError('catalogue-illisible', undefined, error)
  }
}

/** RangeError: a list that ends too soon, an array of a senseless size. SyntaxError: a record that is no JSON. */
const isDamage = (error: unknown): boolean =>
  error instanceof RangeError ||
  error instanceof SyntaxError ||
  // A wrong length in a damaged page even reads as « out of memory ».
  (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_'))

/**
 * Opens a catalogue file for reading.
 * @throws `catalogue-trop-recent` for a file that only a newer application reads rightly, `catalogue-illisible` for anything
 * that is not a whole catalogue file.
 */
export const openCatalogue = (file: string, slow: SlowOptions = {}): OpenCatalogue => {
  let db: ReadableDb | undefined
  try {
    const { onSlow = () => {}, ...options } = slow
    const readable = openReadable(file)
    db = logSlow(readable, onSlow, options)
    return { ...readVersioned(db), consistently: readConsistently(readable) }
  } catch (error) {
    db?.close()
    throw error instanceof DoraError ? error : new DoraError('catalogue-illisible', undefined, error)
  }
}
