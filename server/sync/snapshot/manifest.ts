import { z } from 'zod'
import { SnapshotInfo } from '#shared/sync/wire.ts'

/** Beside each snapshot file, what `info` says of it; a file without its manifest is not on the shelf. */
export const Manifest = z.object({
  name: z.string().regex(/^cat-fr\.s\d{1,6}\.[0-9a-f]{32}\.\d{1,16}\.[0-9a-f]{12}\.db\.zst$/),
  /** ISO instant of the server. */
  made_le: z.iso.datetime(),
  snapshot: SnapshotInfo.omit({ url: true }),
})
export type Manifest = z.infer<typeof Manifest>

/** Says what is inside, and never names two different files: caches keep it for ever. */
export const snapshotName = (of: {
  readonly schema: number
  readonly epoch: string
  readonly seq: number
  readonly sha256: string
}): string => `cat-fr.s${of.schema}.${of.epoch}.${of.seq}.${of.sha256.slice(0, 12)}.db.zst`

const MANIFEST_SUFFIX = '.json'
export const manifestName = (name: string): string => name + MANIFEST_SUFFIX
export const isManifestName = (file: string): boolean => file.startsWith('cat-fr.') && file.endsWith(`.db.zst${MANIFEST_SUFFIX}`)

/** Then the process that writes, so that what a dead one left can be told from what a live one is writing. */
export const PENDING_PREFIX = 'en-cours-'
export const pendingPid = (file: string): number | null => {
  const pid = /^en-cours-(\d{1,10})-[0-9a-f]{8}\./.exec(file)?.[1]
  return pid === undefined ? null : Number(pid)
}
