import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import type { Join } from '#shared/accounts/wire.ts'
import { createSirene } from '../sirene/client.ts'
import { SIRETS } from '../sirene/testing/invented.ts'
import { type SireneStandIn, startSireneStandIn } from '../sirene/testing/stand-in.ts'
import type { User } from '../store/types.ts'
import { joinStructure } from './join.ts'
import { inviteFirstAdmin } from './first-admin.ts'
import { findEstablishments } from './establishments.ts'
import { type AccountBench, openAccounts, outcome } from './testing/bench.ts'
import { inventedSiret } from './testing/people.ts'
import { mayJoinByDomain } from './structures.ts'

/** dora-backend.md §2.2, POST /auth/join-structure, number by number. */

let register: SireneStandIn
let bench: AccountBench
beforeAll(async () => {
  register = await startSireneStandIn()
})
afterAll(() => register.close())
beforeEach(async () => {
  register.setMode('normal')
  bench = await openAccounts({ sirene: createSirene({ base: register.url }) })
})

const join = (user: User, asked: Partial<Join>) =>
  joinStructure(bench.parts, user, { cgu_version: CGU_VERSION, ...asked } as Join)
const refused = (user: User, asked: Partial<Join>) => outcome(join(user, asked))
const actions = async () => (await bench.journal()).map(({ action }) => action)
const structures = () => bench.store.read(async (reader) => Object.values(await reader.sums('cat:fr')).map(({ n }) => n))

const FACTS = { adresse: '12 rue Inventée', code_postal: '33000', commune: 'Bordeaux', code_insee: '33063' }
const DECLARED = { nom: 'Association déclarée', ...FACTS }

describe('by SIRET', () => {
  test('of the register: the structure is made from it, and the first person is its administrator, to be moderated', async () => {
    const user = await bench.people.person()
    const joined = await join(user, { siret: SIRETS.mission })
    expect(joined).toMatchObject({
      issue: 'administrateur',
      structure: { siret: SIRETS.mission, departement: '59', moderation: 'NEED_INITIAL_MODERATION', a_administrateur: true },
      rattachement: { etat: 'membre', admin: true, user_id: user.id },
    })
    expect(joined.structure.droits).toMatchObject({ est_administrateur: true, gerer_membres: true })
    expect(await bench.structure(joined.structure.id)).toMatchObject({ source: 'dora', code_insee: '59350', latitude: 50.6372 })
    expect(await bench.told()).toEqual([])
    expect(await actions()).toEqual(['structure.creee', 'rattachement.membre'])
  })
  test('known here: nothing is asked of the register, which may be down', async () => {
    const structure = await bench.people.structure({ siret: SIRETS.essai })
    register.setMode('down')
    const asked = register.asked.length
    expect((await join(await bench.people.person(), { siret: SIRETS.essai })).structure.id).toBe(structure.id)
    expect(register.asked).toHaveLength(asked)
  })
  test('not of the register, not a number, or the register down: refused, nothing made', async () => {
    const user = await bench.people.person()
    expect(await refused(user, { siret: SIRETS.personne })).toBe('siret-inconnu')
    expect(await refused(user, { siret: SIRETS.missionFermee })).toBe('siret-inconnu')
    expect(await refused(user, { siret: SIRETS.personne, declare: DECLARED })).toBe('siret-inconnu')
    expect(await refused(user, { siret: '1234567890123x' })).toBe('siret-incorrect')
    register.setMode('down')
    expect(await refused(user, { siret: SIRETS.lyon })).toBe('sirene-injoignable')
    expect([await structures(), await actions(), await bench.told()]).toEqual([[], [], []])
  })
  test('declared by hand when the register is down: marked so in the journal, and moderated', async () => {
    register.setMode('error')
    const joined = await join(await bench.people.person(), { siret: SIRETS.lyon, declare: DECLARED })
    expect(await bench.structure(joined.structure.id)).toMatchObject({ ...DECLARED, siret: SIRETS.lyon, source: 'dora' })
    expect(joined.structure.moderation).toBe('NEED_INITIAL_MODERATION')
    expect((await bench.journal())[0]).toMatchObject({ action: 'structure.creee', details: { declaree: true } })
  })
})

describe('by identifier', () => {
  test('one of another source is taken over once, with its facts, whoever comes and however', async () => {
    const siret = inventedSiret()
    const other = await bench.people.structure({ id: 'autre--1', source: 'autre', siret, nom: 'Chez les autres', ...FACTS })
    const first = await join(await bench.people.person(), { structure_id: other.id })
    expect(first).toMatchObject({ issue: 'administrateur', structure: { nom: 'Chez les autres' } })
    expect(first.structure.id).not.toBe(other.id)
    expect(await bench.structure(first.structure.id)).toMatchObject({ ...FACTS, siret, source: 'dora' })
    expect((await bench.structure(other.id))?.source).toBe('autre')
    for (const asked of [{ structure_id: other.id }, { siret }, { structure_id: first.structure.id }])
      expect((await join(await bench.people.person(), asked)).structure.id).toBe(first.structure.id)
    expect((await actions()).filter((action) => action === 'structure.creee')).toHaveLength(1)
  })
  test('one without SIRET of another source, an unknown one: not to be joined', async () => {
    const user = await bench.people.person()
    const other = await bench.people.structure({ id: 'autre--2', source: 'autre', siret: null })
    expect(await refused(user, { structure_id: other.id })).toBe('structure-inconnue')
    expect(await refused(user, { structure_id: 'inconnue' })).toBe('structure-inconnue')
    expect(await refused(user, { safir: '12345' })).toBe('structure-inconnue')
  })
  test('a branch of ours without a SIRET, by its identifier', async () => {
    const branch = await bench.people.structure({ siret: null, dora: { parent: 'dora--siege' } })
    expect((await join(await bench.people.person(), { structure_id: branch.id })).issue).toBe('administrateur')
  })
  test('an obsolete one is no more, by whatever name, and is not brought back', async () => {
    const user = await bench.people.person()
    const made = await join(user, { siret: SIRETS.mission })
    await bench.people.structure({ ...(await bench.structure(made.structure.id)), dora: { is_obsolete: true } } as never)
    await bench.people.structure({ siret: SIRETS.essai, dora: { is_obsolete: true, code_safir_ft: '54321' } })
    const twin = await bench.people.structure({ id: 'autre--3', source: 'autre', siret: SIRETS.essai })
    const before = [await structures(), await bench.journal()]
    const team = await bench.people.person({ role: 'administrateur' })
    for (const asked of [
      { structure_id: made.structure.id },
      { siret: SIRETS.mission },
      { siret: SIRETS.essai },
      { safir: '54321' },
      { structure_id: twin.id },
    ])
      expect([asked, await refused(await bench.people.person(), asked)]).toEqual([asked, 'structure-inconnue'])
    const invited = inviteFirstAdmin(bench.parts, team, { siret: SIRETS.essai, courriel: 'a@exemple.test' })
    expect(await outcome(invited)).toBe('structure-inconnue')
    expect([await structures(), await bench.journal()]).toEqual(before)
    expect((await findEstablishments(bench.parts, { siret: SIRETS.mission })).etablissements).toEqual([])
  })
  test('whose SIRET was changed since it was made: whoever has the former SIRET joins another', async () => {
    const { structure } = await join(await bench.people.person(), { siret: SIRETS.mission })
    const moved = { ...(await bench.structure(structure.id)), siret: SIRETS.missionAntenne }
    await bench.people.structure(moved as never)
    const next = await join(await bench.people.person(), { siret: SIRETS.mission })
    expect([next.issue, next.structure.siret, next.structure.id === structure.id]).toEqual([
      'administrateur',
      SIRETS.mission,
      false,
    ])
    expect(await bench.structure(structure.id)).toEqual(moved)
    expect((await join(await bench.people.person(), { siret: SIRETS.mission })).structure.id).toBe(next.structure.id)
  })
  test('by SAFIR code', async () => {
    const structure = await bench.people.structure({ dora: { code_safir_ft: '12345' } })
    expect((await join(await bench.people.person(), { safir: '12345' })).structure.id).toBe(structure.id)
  })
})

describe('who becomes what', () => {
  test('the next one asks, and every administrator who can answer is told, each time', async () => {
    const structure = await bench.people.structure()
    const [chef, autre, simple, ferme] = [
      await bench.people.person(),
      await bench.people.person(),
      await bench.people.person(),
      await bench.people.person({ actif: false }),
    ]
    await bench.people.belongs(chef, structure, 'membre', true)
    await bench.people.belongs(autre, structure, 'membre', true)
    await bench.people.belongs(simple, structure)
    await bench.people.belongs(ferme, structure, 'membre', true)
    const user = await bench.people.person()
    const told = [`demande-acces → ${autre.courriel}`, `demande-acces → ${chef.courriel}`].sort()
    const joined = await join(user, { structure_id: structure.id })
    expect(joined).toMatchObject({ issue: 'demande', rattachement: { etat: 'demande', admin: false } })
    expect(joined.structure.droits).toMatchObject({ est_en_attente: true, est_membre: false, voir_membres: false })
    expect(await bench.told()).toEqual(told)
    bench.pass(60_000)
    const again = await join(user, { structure_id: structure.id })
    expect([again.issue, again.rattachement]).toEqual(['demande', joined.rattachement])
    expect(await bench.told()).toEqual(told)
    expect(await actions()).toEqual(['rattachement.demande'])
    expect((await bench.structure(structure.id))?.dora?.moderation_status).toBeUndefined()
  })
  test('a member stays as they are, and nothing happens', async () => {
    const structure = await bench.people.structure()
    const [chef, user] = [await bench.people.person(), await bench.people.person()]
    await bench.people.belongs(chef, structure, 'membre', true)
    await bench.people.belongs(user, structure)
    const head = () => bench.store.read(async (reader) => (await reader.head()).seq)
    const before = await head()
    expect((await join(user, { structure_id: structure.id })).issue).toBe('deja-membre')
    expect([await head(), await bench.told(), await actions()]).toEqual([before, [], []])
  })
  test('an administrator whose account is closed keeps nobody out', async () => {
    const structure = await bench.people.structure()
    const [ferme, attend] = [await bench.people.person({ actif: false }), await bench.people.person()]
    await bench.people.belongs(ferme, structure, 'membre', true)
    await bench.people.belongs(attend, structure, 'demande')
    expect((await join(attend, { structure_id: structure.id })).issue).toBe('administrateur')
    expect((await bench.structure(structure.id))?.dora?.moderation_status).toBe('NEED_INITIAL_MODERATION')
  })
  test.each([
    [true, true, 'administrateur'],
    [true, false, 'membre'],
    [false, true, 'administrateur'],
    [false, false, 'membre'],
  ])('an invitation is taken with its role (administrators: %s, as administrator: %s)', async (has, admin, issue) => {
    const structure = await bench.people.structure()
    const chef = await bench.people.person()
    if (has) await bench.people.belongs(chef, structure, 'membre', true)
    const user = await bench.people.person()
    await bench.people.belongs(user, structure, 'invitation', admin)
    const joined = await join(user, { structure_id: structure.id })
    expect(joined).toMatchObject({ issue, rattachement: { etat: 'membre', admin } })
    expect(await bench.told()).toEqual(has ? [`invitation-acceptee → ${chef.courriel}`] : [])
    expect(joined.structure.moderation).toBe(has ? null : 'NEED_INITIAL_MODERATION')
  })
  test('the conditions are accepted by joining, at the first time only, and never in an older version', async () => {
    const [user, structure] = [await bench.people.person({ cgu: {} }), await bench.people.structure()]
    expect(await refused(user, { structure_id: structure.id, cgu_version: '20200101' })).toBe('cgu-a-accepter')
    expect(await bench.membership(user, structure)).toBeNull()
    await join(user, { structure_id: structure.id })
    const accepted = (await bench.user(user))?.cgu
    expect(accepted).toEqual({ [CGU_VERSION]: new Date(bench.parts.now()).toISOString() })
    expect(await actions()).toContain('cgu.acceptees')
    bench.pass(86_400_000)
    await join((await bench.user(user)) as User, { structure_id: (await bench.people.structure()).id })
    expect((await bench.user(user))?.cgu).toEqual(accepted)
  })
})

describe('France Travail', () => {
  test.each([
    ['x@francetravail.fr', 'administrateur'],
    ['X@FranceTravail.FR', 'administrateur'],
    ['x@pole-emploi.fr', 'administrateur'],
    ['x@beta.gouv.fr', 'administrateur'],
    ['x@francetravail.fr.exemple.test', null],
    ['x@sub.francetravail.fr', null],
    ['x@xfrancetravail.fr', null],
    ['francetravail.fr@exemple.test', null],
    ['"a@francetravail.fr"@exemple.test', null],
    ['x@exemple.test', null],
  ])('%s', async (courriel, issue) => {
    const agency = await bench.people.structure({ dora: { typology: 'FT', code_safir_ft: '99999' } })
    expect(mayJoinByDomain(agency, courriel)).toBe(issue !== null)
    const user = await bench.people.person({ courriel: courriel.toLowerCase() })
    for (const asked of [{ siret: SIRETS.franceTravail }, { structure_id: agency.id }, { safir: '99999' }]) {
      if (issue === null) expect(await refused(user, asked)).toBe('domaine-france-travail')
      else expect((await join(user, asked)).issue).toMatch(/administrateur|deja-membre/)
    }
    // Refused, it leaves no structure behind.
    if (issue === null) expect([await actions(), await structures()]).toEqual([[], [1]])
  })
})
