import Database from 'better-sqlite3'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import type { Doublon, DoublonKind } from '#shared/moderation/doublon.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { membershipsOfStructure, removeMembership } from '#server/accounts/memberships.ts'
import { type AccountBench, openAccounts, seal, START } from '#server/accounts/testing/bench.ts'
import { Forbidden } from '#server/accounts/refusal.ts'
import { putSuggestion, suggestionsOfStructure } from '#server/listing/suggestions.ts'
import { openRequests } from '#server/orientations/testing/bench.ts'
import type { User } from '#server/store/types.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged, type Staged } from '#server/sync/ingest/staged.ts'
import { createReference } from '../reference.ts'
import { decideDoublon, keptBack, wholeSheet } from './merge.ts'
import { unmerge } from './unmerge.ts'
import { doublonsFor } from './view.ts'
import { allFusions, doublonId, doublonOf, forgetDecider, hearFusion, putDoublon } from './rows.ts'

let bench: AccountBench
let team: User
beforeEach(async () => {
  bench = await openAccounts()
  team = await bench.people.person({ role: 'administrateur' })
})

const structure = (id: string, more: Partial<Structure> = {}): Structure => ({
  source: id.split('--')[0] ?? '',
  id,
  nom: `Centre ${id}`,
  date_maj: '2026-01-01',
  code_insee: '33063',
  ...more,
})
const service = (id: string, structure_id: string, more: Partial<Service> = {}): Service => ({
  source: id.split('--')[0] ?? '',
  id,
  structure_id,
  nom: `Atelier ${id}`,
  date_maj: '2026-01-01',
  code_insee: '33063',
  modes_accueil: ['en-presentiel'],
  ...more,
})

const A = structure('a--1', { telephone: '+33556000001', description: 'Un centre.' })
const B = structure('b--1', {
  telephone: '+33556000002',
  courriel: 'accueil@centre.exemple.test',
  site_web: 'https://centre.exemple.test',
})

const put = async (structures: readonly Structure[], services: readonly Service[] = []): Promise<void> => {
  await bench.store.write(async (writer) => {
    for (const one of structures) await putStructure(writer, one as unknown as Doc)
    for (const one of services) await putService(writer, seal, one as unknown as Doc)
  })
}
const pair = async (kind: DoublonKind, a: string, b: string): Promise<string> => {
  const id = doublonId(kind, [a, b])
  const one: Doublon = {
    id,
    kind,
    paire: a < b ? [a, b] : [b, a],
    score: 0.9,
    indices: [],
    etat: 'propose',
    trouve_le: new Date(START).toISOString(),
    decision: null,
  }
  await bench.store.write((writer) => putDoublon(writer, seal, one))
  return id
}
const sheet = (kind: DoublonKind, id: string) => bench.store.read((reader) => wholeSheet(reader, seal, kind, id))
const fusions = () => bench.store.read((reader) => allFusions(reader, seal))
const staged = (structures: readonly Structure[], services: readonly Service[] = []): Staged => {
  const db = new Database(':memory:')
  const rows = writeCatalogue(db, () => null)
  for (const one of structures) rows.addStructure(one)
  for (const one of services) rows.addService(one)
  rows.finish({ demonstration: false, genere_le: '2026-12-01T08:00:00.000Z', index: false })
  return openStaged(db)
}
const arrives = (structures: readonly Structure[], services: readonly Service[] = []) =>
  ingest({ store: bench.store, seal }, staged(structures, services), { force: true })

describe('a merge', () => {
  it('keeps one sheet, made of the fields that were chosen, and moves its services', async () => {
    await put([A, B], [service('b--s', 'b--1')])
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, {
      geste: 'fusionner',
      garde: 'a--1',
      choix: { courriel: 'b--1', site_web: 'b--1', telephone: 'b--1' },
    })
    expect(await sheet('structure', 'a--1')).toMatchObject({
      id: 'a--1',
      source: 'a',
      telephone: '+33556000002',
      courriel: 'accueil@centre.exemple.test',
      description: 'Un centre.',
    })
    expect(await sheet('structure', 'b--1')).toBeNull()
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'a--1' })
    expect(await bench.store.read((reader) => doublonOf(reader, seal, id))).toMatchObject({
      etat: 'fusionne',
      decision: { user_id: team.id },
    })
    expect((await bench.journal()).at(-1)).toMatchObject({ action: 'doublon.fusionne', details: { autre: 'b--1' } })
  })

  it('is decided once', async () => {
    await put([A, B])
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, { geste: 'distinct' })
    await expect(decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: {} })).rejects.toMatchObject({
      motif: 'doublon-decide',
    })
    expect(await sheet('structure', 'b--1')).not.toBeNull()
  })

  it('grants nothing that an edit would not: a gestionnaire moves neither a SIRET nor the label of a network', async () => {
    const granted = { siret: '80000000100010', dora: { national_labels: ['france-travail'], short_desc: 'Autre' } }
    const merged = async (who: Partial<User>, a: string, b: string) => {
      await put([structure(a), structure(b, granted)])
      const choix = { siret: b, 'dora.national_labels': b, 'dora.short_desc': b }
      const acte = { geste: 'fusionner', garde: a, choix } as const
      await decideDoublon(bench.parts, await bench.people.person(who), await pair('structure', a, b), acte)
      return sheet('structure', a)
    }
    const manager = await merged({ gestionnaire: true, departements: ['33'] }, 'a--7', 'b--7')
    expect(manager).toMatchObject({ dora: { short_desc: 'Autre' } })
    expect(manager?.['siret']).toBeUndefined()
    expect(JSON.stringify(manager)).not.toContain('france-travail')
    expect(await merged({ role: 'administrateur' }, 'a--8', 'b--8')).toMatchObject(granted)
  })

  it('never takes away a sheet that people keep', async () => {
    await put([A, B])
    const someone = await bench.people.person()
    await bench.people.belongs(someone, B)
    const id = await pair('structure', 'a--1', 'b--1')
    await expect(decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: {} })).rejects.toMatchObject({
      motif: 'fusion-impossible',
    })
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'b--1', choix: {} })
    expect(await sheet('structure', 'a--1')).toBeNull()
  })

  it('nor one whose people have gone while moderation holds what they sent', async () => {
    const requests = await openRequests({ validated: false })
    await requests.send()
    const { sender, store } = requests
    const why = () => store.read((reader) => keptBack(reader, seal, 'structure', sender as unknown as Doc))
    expect(await why()).toMatch(/^Des personnes/)
    await store.write(async (writer) => {
      for (const one of await membershipsOfStructure(writer, seal, sender.id)) await removeMembership(writer, one)
    })
    expect(await why()).toMatch(/^Des demandes/)
  })

  test.each<[string, Partial<User>, boolean]>([
    ['someone', {}, false],
    ['a gestionnaire of there', { gestionnaire: true, departements: ['33'] }, true],
    ['a gestionnaire of elsewhere', { gestionnaire: true, departements: ['59'] }, false],
    ['a gestionnaire of one side only', { gestionnaire: true, departements: ['40'] }, false],
  ])('by %s', async (_, who, may) => {
    await put([A, { ...B, code_insee: who.departements?.[0] === '40' ? '40088' : '33063' }])
    const id = await pair('structure', 'a--1', 'b--1')
    const person = await bench.people.person(who)
    const done = decideDoublon(bench.parts, person, id, { geste: 'distinct' })
    await (may ? expect(done).resolves.toBeUndefined() : expect(done).rejects.toBeInstanceOf(Forbidden))
  })
})

describe('taken back', () => {
  it('a merge leaves every sheet as it was, services included', async () => {
    await put([A, B], [service('b--s', 'b--1'), service('a--s', 'a--1')])
    const all = async () =>
      Promise.all([sheet('structure', 'a--1'), sheet('structure', 'b--1'), sheet('service', 'b--s'), sheet('service', 'a--s')])
    const before = await all()
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, {
      geste: 'fusionner',
      garde: 'b--1',
      choix: { telephone: 'a--1', description: 'a--1' },
    })
    await unmerge(bench.parts, team, 'structure', 'b--1')
    expect(await all()).toEqual(before)
    expect(await fusions()).toEqual([])
  })

  it('what was edited meanwhile stays, contacts kept for professionals too', async () => {
    const contact = { telephone: '+33556000003', dora: { contact_name: 'Accueil', is_contact_info_public: false } }
    await put([A], [service('a--s', 'a--1'), service('b--s', 'a--1', contact)])
    const before = await sheet('service', 'b--s')
    const id = await pair('service', 'a--s', 'b--s')
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--s', choix: { nom: 'b--s' } })
    const merged = (await sheet('service', 'a--s')) as Doc
    await put([], [{ ...merged, frais: 'gratuit' } as unknown as Service])
    await unmerge(bench.parts, team, 'service', 'a--s')
    expect(await sheet('service', 'b--s')).toEqual(before)
    expect(await sheet('service', 'a--s')).toMatchObject({ nom: 'Atelier a--s', frais: 'gratuit' })
  })

  it('of any fields chosen among any sheets, nothing is lost nor added', { timeout: 120_000 }, async () => {
    const text = fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined })
    const fields = fc.record({ description: text, telephone: text, courriel: text, site_web: text, adresse: text })
    const block = fc.option(fc.record({ short_desc: fc.constantFrom('un', 'deux'), typology: fc.constantFrom('ASSO', 'CCAS') }), {
      nil: undefined,
    })
    const chosen = fc.subarray([
      'description',
      'telephone',
      'courriel',
      'site_web',
      'adresse',
      'dora.short_desc',
      'dora.typology',
      'nom',
    ])
    let n = 0
    await fc.assert(
      fc.asyncProperty(fields, fields, block, block, chosen, fc.boolean(), async (one, other, mine, theirs, champs, first) => {
        n += 1
        const clean = (fieldsOf: object): object => JSON.parse(JSON.stringify(fieldsOf)) as object
        const [a, b] = [`a--${n}`, `b--${n}`]
        await put([
          structure(a, clean({ ...one, ...(mine === undefined ? {} : { dora: mine }) })),
          structure(b, clean({ ...other, ...(theirs === undefined ? {} : { dora: theirs }) })),
        ])
        const before = [await sheet('structure', a), await sheet('structure', b)]
        const [garde, ecarte] = first ? [a, b] : [b, a]
        const id = await pair('structure', a, b)
        await decideDoublon(bench.parts, team, id, {
          geste: 'fusionner',
          garde,
          choix: Object.fromEntries(champs.map((champ) => [champ, ecarte])),
        })
        await unmerge(bench.parts, team, 'structure', garde)
        expect([await sheet('structure', a), await sheet('structure', b)]).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what sources say after a merge', () => {
  const merged = async (): Promise<void> => {
    await arrives([A, B], [service('b--s', 'b--1')])
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: { telephone: 'b--1' } })
  }

  it('does not bring back the sheet that went, goes on making the one that stays, and its services follow', async () => {
    await merged()
    await arrives(
      [
        { ...A, description: 'Agrandi.' },
        { ...B, telephone: '+33556000009' },
      ],
      [service('b--s', 'b--1', { nom: 'Renommé' })],
    )
    expect(await sheet('structure', 'b--1')).toBeNull()
    expect(await sheet('structure', 'a--1')).toMatchObject({ description: 'Agrandi.', telephone: '+33556000009' })
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'a--1', nom: 'Renommé' })
  })

  it('is what comes back when the merge is taken back', async () => {
    await merged()
    await arrives([A, { ...B, nom: 'Centre rénové' }], [service('b--s', 'b--1')])
    await unmerge(bench.parts, team, 'structure', 'a--1')
    expect(await sheet('structure', 'b--1')).toMatchObject({ nom: 'Centre rénové', telephone: '+33556000002' })
    expect(await sheet('structure', 'a--1')).toEqual(A)
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'b--1' })
    // And the next import finds nothing to change.
    expect(await arrives([A, { ...B, nom: 'Centre rénové' }], [service('b--s', 'b--1')])).toMatchObject({
      written: 0,
      removed: 0,
    })
  })

  it('twice the same changes nothing the second time', async () => {
    await merged()
    const again = [[A, B], [service('b--s', 'b--1')]] as const
    await arrives(...again)
    expect(await arrives(...again)).toMatchObject({ written: 0, removed: 0 })
  })

  it('brings in the other one for itself once the kept one is told by no source', async () => {
    await merged()
    await arrives([B], [service('b--s', 'b--1')])
    expect(await sheet('structure', 'a--1')).toBeNull()
    expect(await sheet('structure', 'b--1')).toEqual(B)
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'b--1' })
  })
})

describe('a contact kept for professionals', () => {
  const HIDDEN = { telephone: '+33556000003', dora: { contact_name: 'Alix', is_contact_info_public: false } }
  const shown = async (id: string): Promise<string> =>
    (await bench.store.read((reader) => reader.entity({ kind: 'service', id })))?.doc ?? ''
  const mergeServices = async (choix: Readonly<Record<string, string>>, who = team): Promise<void> => {
    const id = await pair('service', 'a--s', 'b--s')
    await decideDoublon(bench.parts, who, id, { geste: 'fusionner', garde: 'a--s', choix })
  }

  it('stays so in the sheet that takes it, whatever that sheet said of its own, and comes back whole', async () => {
    await put([A], [service('a--s', 'a--1', { dora: { is_contact_info_public: true } }), service('b--s', 'a--1', HIDDEN)])
    const before = [await sheet('service', 'a--s'), await sheet('service', 'b--s')]
    const territory = await bench.people.person({ gestionnaire: true, departements: ['33'] })
    const taken = { telephone: 'b--s', 'dora.contact_name': 'b--s', 'dora.is_contact_info_public': 'a--s' }
    await mergeServices(taken, territory)
    expect(await shown('a--s')).not.toMatch(/33556000003|Alix/)
    expect(await sheet('service', 'a--s')).toMatchObject({ telephone: '+33556000003', dora: { is_contact_info_public: false } })
    await unmerge(bench.parts, team, 'service', 'a--s')
    expect([await sheet('service', 'a--s'), await sheet('service', 'b--s')]).toEqual(before)
  })

  it('is not published by the other sheet’s choice to publish its own', async () => {
    await put([A], [service('a--s', 'a--1', HIDDEN), service('b--s', 'a--1', { dora: { is_contact_info_public: true } })])
    const before = await sheet('service', 'a--s')
    await mergeServices({ 'dora.is_contact_info_public': 'b--s', nom: 'b--s' })
    expect(await shown('a--s')).not.toMatch(/33556000003|Alix/)
    await unmerge(bench.parts, team, 'service', 'a--s')
    expect(await sheet('service', 'a--s')).toEqual(before)
  })

  it('nor by an import of a source that begins to hide it', async () => {
    const told = (more: Partial<Service>) => [service('a--s', 'a--1'), service('b--s', 'a--1', more)]
    await arrives([A], told({ telephone: '+33556000003' }))
    await mergeServices({ telephone: 'b--s' })
    expect(await shown('a--s')).toMatch(/33556000003/)
    await arrives([A], told(HIDDEN))
    expect(await shown('a--s')).not.toMatch(/33556000003/)
    expect(await sheet('service', 'a--s')).toMatchObject({ telephone: '+33556000003' })
  })

  it('edited since, stays hidden once the merge is taken back', async () => {
    await put([A], [service('a--s', 'a--1'), service('b--s', 'a--1', HIDDEN)])
    await mergeServices({ telephone: 'b--s' })
    await put([], [{ ...((await sheet('service', 'a--s')) as unknown as Service), telephone: '+33556000004' }])
    await unmerge(bench.parts, team, 'service', 'a--s')
    expect(await shown('a--s')).not.toMatch(/33556000004/)
  })
})

describe('sheets merged before', () => {
  const C = structure('c--1', { telephone: '+33556000007', description: 'Le troisième.' })
  const all = () => Promise.all(['a--1', 'b--1', 'c--1'].map((id) => sheet('structure', id)))
  const fuse = async (garde: string, ecarte: string, choix: Readonly<Record<string, string>>): Promise<void> => {
    const id = await pair('structure', garde, ecarte)
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde, choix })
  }

  it('what the one that goes showed is what is taken of it, from wherever it came', async () => {
    await put([A, B, C])
    const before = await all()
    await fuse('b--1', 'c--1', { telephone: 'c--1' })
    await fuse('a--1', 'b--1', { telephone: 'b--1', courriel: 'b--1' })
    expect(await sheet('structure', 'a--1')).toMatchObject({ telephone: '+33556000007', courriel: 'accueil@centre.exemple.test' })
    const [one] = await fusions()
    expect(one?.choix).toEqual({ telephone: 'c--1', courriel: 'b--1' })
    await unmerge(bench.parts, team, 'structure', 'a--1')
    expect(await all()).toEqual(before)
    expect(await fusions()).toEqual([])
  })

  it('what was edited in the one that goes comes back with it', async () => {
    await put([A, B, C])
    await fuse('b--1', 'c--1', { telephone: 'c--1' })
    await put([{ ...((await sheet('structure', 'b--1')) as unknown as Structure), description: 'Écrit ici.' }])
    await fuse('a--1', 'b--1', {})
    await unmerge(bench.parts, team, 'structure', 'a--1')
    expect(await all()).toEqual([A, { ...B, description: 'Écrit ici.' }, C])
  })

  it('what was edited in the one that stays is not undone by choosing it', async () => {
    await put([A, B, C])
    await fuse('a--1', 'b--1', { telephone: 'b--1', courriel: 'b--1' })
    const edited = { description: 'Écrit ici.', telephone: '+33556000008' }
    await put([{ ...((await sheet('structure', 'a--1')) as unknown as Structure), ...edited }])
    await fuse('a--1', 'c--1', { description: 'a--1', telephone: 'a--1', courriel: 'a--1' })
    expect(await sheet('structure', 'a--1')).toMatchObject({ ...edited, courriel: 'accueil@centre.exemple.test' })
    await unmerge(bench.parts, team, 'structure', 'a--1')
    expect(await all()).toEqual([{ ...A, ...edited }, B, C])
  })

  it('only fields of an editor are taken, and only of the two that were side by side', async () => {
    await put([A, B, { ...C, dora: { moderation_status: 'VALIDATED', is_obsolete: true } }])
    await fuse('a--1', 'b--1', {})
    await fuse('a--1', 'c--1', {
      'dora.moderation_status': 'c--1',
      'dora.is_obsolete': 'c--1',
      source: 'c--1',
      courriel: 'b--1',
      description: 'c--1',
    })
    expect(await sheet('structure', 'a--1')).toEqual({ ...A, description: 'Le troisième.' })
  })
})

describe('a merge taken back by whoever may, of what is there', () => {
  const fuse = async (): Promise<void> => {
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: {} })
  }

  it('not by a gestionnaire of the sheet that was kept alone', async () => {
    await put([A, { ...B, code_insee: '40088' }])
    await fuse()
    const [one, both] = [
      await bench.people.person({ gestionnaire: true, departements: ['33'] }),
      await bench.people.person({ gestionnaire: true, departements: ['33', '40'] }),
    ]
    const facts = await createReference(bench.parts).facts()
    const listed = async (user: User) => (await doublonsFor(bench.parts, facts, user)).fusions.map(({ garde }) => garde)
    expect([await listed(one), await listed(both)]).toEqual([[], ['a--1']])
    await expect(unmerge(bench.parts, one, 'structure', 'a--1')).rejects.toBeInstanceOf(Forbidden)
    await unmerge(bench.parts, both, 'structure', 'a--1')
    expect(await sheet('structure', 'b--1')).toMatchObject({ id: 'b--1' })
  })

  it('a sheet that came in again for itself, and was written since, is left as it is', async () => {
    await put([A, B])
    await fuse()
    await put([{ ...B, description: 'Écrit par ses gens.' }])
    await unmerge(bench.parts, team, 'structure', 'a--1')
    expect(await sheet('structure', 'b--1')).toMatchObject({ description: 'Écrit par ses gens.' })
  })

  it('or merged further while an import came in, it is what it has become', async () => {
    await put([A, B, structure('c--1')])
    await fuse()
    const [before] = await fusions()
    if (before === undefined) throw new Error('no merge')
    const heard = { ...before, membres: { ...before.membres, 'b--1': { ...before.membres['b--1'], nom: 'Entendu' } } }
    const id = await pair('structure', 'a--1', 'c--1')
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: {} })
    await bench.store.write((writer) => hearFusion(writer, seal, heard))
    const [after] = await fusions()
    expect(Object.keys(after?.membres ?? {}).toSorted()).toEqual(['a--1', 'b--1', 'c--1'])
    expect(after?.membres['b--1']).toMatchObject({ nom: 'Entendu' })
    await unmerge(bench.parts, team, 'structure', 'a--1')
    await bench.store.write((writer) => hearFusion(writer, seal, heard))
    expect(await fusions()).toEqual([])
  })

  it('an account that goes leaves no name in what it decided', async () => {
    await put([A, B])
    await fuse()
    await bench.store.write((writer) => forgetDecider(writer, seal, team.id, 'Compte supprimé'))
    const one = await bench.store.read((reader) => doublonOf(reader, seal, doublonId('structure', ['a--1', 'b--1'])))
    expect([one?.decision, (await fusions())[0]?.par]).toMatchObject([
      { user_id: '', nom: 'Compte supprimé' },
      { user_id: '', nom: 'Compte supprimé' },
    ])
  })
})

test('what is suggested of a service goes with it, and comes back; the pair is to be decided of again', async () => {
  await put([A, B], [service('b--s', 'b--1')])
  const suggestion = {
    id: 'suggestion-1',
    cible: { kind: 'service', id: 'b--s', nom: 'Atelier' },
    structure_id: 'b--1',
    champ: null,
    actuel: null,
    valeur: null,
    message: 'Le numéro a changé.',
    auteur: { user_id: '', nom: 'Alix', structure: null },
    cree_le: new Date(START).toISOString(),
    etat: 'ouverte',
    reponse: null,
  } as const
  await bench.store.write((writer) => putSuggestion(writer, seal, suggestion))
  const taskOf = async (): Promise<readonly string[]> => {
    const found: string[] = []
    for (const id of ['a--1', 'b--1'])
      for (const _ of await bench.store.read((reader) => suggestionsOfStructure(reader, seal, id))) found.push(id)
    return found
  }
  const id = await pair('structure', 'a--1', 'b--1')
  const again = () => decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: {} })
  await again()
  expect(await taskOf()).toEqual(['a--1'])
  await unmerge(bench.parts, team, 'structure', 'a--1')
  expect(await taskOf()).toEqual(['b--1'])
  expect(await bench.store.read((reader) => doublonOf(reader, seal, id))).toMatchObject({ etat: 'propose', decision: null })
  await again()
  expect(await sheet('structure', 'b--1')).toBeNull()
})
