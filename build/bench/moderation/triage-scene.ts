import { randomUUID } from 'node:crypto'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { flat } from '#shared/listing/flat.ts'
import { emptyDossier } from '#shared/moderation/dossier.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import { putMembership } from '#server/accounts/memberships.ts'
import { publishUser } from '#server/accounts/publish.ts'
import { newUser } from '#server/accounts/user.ts'
import { putDossier } from '#server/moderation/dossier.ts'
import { putOrientation } from '#server/orientations/rows.ts'
import { inventedDemande } from '#server/pages/demande/testing.ts'
import type { SyncStore, Writer } from '#server/store/types.ts'
import { putService, putStructure, recordOf } from '#server/sync/commands/catalogue-rows.ts'
import type { Seal } from '#server/sync/seal.ts'
import type { Random } from '../random.ts'

/** Two hundred items of the queue, of the kinds that come every day, made of sheets of the demonstration. */

export const SORTES = ['retenues', 'premier-administrateur', 'structure', 'service-publie', 'service-modifie'] as const
export type Sorte = (typeof SORTES)[number]
const COUNTS: Readonly<Record<Sorte, number>> = {
  retenues: 20,
  'premier-administrateur': 30,
  structure: 30,
  'service-publie': 60,
  'service-modifie': 60,
}

const DAY_MS = 24 * 3_600_000

const all = async <T>(store: SyncStore, kind: Cible['kind']): Promise<T[]> =>
  store.read(async (reader) => {
    const found: T[] = []
    for await (const entity of reader.scan(kind)) {
      const record = recordOf(entity)
      if (record !== null) found.push(record as unknown as T)
    }
    return found
  })

type Made = { readonly seal: Seal; readonly random: Random; readonly now: number }

/** Somebody who keeps it, tied to it some days ago. */
const member = async (store: SyncStore, structure: Structure, { seal, random, now }: Made): Promise<string> => {
  const courriel = `${randomUUID().slice(0, 8)}@exemple.test`
  const since = now - (2 + random.below(30)) * DAY_MS
  const user = newUser({ courriel, prenom: 'Alix', nom: 'Inventée', valide: true, role: 'professionnel' }, since)
  await store.accounts.addUser(user)
  await store.write(async (writer) => {
    await publishUser(writer, seal, user)
    await putMembership(writer, seal, {
      user_id: user.id,
      structure_id: structure.id,
      etat: 'membre',
      admin: true,
      courriel,
      prenom: user.prenom,
      nom: user.nom,
      actif: true,
      structure_nom: structure.nom,
      departement: null,
      cree_le: new Date(since).toISOString(),
    })
  })
  return user.id
}

/** What the structure said when it was validated. */
const structureBefore = (structure: Structure, random: Random): Structure => ({
  ...structure,
  telephone: '+33199000000',
  ...random.pick<Partial<Structure>>([{}, { adresse: '1 rue des Lilas' }, { horaires_accueil: 'Mo-Fr 09:00-12:00' }]),
})

const validated = (cible: Cible, doc: object, { random, now }: Made) => {
  const le = new Date(now - (40 + random.below(200)) * DAY_MS).toISOString()
  return { ...emptyDossier(cible), valide: { le, user_id: 'u-autre', doc: flat(doc as never) as never } }
}

/** What the service said when it was validated: two or three fields otherwise than now. */
const before = (service: Service, random: Random): Service => ({
  ...service,
  description: service.description?.split(' ').slice(0, -12).join(' ') ?? null,
  ...random.pick<Partial<Service>>([{ telephone: '+33199000000' }, { publics: ['jeunes'] }, { frais: 'payant' }]),
  ...random.pick<Partial<Service>>([{}, { horaires_accueil: 'Mo-Fr 09:00-12:00' }]),
})

const hold = (writer: Writer, structure: Structure, userId: string, { seal, now }: Made): Promise<unknown> => {
  const whole = inventedDemande(now)
  const prescripteur = { ...whole.prescripteur, user_id: userId, structure_id: structure.id, structure_nom: structure.nom }
  return putOrientation(writer, seal, { ...whole, etat: 'MODÉRATION_EN_COURS', prescripteur })
}

/** @param store with the sheets of a catalogue @returns what each item is, by its key */
export const makeQueue = async (store: SyncStore, made: Made): Promise<ReadonlyMap<string, Sorte>> => {
  const { seal, random } = made
  const structures = random.some(
    (await all<Structure>(store, 'structure')).filter(({ dora }) => dora !== undefined && dora.is_obsolete !== true),
    Infinity,
  )
  const shown = new Set(structures.map(({ id }) => id))
  const services = random.some(
    (await all<Service>(store, 'service')).filter(
      ({ dora, structure_id: of }) => dora?.status === 'PUBLISHED' && of !== null && shown.has(of),
    ),
    Infinity,
  )
  const sortes = new Map<string, Sorte>()
  const asked = async (structure: Structure, statut: 'NEED_INITIAL_MODERATION' | 'NEED_NEW_MODERATION', sorte: Sorte) => {
    const doc = { ...structure, dora: { ...structure.dora, moderation_status: statut } }
    await store.write((writer) => putStructure(writer, doc as never))
    sortes.set(cibleKey({ kind: 'structure', id: structure.id }), sorte)
  }
  const taken = structures.splice(0, COUNTS.retenues + COUNTS['premier-administrateur'] + COUNTS.structure)
  for (const [at, structure] of taken.entries()) {
    const userId = await member(store, structure, made)
    if (at < COUNTS.retenues) {
      await asked(structure, 'NEED_INITIAL_MODERATION', 'retenues')
      await store.write(async (writer) => {
        for (let n = random.below(3); n >= 0; n--) await hold(writer, structure, userId, made)
      })
    } else if (at < COUNTS.retenues + COUNTS['premier-administrateur']) {
      await asked(structure, 'NEED_INITIAL_MODERATION', 'premier-administrateur')
    } else {
      await member(store, structure, made)
      await asked(structure, 'NEED_NEW_MODERATION', 'structure')
      const dossier = validated({ kind: 'structure', id: structure.id }, structureBefore(structure, random), made)
      await store.write((writer) => putDossier(writer, seal, dossier))
    }
  }
  for (const [at, service] of services.slice(0, COUNTS['service-publie'] + COUNTS['service-modifie']).entries()) {
    const cible = { kind: 'service', id: service.id } as const
    const modified = at >= COUNTS['service-publie']
    const statut = modified ? 'NEED_NEW_MODERATION' : 'NEED_INITIAL_MODERATION'
    const doc = { ...service, dora: { ...service.dora, moderation_status: statut } }
    const dossier = validated(cible, before(service, random), made)
    await store.write(async (writer) => {
      await putService(writer, seal, doc as never)
      if (modified) await putDossier(writer, seal, dossier)
    })
    sortes.set(cibleKey(cible), modified ? 'service-modifie' : 'service-publie')
  }
  return sortes
}
