import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import type { Mutation } from '#shared/sync/wire.ts'
import { accept, remove, setAdmin } from '#server/accounts/members.ts'
import { type AccountBench, of, openAccounts } from '#server/accounts/testing/bench.ts'
import { putModel } from '#server/listing/models.ts'
import { putLine, putList } from '#server/memory/lists.ts'
import { ligneId } from '#shared/memory/list.ts'
import { putSuggestion } from '#server/listing/suggestions.ts'
import { putOrientation } from '#server/orientations/rows.ts'
import { type Orientation, UNTOUCHED } from '#shared/orientation/model.ts'
import type { User } from '#server/store/types.ts'
import {
  benchOn,
  emptyDesk,
  favourite,
  favouriteId,
  fill,
  follow,
  mutation,
  publishable,
  pushAll,
  pushOne,
  seal,
  service,
  structure,
} from '../testing.ts'
import type { SyncCore } from '../core.ts'
import { COMMAND_TYPES, runCommand } from './registry.ts'

/** Who may push what, as rights stand when it is judged (dora-backend.md §5, sync.md §2.8). */

let accounts: AccountBench
let core: SyncCore
beforeEach(async () => {
  accounts = await openAccounts()
  ;({ core } = await benchOn(accounts.store))
})

const IN_GIRONDE = { code_insee: '33063', code_postal: '33000' }
const IN_NORD = { code_insee: '59350', code_postal: '59000' }
const ROLES = [
  'anonyme',
  'sans-structure',
  'en-attente',
  'membre',
  'administrateur',
  'administrateur-ailleurs',
  'gestionnaire-dedans',
  'gestionnaire-dehors',
  'equipe',
] as const
type Role = (typeof ROLES)[number]

const actor = async (role: Role, here: Structure): Promise<User | null> => {
  const { person, belongs, structure: other } = accounts.people
  if (role === 'anonyme') return null
  if (role === 'equipe') return person({ role: 'administrateur' })
  if (role === 'gestionnaire-dedans') return person({ gestionnaire: true, departements: ['33'] })
  if (role === 'gestionnaire-dehors') return person({ gestionnaire: true, departements: ['59', '75'] })
  const user = await person()
  if (role === 'en-attente') await belongs(user, here, 'invitation', true)
  if (role === 'membre') await belongs(user, here)
  if (role === 'administrateur') await belongs(user, here, 'membre', true)
  if (role === 'administrateur-ailleurs') await belongs(user, await other(IN_NORD), 'membre', true)
  return user
}

/** Without a session no push reaches a command (server/http/matrix.test.ts): if one did. */
const pushed = async (user: User | null, one: Mutation): Promise<string> => {
  if (user !== null) {
    const { status, code } = await pushOne(core, user, one)
    return code ?? status
  }
  const { value } = await accounts.store.write((writer) =>
    runCommand(
      { writer, seal, user: null as never, actor: null, now: 0 },
      { ...one, base: one.base as never, patch: one.patch as never },
    ),
  )
  return value.code ?? value.status
}

let made = 0
const scene = async (role: Role) => {
  const here = await accounts.people.structure(IN_GIRONDE)
  const n = (made += 1)
  await fill(
    accounts.store,
    [structure(`s-empty-${n}`, IN_GIRONDE)],
    [
      publishable(`v-${n}`, here.id, { courriel: 'accueil@exemple.test', dora: { is_contact_info_public: true } }),
      service(`v-idea-${n}`, here.id, { dora: { status: 'SUGGESTION' } }),
    ],
  )
  return { here, n, user: await actor(role, here) }
}
type Scene = Awaited<ReturnType<typeof scene>>

const me = ({ user }: Scene): User => user ?? ({ id: 'personne' } as User)
const onFavourite = (scene: Scene, act: string, more: Partial<Mutation>): Mutation =>
  mutation(`favourite.${act}`, favouriteId(me(scene), 'v'), more)

const KEPT = '0b0e7d0e-3f49-4f0e-8b64-6f6e2f1a9c01'
const keptSearch = (scene: Scene, act: 'create' | 'update' | 'remove'): Mutation =>
  mutation(`recherche.${act}`, `${me(scene).id}/${KEPT}`, {
    base_ver: act === 'create' ? 0 : 1,
    base: act === 'update' ? { nom: 'Permis' } : {},
    patch:
      act === 'create'
        ? { nom: 'Permis', query: { text: 'permis' }, lieu: '', frequence: 'quinzaine', cree_le: '2026-11-23T08:00:00Z' }
        : act === 'update'
          ? { nom: 'Permis B' }
          : {},
  })

/** A list of the structure of the scene, and a line in it, made by nobody in particular. */
const LIST = randomUUID()
const lineId = ligneId(LIST, { kind: 'service', id: 'v' })
const LISTE_DOC = { nom: 'Mobilité', description: '', cree_le: '2026-11-23T08:00:00.000Z' }
const lineDoc = (here: Structure) => ({
  liste_id: LIST,
  structure_id: here.id,
  cible: { kind: 'service', id: 'v' },
  nom: 'Un service',
  note: '',
  etiquettes: [],
  rang: 1,
  par: '',
  par_id: '',
  le: '',
})
const listHere = async ({ here }: Scene, line = false): Promise<void> => {
  await accounts.store.write(async (writer) => {
    await putList(writer, seal, LIST, { ...LISTE_DOC, structure_id: here.id })
    if (line) await putLine(writer, seal, lineId, lineDoc(here))
  })
}
const teamList = ({ here }: Scene, act: 'create' | 'update' | 'remove'): Mutation =>
  mutation(`liste.${act}`, act === 'create' ? randomUUID() : LIST, {
    base_ver: act === 'create' ? 0 : 1,
    base: act === 'create' ? {} : { ...LISTE_DOC, structure_id: here.id },
    patch: act === 'create' ? { ...LISTE_DOC, structure_id: here.id } : act === 'update' ? { nom: 'Transport' } : {},
  })
const listLine = ({ here }: Scene, act: 'create' | 'update' | 'remove'): Mutation =>
  mutation(`liste-ligne.${act}`, lineId, {
    base_ver: act === 'create' ? 0 : 1,
    base: act === 'create' ? {} : lineDoc(here),
    patch: act === 'create' ? lineDoc(here) : act === 'update' ? { note: 'Passer par l’accueil.' } : {},
  })

const SAID = { le: '2026-11-23', par: 'structure', moyen: 'poste' }
const model = (n: number, here: Structure) => ({
  id: `dora-modele--nouveau-${n}`,
  source: 'dora',
  structure_id: here.id,
  nom: 'Modèle',
})
const suggestion = (n: number, here: Structure): Suggestion => ({
  id: `idee-${n}`,
  cible: { kind: 'service', id: `v-${n}`, nom: `Service v-${n}` },
  structure_id: here.id,
  champ: null,
  actuel: null,
  valeur: null,
  message: 'C’est fermé.',
  auteur: { user_id: 'quelqu-un', nom: 'Quelqu’un', structure: null },
  cree_le: '2026-11-20T10:00:00.000Z',
  etat: 'ouverte',
  reponse: null,
})

//                anonyme · sans structure · en attente · membre · administrateur · ailleurs · gestionnaire dedans · dehors · equipe
const INSIDE = '...xx.x.x'
/** What is said of people is read by members, and by nobody above them. */
const MEMBERS = '...xx....'
const SIGNED_IN = '.xxxxxxxx'

const requestBody = (structureId: string, serviceId: string) => ({
  service_id: serviceId,
  structure_id: structureId,
  personne: {
    nom: 'Ravel',
    prenom: 'Inès',
    numero_france_travail: '',
    disponibilite: null,
    preferences: ['REFERENT'],
    telephone: '',
    courriel: '',
    autre_contact: '',
  },
  referent: { nom: 'Fabre', prenom: 'Alix', telephone: '0556010203', courriel: 'alix.fabre@exemple.test' },
  besoin: { situation: [], situation_autre: '', criteres: [], motif: '' },
  pieces: [],
  contournements: [],
  engagement: true,
  remplace: null,
  jeton_emplois: null,
  cree_le: '2026-11-23T09:00:00.000Z',
})

/** A request between `here` and another structure, on the side that the command is of, in a state that opens it. */
const requestOn = async ({ here, n }: Scene, type: string): Promise<string> => {
  const id = randomUUID()
  const other = await accounts.people.structure(IN_NORD)
  const sends = type.startsWith('envoi.')
  const open = { ...requestBody(sends ? here.id : other.id, `v-${n}`), id }
  const one: Orientation = {
    ...open,
    etat: type.endsWith('.outcome') ? 'VALIDÉE' : 'OUVERTE',
    cree_le: '2026-11-01T09:00:00.000Z',
    service: {
      id: `v-${n}`,
      nom: 'Permis',
      structure_id: sends ? other.id : here.id,
      structure_nom: '',
      adresse: '',
      thematiques: [],
      duree: null,
    },
    prescripteur: {
      user_id: 'quelqu-un',
      nom: 'Alix Fabre',
      courriel: 'alix.fabre@exemple.test',
      structure_id: sends ? here.id : other.id,
      structure_nom: '',
    },
    personne: { ...open.personne, preferences: ['REFERENT'] },
    source: 'DORA',
    delai_habituel: null,
    ...UNTOUCHED,
    evenements: [],
    courriers: [],
    suivi_par: null,
    destinataire: 'accueil@exemple.test',
    liens: [],
    emplois: null,
  }
  await accounts.store.write((writer) => putOrientation(writer, seal, one))
  return id
}

type AskedOf = (scene: Scene) => Mutation | readonly Mutation[] | Promise<Mutation>
const TABLE: Readonly<Record<string, readonly [open: string, asked: AskedOf]>> = {
  'service.create': [
    INSIDE,
    ({ here, n }) =>
      mutation('service.create', `dora--nouveau-${n}`, { patch: publishable(`dora--nouveau-${n}`, here.id) as never }),
  ],
  'service.update': [INSIDE, ({ n }) => mutation('service.update', `v-${n}`, { patch: { frais: 'gratuit' } })],
  'service.remove': [INSIDE, ({ n }) => mutation('service.remove', `v-idea-${n}`, { base_ver: 1 })],
  'structure.create': [
    '........x',
    ({ n }) => mutation('structure.create', `dora--neuve-${n}`, { patch: structure(`dora--neuve-${n}`) as never }),
  ],
  'structure.update': [
    '....x.x.x',
    ({ here }) => mutation('structure.update', here.id, { base: { nom: here.nom }, patch: { nom: 'x' } }),
  ],
  'structure.remove': ['........x', ({ n }) => mutation('structure.remove', `s-empty-${n}`, { base_ver: 1 })],
  'service.verify': [
    INSIDE,
    ({ n }) => mutation('service.verify', `v-${n}`, { patch: { 'dora.verifications': { contact: SAID } } }),
  ],
  'structure.verify': [
    '....x.x.x',
    ({ here }) => mutation('structure.verify', here.id, { patch: { 'dora.verifications': { identite: SAID } } }),
  ],
  'service.availability': [
    INSIDE,
    ({ n }) => {
      const dit = { etat: 'places', jusqu_au: '2026-11-30', dit_le: '2026-11-23' }
      return mutation('service.availability', `v-${n}`, { patch: { 'dora.disponibilite': dit } })
    },
  ],
  'modele.create': [INSIDE, ({ here, n }) => mutation('modele.create', model(n, here).id, { patch: model(n, here) })],
  'modele.update': [
    INSIDE,
    async ({ here, n }) => {
      await accounts.store.write((writer) => putModel(writer, seal, { ...model(n, here), date_maj: '2026-01-01' }))
      return mutation('modele.update', model(n, here).id, { patch: { frais: 'gratuit' } })
    },
  ],
  'modele.remove': [
    INSIDE,
    async ({ here, n }) => {
      await accounts.store.write((writer) => putModel(writer, seal, { ...model(n, here), date_maj: '2026-01-01' }))
      return mutation('modele.remove', model(n, here).id, { base_ver: 1 })
    },
  ],
  'suggestion.create': [
    SIGNED_IN,
    ({ n }) =>
      mutation('suggestion.create', `idee-${n}`, {
        patch: { cible: { kind: 'service', id: `v-${n}` }, message: 'C’est fermé.' },
      }),
  ],
  'suggestion.answer': [
    INSIDE,
    async ({ here, n }) => {
      await accounts.store.write((writer) => putSuggestion(writer, seal, suggestion(n, here)))
      const patch = { etat: 'repondue', reponse: { texte: 'Merci.', nom: '', le: '' } }
      return mutation('suggestion.answer', `idee-${n}`, { base_ver: 1, patch })
    },
  ],
  ...Object.fromEntries(
    (
      [
        ['envoi.nudge', { message: '' }],
        ['envoi.cancel', { message: '' }],
        ['envoi.outcome', { issue: 'commencee' }],
        ['envoi.handover', null],
        ['reception.read', {}],
        ['reception.acknowledge', {}],
        ['reception.postpone', { pas_avant: '2026-12-20', message: '' }],
        ['reception.accept', { message: 'Oui.', message_personne: null }],
        ['reception.refuse', { motifs: ['autre'], message: 'Non.' }],
        ['reception.write', { a: 'prescripteur', message: 'Une question.', copies: [] }],
        ['reception.outcome', { issue: 'commencee' }],
        ['reception.handover', { a: null }],
      ] as const
    ).map(([type, patch]) => [
      type,
      [
        MEMBERS,
        async (scene: Scene) => {
          const id = await requestOn(scene, type)
          // To oneself: a member of the structure for those who may.
          return mutation(type, id, { patch: (patch ?? { a: me(scene).id }) as never })
        },
      ] as const,
    ]),
  ),
  'envoi.create': [
    MEMBERS,
    ({ here, n }) => mutation('envoi.create', randomUUID(), { patch: requestBody(here.id, `v-${n}`) as never }),
  ],
  'favourite.create': [SIGNED_IN, (scene) => favourite(me(scene), 'v')],
  'favourite.update': [SIGNED_IN, (scene) => [favourite(me(scene), 'v'), onFavourite(scene, 'update', { patch: { note: 'a' } })]],
  'favourite.remove': [SIGNED_IN, (scene) => [favourite(me(scene), 'v'), onFavourite(scene, 'remove', { base_ver: 1 })]],
  'liste.create': [MEMBERS, (scene) => teamList(scene, 'create')],
  'liste.update': [MEMBERS, async (scene) => (await listHere(scene), teamList(scene, 'update'))],
  'liste.remove': [MEMBERS, async (scene) => (await listHere(scene), teamList(scene, 'remove'))],
  'liste-ligne.create': [MEMBERS, async (scene) => (await listHere(scene), listLine(scene, 'create'))],
  'liste-ligne.update': [MEMBERS, async (scene) => (await listHere(scene, true), listLine(scene, 'update'))],
  'liste-ligne.remove': [MEMBERS, async (scene) => (await listHere(scene, true), listLine(scene, 'remove'))],
  'recherche.create': [SIGNED_IN, (scene) => keptSearch(scene, 'create')],
  'recherche.update': [SIGNED_IN, (scene) => [keptSearch(scene, 'create'), keptSearch(scene, 'update')]],
  'recherche.remove': [SIGNED_IN, (scene) => [keptSearch(scene, 'create'), keptSearch(scene, 'remove')]],
}

test('every command is in the table', () => {
  expect([...COMMAND_TYPES].sort()).toEqual(Object.keys(TABLE).sort())
})

test.each(Object.entries(TABLE))('%s', async (_, [open, asked]) => {
  const found: Record<string, string> = {}
  for (const role of ROLES) {
    const here = await scene(role)
    for (const one of [await asked(here)].flat())
      // Which right is missing is told where it helps: the structure that one is not of.
      found[role] = (await pushed(here.user, one)).replace('forbidden.structure', 'forbidden')
  }
  expect(found).toEqual(Object.fromEntries(ROLES.map((role, n) => [role, open[n] === 'x' ? 'applied' : 'forbidden'])))
})

describe('fields that a structure does not decide of itself', () => {
  const MODERATED = ['gestionnaire-dedans', 'equipe']
  const CERTIFIED = ['equipe']
  const was: Partial<Structure> = {
    ...IN_GIRONDE,
    reseaux_porteurs: ['siae', 'mission-locale'],
    dora: { national_labels: ['france-travail', 'mobin'], moderation_status: 'NEED_INITIAL_MODERATION', code_safir_ft: '11111' },
  }
  test.each<[field: string, patch: object, who: readonly string[]]>([
    ['dora.moderation_status', { dora: { moderation_status: 'VALIDATED' } }, MODERATED],
    ['dora.moderation_status', { dora: { moderation_status: null } }, MODERATED],
    ['dora.moderation_status', { 'dora.moderation_status': 'VALIDATED' }, MODERATED],
    ['dora.is_obsolete', { dora: { is_obsolete: true } }, MODERATED],
    ['siret', { siret: '00000000100018' }, CERTIFIED],
    ['siret', { siret: null }, CERTIFIED],
    ['dora.code_safir_ft', { dora: { code_safir_ft: '22222' } }, CERTIFIED],
    ['dora.parent', { dora: { parent: 'dora--siege' } }, CERTIFIED],
    ['dora.typology', { dora: { typology: 'FT' } }, CERTIFIED],
    ['dora.national_labels', { dora: { national_labels: ['france-travail', 'mobin', 'siae'] } }, CERTIFIED],
    ['dora.national_labels', { dora: { national_labels: ['mobin'] } }, CERTIFIED],
    ['reseaux_porteurs', { reseaux_porteurs: ['mission-locale'] }, CERTIFIED],
    ['reseaux_porteurs', { reseaux_porteurs: ['siae', 'mission-locale', 'france-travail'] }, CERTIFIED],
    // These are its own.
    [
      '',
      { dora: { typology: 'ASSO', national_labels: ['france-travail'], disable_orientation_form: true } },
      ['administrateur', ...MODERATED],
    ],
    ['', { reseaux_porteurs: ['siae'], telephone: '0556000000', nom: 'x' }, ['administrateur', ...MODERATED]],
  ])('%s %j', async (field, patch, who) => {
    const found: Record<string, string> = {}
    for (const role of ['administrateur', 'gestionnaire-dedans', 'equipe'] as const) {
      const here = await accounts.people.structure(was)
      found[role] = await pushed(
        await actor(role, here),
        mutation('structure.update', here.id, { base: here as never, patch: patch as never }),
      )
    }
    const expected = (role: string): string => (who.includes(role) ? 'applied' : `forbidden.${field}`)
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((role) => [role, expected(role)])))
  })
  test.each([
    ['score_qualite', { score_qualite: 1 }],
    ['dora.france_travail_orientable', { dora: { france_travail_orientable: true } }],
  ])('%s, of a service made or changed', async (field, patch) => {
    const { here, n, user } = await scene('administrateur')
    const made = { ...publishable(`dora--nouveau-${n}`, here.id), ...patch }
    expect(await pushed(user, mutation('service.create', `dora--nouveau-${n}`, { patch: made as never }))).toBe(
      `forbidden.${field}`,
    )
    expect(await pushed(user, mutation('service.update', `v-${n}`, { patch: patch as never }))).toBe(`forbidden.${field}`)
  })
})

test('a service given to another structure needs the right in both; a structure moved, in both départements', async () => {
  const { here, n, user } = await scene('membre')
  const [there, south] = [await accounts.people.structure(IN_NORD), await accounts.people.structure(IN_GIRONDE)]
  const move = (to: string | null) =>
    mutation('service.update', `v-${n}`, { base: { structure_id: here.id }, patch: { structure_id: to } })
  const gestionnaire = await accounts.people.person({ gestionnaire: true, departements: ['33'] })
  for (const by of [user, gestionnaire]) {
    expect(await pushed(by, move(there.id))).toBe('forbidden')
    expect(await pushed(by, move(null))).toBe('validation.structure_id')
  }
  expect(await pushed(user, move(south.id))).toBe('forbidden')
  const nord = mutation('structure.update', here.id, { base: here as never, patch: IN_NORD })
  expect(await pushed(gestionnaire, nord)).toBe('forbidden')
  await accounts.people.belongs(user as User, there)
  expect(await pushed(user, move(there.id))).toBe('applied')
  // It is not here any more.
  expect(await pushed(gestionnaire, mutation('service.update', `v-${n}`, { patch: { frais: 'gratuit' } }))).toBe('forbidden')
})

test('départements are nothing without being a gestionnaire, nor a gestionnaire without département', async () => {
  const { here } = await scene('anonyme')
  for (const more of [{ departements: ['33'] }, { gestionnaire: true, departements: [] }]) {
    const rename = mutation('structure.update', here.id, { base: { nom: here.nom }, patch: { nom: 'x' } })
    expect(await pushed(await accounts.people.person(more), rename)).toBe('forbidden')
  }
})

test('what is not published is told to the members of now, and to nobody else', async () => {
  const { here, n, user } = await scene('administrateur')
  const chef = user as User
  const [asked, outside] = [await accounts.people.person(), await accounts.people.person()]
  await accounts.people.belongs(asked, here, 'demande')
  const desks = new Map([chef, asked, outside].map((one) => [one, emptyDesk()]))
  const france = emptyDesk()
  const id = `v-${n}`
  const turn = async (status: NonNullable<Service['dora']>['status']) =>
    expect(await pushed(chef, mutation('service.update', id, { patch: { dora: { status } as never } }))).toBe('applied')
  const who = async () => {
    await follow(core, 'cat:fr', france)
    for (const [one, desk] of desks) await follow(core, 'u:me', desk, {}, one)
    return [france.rows.has(`service ${id}`), ...[...desks.values()].map(({ rows }) => rows.has(`service ${id}`))]
  }
  expect(await who()).toEqual([true, false, false, false])
  await turn('DRAFT')
  expect(await who()).toEqual([false, true, false, false])
  await accept(accounts.parts, chef, of(asked, here))
  expect(await who()).toEqual([false, true, true, false])
  await setAdmin(accounts.parts, chef, of(asked, here), true)
  await remove(accounts.parts, asked, of(chef, here))
  expect(await who()).toEqual([false, false, true, false])
  await remove(accounts.parts, asked, of(asked, here))
  expect(await who()).toEqual([false, false, false, false])
})

test('rights taken away while a desk was offline: what needed them is refused, the rest of the push is done', async () => {
  const { here, n, user } = await scene('membre')
  const chef = await accounts.people.person()
  await accounts.people.belongs(chef, here, 'membre', true)
  const edit = mutation('service.update', `v-${n}`, { base: { nom: `Service v-${n}` }, patch: { nom: 'Renommé' } })
  const next = mutation('service.update', `v-${n}`, { base: {}, patch: { frais: 'gratuit' }, deps: [edit.mut_id] })
  const kept = favourite(user as User, 'v-autre', { note: 'à rappeler' })
  await remove(accounts.parts, chef, of(user as User, here))
  const { results } = await pushAll(core, user as User, [edit, next, kept])
  expect(results.map(({ status, code }) => [status, code])).toEqual([
    ['rejected', 'forbidden'],
    ['blocked', 'dependency'],
    ['applied', undefined],
  ])
  // Back among the members, a new change is taken; the one refused stays refused, under its name.
  await accounts.people.belongs(user as User, here)
  expect(await pushOne(core, user as User, edit)).toMatchObject({ status: 'rejected', code: 'forbidden' })
  expect(await pushOne(core, user as User, mutation('service.update', `v-${n}`, { patch: { frais: 'gratuit' } }))).toMatchObject({
    status: 'applied',
  })
})
