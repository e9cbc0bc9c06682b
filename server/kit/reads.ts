import type { Structure } from '#shared/catalogue/record.ts'
import type { Destinataires, DestinatairesDemande, Territoire } from '#shared/kit/territory.ts'
import { parisDay } from '#shared/listing/days.ts'
import { actorOf } from '#server/accounts/memberships.ts'
import { allEtats } from '#server/deployment/rows.ts'
import type { Reference } from '#server/moderation/facts.ts'
import type { User } from '#server/store/types.ts'
import { recordOf } from '#server/sync/commands/catalogue-rows.ts'
import { allowTerritory, type KitParts } from './kits.ts'
import { destinatairesOf, territoireOf } from './territory.ts'

/** What documents of a kit are written from, for whoever moderates the whole territory. Both reject with Forbidden. */

type Parts = Pick<KitParts, 'store' | 'seal' | 'now' | 'publicUrl' | 'linkTo'> & { readonly reference: Reference }

export const territoireFor = async (
  { store, seal, now, reference }: Parts,
  user: User,
  departements: readonly string[],
): Promise<Territoire> => {
  const etats = await store.read(async (reader) => {
    allowTerritory(await actorOf(reader, seal, user), departements)
    return allEtats(reader)
  })
  return territoireOf(await reference.facts(), departements, etats, parisDay(now()))
}

/** Rows read at a time. */
const CHUNK = 500

const addressOf = ({ adresse, complement_adresse, code_postal, commune }: Structure): string[] =>
  [adresse ?? '', complement_adresse ?? '', [code_postal ?? '', commune ?? ''].join(' ')]
    .map((line) => line.trim())
    .filter(Boolean)

/** Names of structures and what everyone reads of them: nothing of a person. */
export const destinatairesFor = async (
  { store, seal, now, reference, publicUrl, linkTo }: Parts,
  user: User,
  asked: DestinatairesDemande,
): Promise<Destinataires> => {
  await store.read(async (reader) => allowTerritory(await actorOf(reader, seal, user), asked.departements))
  const found = destinatairesOf(await reference.facts(), asked, publicUrl(), parisDay(now()))
  const addresses = new Map<string, string[]>()
  for (let from = 0; from < found.length; from += CHUNK) {
    const keys = found.slice(from, from + CHUNK).map(({ id }) => ({ kind: 'structure', id }))
    for (const entity of await store.read((reader) => reader.entities(keys))) {
      const doc = recordOf(entity)
      if (doc !== null) addresses.set(entity.id, addressOf(doc as unknown as Structure))
    }
  }
  return {
    destinataires: found.map((one) => ({ ...one, adresse: addresses.get(one.id) ?? [] })),
    rejoindre: linkTo('rejoindre'),
  }
}
