import { departementOfCommune } from '#shared/geo/divisions.ts'
import type { StructureEntry } from '../opendata/open-entry.ts'
import type { StructuresAsked } from './asked.ts'
import type { Live } from './live.ts'

/** Of each cluster the best by quality, then by date; the last of those that are equal, so that there is one. */
const withoutDoubles = ({ clusters, snapshot }: Live, found: readonly StructureEntry[]): readonly StructureEntry[] => {
  const best = new Map<string, { readonly entry: StructureEntry; readonly rank: string }>()
  for (const entry of found) {
    const cluster = clusters.clusterOf(entry.id)
    const rank = `${snapshot.structureScore(entry).toFixed(2)} ${entry.dateMaj}`
    const known = best.get(cluster)
    if (known === undefined || rank > known.rank) best.set(cluster, { entry, rank })
  }
  const kept = new Set([...best.values()].map(({ entry }) => entry))
  return found.filter((entry) => kept.has(entry))
}

/** In the order of identifiers. */
export const listStructures = (live: Live, asked: StructuresAsked): readonly StructureEntry[] => {
  const { snapshot } = live
  const { hidden, code_commune } = asked
  const sources = asked.sources === null ? null : new Set(asked.sources)
  const reseaux =
    asked.reseaux_porteurs === null ? null : new Set(asked.reseaux_porteurs.map((value) => snapshot.words.known(value)))
  const places = asked.departements.map((codes) => new Set(codes))
  const isThere = (codeInsee: string | null): boolean => {
    if (code_commune !== null && codeInsee !== code_commune) return false
    if (places.length === 0) return true
    const departement = codeInsee === null ? null : departementOfCommune(codeInsee)
    return departement !== null && places.every((codes) => codes.has(departement))
  }
  const found = snapshot.structureEntries.filter(
    (entry) =>
      !hidden.has(entry.source) &&
      (sources === null || sources.has(entry.source)) &&
      isThere(entry.codeInsee) &&
      (reseaux === null || entry.reseaux.some((value) => reseaux.has(value))),
  )
  return asked.exclure_doublons ? withoutDoubles(live, found) : found
}
