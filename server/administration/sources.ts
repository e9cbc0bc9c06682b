import type { Sources, SourceVue } from '#shared/administration/source.ts'
import type { AccountParts } from '#server/accounts/context.ts'
import { allRules } from '#server/deployment/rows.ts'
import type { Facts, Reference } from '#server/moderation/facts.ts'
import type { User } from '#server/store/types.ts'
import { keptHere } from '#server/sync/ingest/kept.ts'
import { CATALOGUE_DATE } from '#server/sync/settings.ts'
import { lastTaken } from './imports.ts'
import { keeps } from './right.ts'

/** Sources of the catalogue, from what the panel knows of it. Rejects with Forbidden. */

type Tally = { structures: number; services: number; tenues: number; last: string | null; first: string | null }

const countAll = ({ structures, services }: Facts, kept: ReadonlySet<string>): ReadonlyMap<string, Tally> => {
  const tallies = new Map<string, Tally>()
  const tallyOf = (source: string): Tally => {
    const tally = tallies.get(source) ?? { structures: 0, services: 0, tenues: 0, last: null, first: null }
    tallies.set(source, tally)
    return tally
  }
  const dated = (tally: Tally, day: string): void => {
    if (day === '') return
    if (tally.last === null || day > tally.last) tally.last = day
    if (tally.first === null || day < tally.first) tally.first = day
  }
  for (const { id, source, date_maj } of structures.values()) {
    const tally = tallyOf(source)
    tally.structures += 1
    if (kept.has(id)) tally.tenues += 1
    dated(tally, date_maj.slice(0, 10))
  }
  for (const { source, structureId, date_maj } of services.values()) {
    const tally = tallyOf(source)
    tally.services += 1
    if (structureId !== null && kept.has(structureId)) tally.tenues += 1
    dated(tally, date_maj.slice(0, 10))
  }
  return tallies
}

export const sourcesFor = async (parts: AccountParts, user: User, reference: Reference): Promise<Sources> => {
  await keeps(parts, user)
  const facts = await reference.facts()
  return parts.store.read(async (reader) => {
    const tallies = countAll(facts, await keptHere(reader))
    const rules = await allRules(reader)
    // A rule may name a source that it hid whole.
    const names = [...new Set([...tallies.keys(), ...rules.map(({ source }) => source)])]
    const sources = names.map((source): SourceVue => {
      const tally = tallies.get(source)
      return {
        source,
        structures: tally?.structures ?? 0,
        services: tally?.services ?? 0,
        tenues: tally?.tenues ?? 0,
        derniere_maj: tally?.last ?? null,
        premiere_maj: tally?.first ?? null,
        regles: rules.filter((rule) => rule.source === source).map(({ id, departements }) => ({ id, departements })),
      }
    })
    return {
      sources: sources.sort((a, b) => b.services + b.structures - a.services - a.structures || (a.source < b.source ? -1 : 1)),
      catalogue_du: await reader.setting(CATALOGUE_DATE),
      pris_le: await lastTaken(reader),
    }
  })
}
