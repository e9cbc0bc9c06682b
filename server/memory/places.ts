import { createGazetteer } from '#shared/geo/gazetteer.ts'
import { createResolver } from '#shared/geo/resolve.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { deliveredPack, loadGeography } from '../import/geography.ts'

/** Places of searches as desks understand them, by the geography delivered with the application. */
export type Places = {
  /** Throws DoraError `lieu-inconnu`. */
  readonly resolve: (place: PlaceRef) => ResolvedPlace
  /** As rows are indexed with. */
  readonly zoneName: (code: string) => string | null
}

/** Read for a day's work, and not kept: some thirty megabytes. @param folder of a pack; built when it is not there */
export const readPlaces = async (folder?: string): Promise<Places> => {
  const { communes, zoneName } = loadGeography(await deliveredPack(folder))
  const gazetteer = createGazetteer({ rows: communes, epcis: [], credits: [] })
  return { resolve: createResolver(gazetteer), zoneName }
}
