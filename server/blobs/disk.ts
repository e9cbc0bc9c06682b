import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { missing, writeWhole } from '../write-whole.ts'
import { type Blobs, mustBeBlobName } from './blobs.ts'

/** Blobs as files of a folder, `3f/3f2c…`: replicas that share it share them. */

/** A blob that is being written, or whose writing was cut. */
const PARTIAL = /^([0-9a-f-]{36})\.[0-9a-f-]{36}\.part$/

/** A name is on the disk once its folder is. Windows cannot open a folder to flush it. */
const flushFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const diskBlobs = (folder: string): Blobs => {
  /** @param name of a blob, or of one that is half written. */
  const placeOf = (name: string): string => {
    const blob = mustBeBlobName(PARTIAL.exec(name)?.[1] ?? name)
    return join(folder, blob.slice(0, 2), name)
  }
  return {
    put: async (name, bytes) => {
      const file = placeOf(name)
      const shard = dirname(file)
      const made = await mkdir(shard, { recursive: true, mode: 0o700 })
      await writeWhole(file, bytes)
      await flushFolder(shard)
      if (made === undefined) return
      await flushFolder(folder)
      if (made !== shard) await flushFolder(dirname(made))
    },
    get: (name) => readFile(placeOf(name)).catch(missing),
    remove: (name) => rm(placeOf(name), { force: true }),
    list: async function* () {
      for (const shard of (await readdir(folder).catch(missing)) ?? []) {
        if (!/^[0-9a-f]{2}$/.test(shard)) continue
        for (const name of await readdir(join(folder, shard))) {
          if (!PARTIAL.test(name) && name.length !== 36) continue
          const found = await stat(join(folder, shard, name)).catch(missing)
          if (found !== null) yield { name, at: found.mtimeMs }
        }
      }
    },
  }
}
