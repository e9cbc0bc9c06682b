import { lstat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FichierConnecteur, Origine } from '#shared/partners/connector.ts'
import { readApi } from './api.ts'
import { ConnectorFailure } from './failure.ts'
import { fetchTo, type FetchParts, weighed } from './fetch.ts'
import { unpacked } from './unpack.ts'

/** What a partner gives, as files of this machine: of an API, of addresses, or of the folder where files are dropped. */

export type BatchFile = {
  readonly path: string
  readonly name: string
  /** What its rows are, when that is known. */
  readonly hint: 'structure' | 'service' | null
}

export type Batch = { readonly files: readonly BatchFile[]; readonly etags: Readonly<Record<string, string>> }

export type Reading = {
  readonly origine: Origine
  readonly sources: readonly string[]
  readonly key: string | null
  /** For what is being read: its own, empty. */
  readonly folder: string
  readonly depot: string
  readonly fetch: FetchParts
  /** Of what was taken last; empty to read all. */
  readonly etags: Readonly<Record<string, string>>
}

type Found = { readonly etag: string | null; readonly path: string }

/** A file of the folder, told by its size and its instant. It is a file: a link would lead anywhere. */
const dropped = async (nom: string, { depot, fetch }: Reading): Promise<Found> => {
  const path = join(depot, basename(nom))
  const found = await lstat(path).catch(() => null)
  if (found === null || !found.isFile()) throw new ConnectorFailure('depot-absent')
  await weighed(path, fetch.limits.bytes)
  return { path, etag: `${found.size}-${Math.trunc(found.mtimeMs)}` }
}

const nameOf = (one: FichierConnecteur): string => (one.lieu === 'depot' ? one.nom : one.adresse)

const readFiles = async (reading: Reading, fichiers: readonly FichierConnecteur[]): Promise<Batch | null> => {
  const { folder, key, fetch, etags } = reading
  const get = async (one: FichierConnecteur, at: number, etag?: string): Promise<Found | 'same'> => {
    if (one.lieu === 'depot') {
      const found = await dropped(one.nom, reading)
      return found.etag === etag ? 'same' : found
    }
    const file = join(folder, `fichier-${at}`)
    const answer = await fetchTo({ url: one.adresse, key, file, etag }, fetch)
    return answer.isSame ? 'same' : { path: file, etag: answer.etag }
  }
  const known = fichiers.map((one) => etags[nameOf(one)])
  let found: (Found | 'same')[] = []
  for (const [at, one] of fichiers.entries()) found.push(await get(one, at, known.every(Boolean) ? known[at] : undefined))
  if (found.every((one) => one === 'same')) return null
  // One of two has changed: both are read.
  if (found.includes('same')) {
    found = []
    for (const [at, one] of fichiers.entries()) found.push(await get(one, at))
  }
  const files: BatchFile[] = []
  const labels: Record<string, string> = {}
  for (const [at, one] of fichiers.entries()) {
    const got = found[at]
    if (got === undefined || got === 'same') continue
    if (got.etag !== null) labels[nameOf(one)] = got.etag
    const path = await unpacked(got.path, join(folder, `clair-${at}`), fetch.limits.unpacked, fetch.signal)
    files.push({ path, name: `fichier ${at + 1}`, hint: null })
  }
  return { files, etags: labels }
}

/** What the partner has now; null when nothing has changed. Rejects with ConnectorFailure or BadBatch. */
export const readPartner = (reading: Reading): Promise<Batch | null> =>
  reading.origine.genre === 'api'
    ? readApi({ ...reading, origine: reading.origine })
    : readFiles(reading, reading.origine.fichiers)
