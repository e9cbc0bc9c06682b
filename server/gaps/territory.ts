import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTerritory, type Territory } from '#shared/gaps/territory.ts'
import { readCommunes, readEpcis } from '#shared/geo/pack.ts'
import { deliveredPack } from '../import/geography.ts'

/** The geography that came with the server, read at the first question. @param folder of a pack; built when it is not there */
export const createTerritoryReader = (folder?: string): (() => Promise<Territory>) => {
  let read: Promise<Territory> | null = null
  return () => {
    read ??= deliveredPack(folder).then(async (pack) => {
      const [communes, epcis] = await Promise.all(['communes.tsv', 'epci.tsv'].map((name) => readFile(join(pack, name), 'utf8')))
      return createTerritory(readCommunes(communes ?? ''), readEpcis(epcis ?? ''))
    })
    // One that failed is tried again.
    read.catch(() => (read = null))
    return read
  }
}
