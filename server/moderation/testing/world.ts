import fc from 'fast-check'
import type { Rattachement } from '#shared/accounts/compte.ts'
import { ModerationStatus, type Service, type Structure } from '#shared/catalogue/record.ts'
import { addDays } from '#shared/listing/days.ts'
import { SuggestionEtat } from '#shared/listing/suggestion.ts'
import { emptyDossier } from '#shared/moderation/dossier.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { ETATS } from '#shared/orientation/life.ts'
import type { Actor } from '#shared/rights.ts'
import { putMembership } from '../../accounts/memberships.ts'
import { publishUser } from '../../accounts/publish.ts'
import { newUser } from '../../accounts/user.ts'
import { writeHistory } from '../../listing/history.ts'
import { putSuggestion } from '../../listing/suggestions.ts'
import { putOrientation } from '../../orientations/rows.ts'
import { inventedDemande } from '../../pages/demande/testing.ts'
import type { EntityKey, SyncStore, User, Writer } from '../../store/types.ts'
import { putService, putStructure } from '../../sync/commands/catalogue-rows.ts'
import { putSealed } from '../../sync/rows.ts'
import type { Seal } from '../../sync/seal.ts'
import { putDossier } from '../dossier.ts'

/** A small invented territory that anything may happen to: a few structures, services and people, written over and over. */

export const START = Date.parse('2026-11-20T09:00:00Z')
const DAY_MS = 24 * 3600_000
const iso = (at: number): string => new Date(at).toISOString()

const STRUCTURES = ['dora--s-0', 'dora--s-1', 'dora--s-2', 'soliguide--s-3']
const SERVICES = ['dora--v-0', 'dora--v-1', 'dora--v-2', 'dora--v-3']
/** Where a structure may be: département 33, 59, 971, nowhere. */
const PLACES = ['33063', '59350', '97105', null]
const COMPTES: readonly User[] = ['u-0', 'u-1', 'u-2'].map((id) =>
  newUser({ id, courriel: `${id}@exemple.test`, prenom: 'Alix', nom: `Inventée ${id}`, valide: true }, START - 5 * DAY_MS),
)
const REQUESTS = ['0', '1', '2', '3'].map((n) => `6f0c7c1e-0000-4000-8000-00000000000${n}`)
const PAIRS = ['p-0', 'p-1']

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const day = fc.nat(400).map((back) => addDays('2026-11-20', -back))
const instant = fc.nat(60).map((back) => iso(START - back * DAY_MS))
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { freq: 3 })
const status = maybe(from(ModerationStatus.options))
const structureId = from(STRUCTURES)
const cible: fc.Arbitrary<Cible> = fc.oneof(
  structureId.map((id) => ({ kind: 'structure' as const, id })),
  from(SERVICES).map((id) => ({ kind: 'service' as const, id })),
)
const verifications = maybe(
  fc.dictionary(
    from(['contact', 'coordonnees', 'lieu', 'horaires']),
    day.map((le) => ({ le, par: 'structure', moyen: 'poste' })),
  ),
)
const without = <T extends object>(doc: T): T =>
  Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== null)) as T

const structure: fc.Arbitrary<Structure> = fc
  .record({
    id: structureId,
    date_maj: day,
    place: from(PLACES),
    telephone: maybe(fc.constant('0556010203')),
    dora: fc
      .record({
        moderation_status: status,
        is_obsolete: from([null, null, null, true]),
        typology: maybe(from(['CCAS', 'ASSO'])),
        verifications,
      })
      .map(without),
  })
  .map(({ place, id, dora, ...rest }) => ({
    ...rest,
    id,
    nom: `Structure ${id}`,
    source: id.slice(0, id.indexOf('-')),
    code_insee: place,
    dora: dora as NonNullable<Structure['dora']>,
  }))

const service: fc.Arbitrary<Service> = fc
  .record({
    id: from(SERVICES),
    structure_id: maybe(structureId),
    date_maj: day,
    telephone: maybe(fc.constant('0556010204')),
    zone_eligibilite: maybe(from([['33'], ['france'], ['243300316']])),
    thematiques: fc.subarray(['mobilite--acheter-un-velo', 'numerique--acceder-a-des-services-en-ligne']),
    dora: fc
      .record({
        status: maybe(from(['SUGGESTION', 'DRAFT', 'PUBLISHED', 'PUBLISHED', 'ARCHIVED'])),
        moderation_status: status,
        verifications,
        is_contact_info_public: maybe(fc.boolean()),
      })
      .map(without),
  })
  .map(({ dora, ...rest }) => ({
    ...rest,
    nom: `Service ${rest.id}`,
    source: 'dora',
    dora: dora as NonNullable<Service['dora']>,
  }))

type Context = { readonly writer: Writer; readonly seal: Seal; readonly now: number }
type Write = (context: Context) => Promise<unknown>

const sealed = async ({ writer, seal }: Context, key: EntityKey, doc: object): Promise<unknown> =>
  putSealed(writer, seal, key, { doc: doc as never, scopes: [], current: await writer.entity(key) })

const membership = fc
  .record({
    who: from(COMPTES),
    structure_id: structureId,
    etat: from(['membre', 'invitation', 'demande'] as const),
    admin: fc.boolean(),
    actif: fc.boolean(),
    cree_le: instant,
  })
  .map(({ who, ...rest }): Rattachement => ({
    ...rest,
    user_id: who.id,
    courriel: who.courriel,
    prenom: who.prenom,
    nom: who.nom,
    structure_nom: 'Structure inventée',
    departement: null,
  }))

const decision = fc.record({
  id: fc.uuid(),
  le: instant,
  user_id: fc.constant('u-0'),
  nom: fc.constant('Alix Inventée'),
  geste: from(['statuer', 'noter'] as const),
  avant: status,
  apres: status,
  texte: fc.constant(''),
})

/** What may be written, each in a transaction. */
const write: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 4,
    arbitrary: structure.map(
      (one): Write =>
        ({ writer }) =>
          putStructure(writer, { ...one } as never),
    ),
  },
  {
    weight: 4,
    arbitrary: service.map(
      (one): Write =>
        ({ writer, seal }) =>
          putService(writer, seal, { ...one } as never),
    ),
  },
  {
    weight: 4,
    arbitrary: membership.map(
      (one): Write =>
        ({ writer, seal }) =>
          putMembership(writer, seal, one),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .oneof(
        structureId.map((id) => ({ kind: 'structure', id })),
        from(SERVICES).map((id) => ({ kind: 'service', id })),
        fc
          .tuple(from(COMPTES), structureId)
          .map(([{ id }, structureId]) => ({ kind: 'rattachement', id: `${id}/${structureId}` })),
        from(COMPTES).map(({ id }) => ({ kind: 'compte', id })),
        from(REQUESTS).map((id) => ({ kind: 'orientation', id })),
        cible.map(({ kind, id }) => ({ kind: 'dossier', id: `${kind}/${id}` })),
        from(PAIRS).map((id) => ({ kind: 'doublon', id })),
        cible.map(({ kind, id }) => ({ kind: 'historique', id: `${kind}/${id}/00000001` })),
        cible.map(({ kind, id }) => ({ kind: 'vues', id: `${kind}/${id}/2026-10` })),
      )
      .map(
        (key): Write =>
          ({ writer }) =>
            writer.remove(key),
      ),
  },
  {
    weight: 1,
    arbitrary: from(COMPTES).map(
      (user): Write =>
        ({ writer, seal }) =>
          publishUser(writer, seal, user),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ id: from(['sug-0', 'sug-1', 'sug-2']), cible, cree_le: instant, etat: from(SuggestionEtat.options) })
      .map(
        (one): Write =>
          ({ writer, seal }) =>
            putSuggestion(writer, seal, {
              ...one,
              cible: { ...one.cible, nom: 'Fiche' },
              structure_id: null,
              champ: null,
              actuel: null,
              valeur: null,
              message: 'Le numéro a changé.',
              auteur: { user_id: 'u-2', nom: 'Alix', structure: null },
              reponse: null,
            }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        id: from(REQUESTS),
        etat: fc.oneof(fc.constant('MODÉRATION_EN_COURS' as const), from(ETATS)),
        cree_le: instant,
        sender: structureId,
        receiver: maybe(structureId),
        service: from(SERVICES),
        by: from(COMPTES),
        nom: from(['Ravel', 'Inventée u-0']),
      })
      .map(({ id, etat, cree_le, sender, receiver, service, by, nom }): Write => ({ writer, seal }) => {
        const whole = inventedDemande(START)
        return putOrientation(writer, seal, {
          ...whole,
          id,
          etat,
          cree_le,
          personne: { ...whole.personne, nom },
          service: { ...whole.service, id: service, structure_id: receiver },
          prescripteur: { ...whole.prescripteur, user_id: by.id, structure_id: sender },
        })
      }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        cible,
        decisions: fc.array(decision, { maxLength: 3 }),
        validated: maybe(instant),
        invited: maybe(instant),
        bounced: fc.array(instant, { maxLength: 2 }),
        taken: fc.boolean(),
      })
      .map(
        ({ cible, decisions, validated, invited, bounced, taken }): Write =>
          ({ writer, seal }) =>
            putDossier(writer, seal, {
              ...emptyDossier(cible),
              decisions,
              prise: taken ? { user_id: 'u-0', nom: 'Alix', jusqu_au: null } : null,
              valide: validated === null ? null : { le: validated, user_id: 'u-0', doc: {} },
              invite_le: invited,
              adresses: bounced.map((le) => ({ courriel: 'accueil@exemple.test', le })),
            }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        id: from(PAIRS),
        kind: from(['structure', 'service'] as const),
        at: fc.tuple(fc.nat(3), fc.nat(3)),
        etat: from(['propose', 'propose', 'distinct', 'fusionne'] as const),
        trouve_le: instant,
      })
      .map(({ at, kind, ...rest }): Write => (context) => {
        const ids = kind === 'structure' ? STRUCTURES : SERVICES
        const paire = [ids[at[0]] ?? '', ids[at[1]] ?? ''].sort()
        return sealed(
          context,
          { kind: 'doublon', id: rest.id },
          { ...rest, kind, paire, score: 0.9, indices: [], decision: null },
        )
      }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        cible,
        month: from(['2026-07', '2026-08', '2026-09', '2026-10', '2026-11']),
        jours: fc.dictionary(from(['01', '21', '22', '23', '30']), fc.integer({ min: 1, max: 9 })),
      })
      .map(
        ({ cible: { kind, id }, month, jours }): Write =>
          (context) =>
            sealed(context, { kind: 'vues', id: `${kind}/${id}/${month}` }, { jours }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        cible,
        ver: fc.nat(3),
        at: fc.nat(60),
        acte: from(['creation', 'modification', 'statut', 'verification'] as const),
      })
      .map(
        ({ cible, ver, at, acte }): Write =>
          ({ writer, seal }) =>
            writeHistory(writer, seal, cible, {
              ver,
              now: START - at * DAY_MS,
              par: 'u-1',
              moyen: 'poste',
              acte,
              champs: acte === 'statut' ? [{ champ: 'dora.status', avant: 'DRAFT', apres: 'PUBLISHED' }] : [],
            }),
      ),
  },
  // What the panel has nothing to do with.
  {
    weight: 1,
    arbitrary: fc.nat(9).map(
      (n): Write =>
        (context) =>
          sealed(context, { kind: 'rappel', id: 'r' }, { n }),
    ),
  },
)

export type Step =
  | { readonly do: 'write'; readonly writes: readonly Write[] }
  | { readonly do: 'read' }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'epoch' }

const writes = fc.array(write, { minLength: 1, maxLength: 6 }).map((all): Step => ({ do: 'write', writes: all }))
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: writes },
    { weight: 3, arbitrary: fc.constant<Step>({ do: 'read' }) },
    { weight: 1, arbitrary: fc.nat(40).map((days): Step => ({ do: 'pass', ms: days * DAY_MS })) },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'epoch' }) },
  ),
  { minLength: 1, maxLength: 12 },
)
export const territory: fc.Arbitrary<readonly Write[]> = fc.array(write, { minLength: 20, maxLength: 60 })

export const writeAll = (store: SyncStore, seal: Seal, all: readonly Write[]): Promise<unknown> =>
  store.write(async (writer) => {
    for (const one of all) await one({ writer, seal, now: START })
  })

/** Someone who moderates: the team, or a gestionnaire of these départements. */
export const moderator = (departements: readonly string[] | null): NonNullable<Actor> => ({
  id: 'u-moderation',
  equipe: departements === null,
  departements: departements ?? [],
  structures: [],
  attentes: [],
})
/** A gestionnaire of some of the places there are, or the team. */
export const anyModerator: fc.Arbitrary<NonNullable<Actor>> = maybe(fc.subarray(['33', '59', '971', '75'])).map(moderator)
