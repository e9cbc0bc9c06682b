import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import { flat } from '#shared/listing/flat.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { inviteFirstAdmin } from '../accounts/first-admin.ts'
import { joinStructure } from '../accounts/join.ts'
import { DAY_MS, START as BENCH_START } from '../accounts/testing/bench.ts'
import { putOrientation } from '../orientations/rows.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { User } from '../store/types.ts'
import { mutation, publishable, seal } from '../sync/testing.ts'
import { itemOf, itemsFor, queueFor } from './queue.ts'
import { createReference } from './reference.ts'
import { targetOf } from './reference-reads.ts'
import { openPanel, type PanelBench } from './testing/bench.ts'
import { anyModerator, moderator, START, territory, writeAll } from './testing/world.ts'

vi.setConfig({ testTimeout: 60_000 })

const TEAM = moderator(null)
const iso = (at: number): string => new Date(at).toISOString()

let bench: PanelBench
beforeEach(async () => {
  bench = await openPanel()
})

/** Motifs of each item of the team, by name, in the order of the queue. */
const queue = async (): Promise<readonly string[]> =>
  itemsFor(await bench.facts(), TEAM, bench.parts.now()).map(
    ({ nom, raisons }) => `${nom}: ${raisons.map((one) => one.motif).join(' ')}`,
  )
const itemNamed = async (nom: string) => itemsFor(await bench.facts(), TEAM, bench.parts.now()).find((one) => one.nom === nom)
const kept = async (more: Partial<Structure> = {}): Promise<{ readonly structure: Structure; readonly admin: User }> => {
  const structure = await bench.people.structure({ dora: { moderation_status: 'VALIDATED' }, ...more })
  const admin = await bench.people.person()
  await bench.people.belongs(admin, structure, 'membre', true)
  return { structure, admin }
}

describe('structures', () => {
  test('one that somebody has just taken is for its first administrator, since they did; validated, it is no more', async () => {
    const structure = await bench.people.structure({ nom: 'Garage', dora: { moderation_status: 'VALIDATED' } })
    const first = await bench.people.person()
    expect(await queue()).toEqual([])
    await joinStructure(bench.parts, first, { structure_id: structure.id, cgu_version: CGU_VERSION })
    bench.pass(3 * DAY_MS)
    expect(await itemNamed('Garage')).toMatchObject({
      id: `structure/${structure.id}`,
      raisons: [{ motif: 'premier-administrateur', depuis: iso(BENCH_START), nombre: 1 }],
      depuis: iso(BENCH_START),
      statut: 'NEED_INITIAL_MODERATION',
      departement: '33',
      structure_nom: null,
    })
    await bench.structures({ ...structure, dora: { moderation_status: 'VALIDATED' } })
    expect(await queue()).toEqual([])
  })
  test('a member made administrator of one that nobody kept is a first administrator too', async () => {
    const structure = await bench.people.structure({ nom: 'Garage', dora: { moderation_status: 'VALIDATED' } })
    const [one, other] = [await bench.people.person(), await bench.people.person()]
    await bench.people.belongs(one, structure)
    await bench.people.belongs(other, structure)
    const team = await bench.people.person({ role: 'administrateur' })
    await inviteFirstAdmin(bench.parts, team, { siret: structure.siret ?? '', courriel: other.courriel })
    expect(await queue()).toEqual(['Garage: premier-administrateur'])
  })
  test('with two administrators, or asked again, it is to be validated; begun, it stays what it was', async () => {
    const { structure } = await kept({ nom: 'Garage', dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
    const cible = { kind: 'structure', id: structure.id } as const
    expect(await queue()).toEqual(['Garage: premier-administrateur'])
    const decision = { id: 'a', le: iso(BENCH_START), user_id: 'u', nom: 'Alix', geste: 'statuer', texte: '' } as const
    const begun = { ...decision, avant: 'NEED_INITIAL_MODERATION', apres: 'IN_PROGRESS' } as const
    await bench.structures({ ...structure, dora: { moderation_status: 'IN_PROGRESS' } })
    await bench.dossier(cible, { decisions: [begun] })
    expect(await queue()).toEqual(['Garage: premier-administrateur'])
    await bench.structures({ ...structure, dora: { moderation_status: 'NEED_NEW_MODERATION' } })
    const asked = { ...decision, le: iso(BENCH_START + 1_000), avant: 'VALIDATED', apres: 'NEED_NEW_MODERATION' } as const
    await bench.dossier(cible, { decisions: [begun, asked] })
    expect((await itemNamed('Garage'))?.raisons).toEqual([
      { motif: 'structure-a-valider', depuis: iso(BENCH_START + 1_000), nombre: 1 },
    ])
    await bench.structures({ ...structure, dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
    await bench.people.belongs(await bench.people.person(), structure, 'membre', true)
    expect(await queue()).toEqual(['Garage: structure-a-valider'])
  })
  test('one that nobody is tied to, that waits for its administrator, or that is obsolete, is not to be validated', async () => {
    const asked = { moderation_status: 'NEED_INITIAL_MODERATION' } as const
    await bench.people.structure({ nom: 'Importée', dora: asked })
    const waiting = await bench.people.structure({ nom: 'En attente', dora: asked })
    await bench.people.belongs(await bench.people.person(), waiting, 'invitation', true)
    await kept({ nom: 'Fermée', dora: { ...asked, is_obsolete: true } })
    expect(await queue()).toEqual([])
  })
})

describe('requests held', () => {
  const hold = (structure: Structure, author: User, receiver: string, more = {}) =>
    bench.store.write((writer) => {
      const whole = inventedDemande(bench.parts.now())
      return putOrientation(writer, seal, {
        ...whole,
        etat: 'MODÉRATION_EN_COURS',
        service: { ...whole.service, structure_id: receiver },
        prescripteur: { ...whole.prescripteur, user_id: author.id, structure_id: structure.id },
        ...more,
      })
    })
  test('come first, with how many; those that look odd are told, not those of any newcomer; an obsolete structure’s still wait', async () => {
    const { structure, admin } = await kept({ nom: 'Garage' })
    await kept({ nom: 'Relais', dora: { moderation_status: 'NEED_NEW_MODERATION' } })
    await hold(structure, admin, 'dora--autre')
    await hold(structure, admin, 'dora--autre', { cree_le: iso(BENCH_START - 20 * DAY_MS) })
    expect(await queue()).toEqual(['Garage: demandes-retenues', 'Relais: structure-a-valider'])
    expect((await itemNamed('Garage'))?.raisons[0]).toMatchObject({ nombre: 2, depuis: iso(BENCH_START - 20 * DAY_MS) })
    // Sent to themselves.
    await hold(structure, admin, structure.id)
    expect((await itemNamed('Garage'))?.raisons.map(({ motif, nombre }) => [motif, nombre])).toEqual([
      ['demandes-retenues', 3],
      ['demandes-suspectes', 1],
    ])
    await bench.structures({ ...structure, dora: { is_obsolete: true } })
    expect(await queue()).toContain('Garage: demandes-retenues demandes-suspectes')
  })
})

describe('services', () => {
  const push = async (user: User, type: 'create' | 'update', id: string, patch: object) => {
    const row = flat(type === 'create' ? {} : await bench.row('service', id))
    const base = Object.fromEntries(Object.keys(patch).map((champ) => [champ, row[champ] ?? null]))
    expect(await bench.said(user, mutation(`service.${type}`, id, { base, patch: patch as never }))).toBe('applied')
  }
  test('published since their publication, modified since the first edit after they were validated; drafts are nobody’s yet', async () => {
    const { structure, admin } = await kept({ nom: 'Garage' })
    const id = 'dora--service-velo'
    const cible = { kind: 'service', id } as const
    const velo = publishable(id, structure.id, { nom: 'Vélo' })
    await push(admin, 'create', id, { ...velo, dora: { ...velo.dora, status: 'DRAFT' } })
    expect(await queue()).toEqual([])
    bench.pass(DAY_MS)
    await push(admin, 'update', id, { 'dora.status': 'PUBLISHED' })
    bench.pass(DAY_MS)
    await push(admin, 'update', id, { description: 'Un vélo à prêter.' })
    // Nobody has looked at it: the last edit is what is known to be new.
    expect((await itemNamed('Vélo'))?.raisons).toEqual([
      { motif: 'service-modifie', depuis: iso(BENCH_START + 2 * DAY_MS), nombre: 1 },
    ])
    const [row, dora] = [await bench.row('service', id), (await bench.row('service', id))['dora'] as object]
    await bench.services({ ...row, dora: { ...dora, moderation_status: 'NEED_INITIAL_MODERATION' } } as never)
    expect(await itemNamed('Vélo')).toMatchObject({
      id: `service/${id}`,
      structure_nom: 'Garage',
      departement: '33',
      raisons: [{ motif: 'service-publie', depuis: iso(BENCH_START + DAY_MS), nombre: 1 }],
    })
    await bench.services({ ...row, dora: { ...dora, moderation_status: 'VALIDATED' } } as never)
    await bench.dossier(cible, { valide: { le: iso(bench.parts.now()), user_id: 'u', doc: {} } })
    expect(await queue()).toEqual([])
    for (const nom of ['Vélo A', 'Vélo B']) {
      bench.pass(DAY_MS)
      await push(admin, 'update', id, { nom })
    }
    expect((await itemNamed('Vélo B'))?.raisons).toEqual([
      { motif: 'service-modifie', depuis: iso(BENCH_START + 3 * DAY_MS), nombre: 1 },
    ])
    await push(admin, 'update', id, { 'dora.status': 'ARCHIVED' })
    expect(await queue()).toEqual([])
  })
  test('without a history, since the day of their last edit', async () => {
    const { structure } = await kept()
    await bench.services(
      publishable('v-1', structure.id, {
        nom: 'Vélo',
        date_maj: '2026-11-02',
        dora: { moderation_status: 'NEED_NEW_MODERATION' },
      }),
    )
    expect((await itemNamed('Vélo'))?.depuis).toBe('2026-11-02T00:00:00.000Z')
  })
})

describe('upkeep', () => {
  test('a suggestion waits a week for the structure, and not at all where nobody keeps it', async () => {
    const { structure } = await kept({ nom: 'Garage' })
    const alone = await bench.people.structure({ nom: 'Sans personne' })
    await bench.services(publishable('v-1', null, { nom: 'Sans structure' }))
    await bench.suggestion({ kind: 'structure', id: structure.id }, { id: 's-1' })
    await bench.suggestion({ kind: 'structure', id: alone.id }, { id: 's-2' })
    await bench.suggestion({ kind: 'service', id: 'v-1' }, { id: 's-3' })
    await bench.suggestion({ kind: 'service', id: 'v-1' }, { id: 's-4', etat: 'acceptee' })
    expect((await queue()).toSorted()).toEqual(['Sans personne: suggestion', 'Sans structure: suggestion'])
    bench.pass(7 * DAY_MS)
    expect(await queue()).toContain('Garage: suggestion')
  })
  test('an address that came back is to be looked at, until it was', async () => {
    const { structure } = await kept({ nom: 'Garage' })
    const cible = { kind: 'structure', id: structure.id } as const
    const le = iso(BENCH_START - DAY_MS)
    await bench.dossier(cible, { adresses: [{ courriel: 'accueil@exemple.test', le }] })
    expect((await itemNamed('Garage'))?.raisons).toEqual([{ motif: 'adresse-refusee', depuis: le, nombre: 1 }])
    await bench.dossier(cible, { adresses: [] })
    expect(await queue()).toEqual([])
  })
  test('a pair that may be one thing, as long as nobody said, for who moderates both', async () => {
    const [here, there] = [await bench.people.structure({ nom: 'Garage' }), await bench.people.structure({ code_insee: '59350' })]
    const pair = {
      id: 'p',
      kind: 'structure',
      paire: [here.id, there.id],
      score: 0.9,
      indices: [],
      trouve_le: iso(BENCH_START),
      decision: null,
    }
    await bench.sealed('doublon', 'p', { ...pair, etat: 'propose' })
    const ids = async (departements: readonly string[] | null) =>
      itemsFor(await bench.facts(), moderator(departements), bench.parts.now()).map(({ id }) => id)
    expect(await itemNamed('Garage')).toMatchObject({
      id: 'doublon/p',
      autre: { kind: 'structure', id: there.id },
      autre_nom: there.nom,
    })
    expect([await ids(['33']), await ids(['33', '59'])]).toEqual([[], ['doublon/p']])
    await bench.sealed('doublon', 'p', { ...pair, etat: 'distinct' })
    expect(await ids(null)).toEqual([])
  })
  test('an item says who has taken it, as long as they have', async () => {
    const { structure } = await kept({ nom: 'Garage', dora: { moderation_status: 'NEED_NEW_MODERATION' } })
    const prise = { user_id: 'u', nom: 'Alix', jusqu_au: iso(BENCH_START + 60_000) }
    await bench.dossier({ kind: 'structure', id: structure.id }, { prise })
    expect((await itemNamed('Garage'))?.prise).toEqual(prise)
    bench.pass(60_000)
    expect((await itemNamed('Garage'))?.prise).toBeNull()
  })
})

test('whatever the territory: a gestionnaire sees what the team sees of their départements, in order, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(territory, anyModerator, async (all, actor) => {
      const store = await openSqliteStore({ file: ':memory:' })
      try {
        await writeAll(store, seal, all)
        const facts = await createReference({ store, seal, now: () => START }).facts()
        const [seen, whole] = [itemsFor(facts, actor, START), itemsFor(facts, moderator(null), START)]
        const isTheirs = (cible: (typeof seen)[number]['cible']) =>
          actor.equipe || actor.departements.includes(targetOf(facts, cible)?.departement ?? 'nulle part')
        expect(seen).toEqual(whole.filter(({ cible, autre }) => isTheirs(cible) && (autre === null || isTheirs(autre))))
        expect(seen.map(({ priorite }) => priorite)).toEqual(seen.map(({ priorite }) => priorite).toSorted((a, b) => b - a))
        expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
        for (const one of seen) if (one.autre === null) expect(one).toEqual(itemOf(facts, one.cible, START))
        for (const { id, cible, autre } of seen) if (autre === null) expect(id).toBe(cibleKey(cible))
        expect(queueFor(facts, actor, START)).toEqual({ items: seen, total: seen.length, moi: actor.id })
      } finally {
        await store.close()
      }
    }),
    { numRuns: 60 },
  )
})
