import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

/** Files of the server, on the disk whole or not at all. */

/** Null for what is not there; anything else is passed on. */
export const missing = (error: unknown): null => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

/** Ends the name of a file that is being written, or whose writing was cut: `<file>.<uuid>.part`. */
export const PARTIAL = '.part'

/** Written aside, forced out of the cache, then named. Its owner alone reads it. The folder is there. */
export const writeWhole = async (file: string, bytes: Uint8Array): Promise<void> => {
  const partial = `${file}.${randomUUID()}${PARTIAL}`
  const handle = await open(partial, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  await rename(partial, file)
}
