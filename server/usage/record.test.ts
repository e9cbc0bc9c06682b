import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '#shared/listing/days.ts'
import { EvenementUsage, MOIS_GARDES } from '#shared/usage/event.ts'
import { JOURS_ACCEPTES, PAR_POSTE_ET_JOUR } from '#shared/usage/sending.ts'
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts'
import type { StoredUsage } from '../store/types.ts'
import { createSeal } from '../sync/seal.ts'
import { forgetUsage } from './forget.ts'
import { recordUsage, type UsageParts } from './record.ts'
import { event, POSTE, search, seen } from './testing/events.ts'

const TODAY = '2026-11-27'
let folder: string
let store: SqliteStore
let parts: UsageParts

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-usage-'))
  store = await openSqliteStore({ file: join(folder, 'central.db') })
  parts = { store, seal: createSeal(Buffer.alloc(32, 7)), now: () => Date.parse(`${TODAY}T11:00:00Z`) }
  await store.write(async (writer) => {
    for (const key of [
      { kind: 'service', id: 's1' },
      { kind: 'structure', id: 'st1' },
    ])
      await writer.put({ ...key, scopes: ['cat:fr'], doc: '{"nom":"Permis pour tous"}', hash: (ver) => ver })
  })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const kept = async (): Promise<StoredUsage[]> => {
  const found: StoredUsage[] = []
  for await (const one of store.usage.scan({ from: '2000-01-01', to: '2100-01-01' })) found.push(one)
  return found
}
const told = (raw: readonly unknown[]) => recordUsage(parts, raw)

describe('events that desks tell', () => {
  it('are kept without the desk’s own number, with the département of their commune, once', async () => {
    const all = [
      event(search({ lieu: { commune: '59350', departement: '62' }, premiers: ['s1', 'inconnu'] })),
      event(seen('s1')),
      event({ type: 'structure', structure_id: 'st1', recherche: null }, { activite: null }),
      event({ type: 'mobilisation', service_id: 's1', geste: 'telephone', recherche: randomUUID() }),
    ]
    expect(await told(all)).toEqual({ pris: 4, refuses: 0 })
    expect(await told(all.slice(1))).toEqual({ pris: 3, refuses: 0 })
    const found = await kept()
    expect(found.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    const one = found.find(({ type }) => type === 'recherche')
    expect(one).toMatchObject({
      jour: TODAY,
      activite: 'accompagnateur',
      departement: '59',
      commune: '59350',
      fait: { lieu: { commune: '59350', departement: '59' }, premiers: ['s1'], total: 12 },
    })
    expect(one?.poste).toMatch(/^[0-9a-f]{32}$/)
    expect(JSON.stringify(found)).not.toContain(POSTE)
    expect(new Set(found.map(({ poste }) => poste)).size).toBe(1)
  })

  it('of one desk are of another in another month, and on another server', async () => {
    await told([event(seen('s1')), event(seen('s1'), { jour: '2026-10-31' })])
    await recordUsage({ ...parts, seal: createSeal(Buffer.alloc(32, 8)) }, [event(seen('s1'))])
    expect(new Set((await kept()).map(({ poste }) => poste)).size).toBe(3)
  })

  it.each<[string, unknown]>([
    ['a day to come', event(seen('s1'), { jour: addDays(TODAY, 1) })],
    ['too old a day', event(seen('s1'), { jour: addDays(TODAY, -JOURS_ACCEPTES - 1) })],
    ['a field of the event that is not known', { ...event(seen('s1')), compte: 'odette' }],
    ['a field of the fact that is not known', event({ ...seen('s1'), mots: 'permis' } as never)],
    [
      'a field of the place that is not known',
      event(search({ lieu: { commune: '59350', departement: '59', rue: 'x' } as never })),
    ],
    ['a sheet that never was', event(seen('s2'))],
    ['a sheet of a name that no index has', event(seen('s\0'))],
    ['a kind of work that is none', event(seen('s1'), { activite: 'je cherche pour Odette' })],
    ['a number that is none', event(seen('s1'), { poste: 'poste d’Odette' })],
    ['an id that is none', event(seen('s1'), { id: 'odette' })],
    ['another kind of event', { ...event(seen('s1')), fait: { type: 'connexion' } }],
    ['nothing', null],
  ])('are refused alone: %s', async (_, wrong) => {
    const good = event(seen('s1'))
    expect(await told([wrong, good])).toEqual({ pris: 1, refuses: 1 })
    expect((await kept()).map(({ id }) => id)).toEqual([good.id])
  })

  it('of the last days that are taken, are', async () => {
    expect(await told([event(seen('s1'), { jour: addDays(TODAY, -JOURS_ACCEPTES) }), event(seen('s1'))])).toEqual({
      pris: 2,
      refuses: 0,
    })
  })

  it('keep of a place what is one', async () => {
    await told([
      event(search({ lieu: { commune: null, departement: '2A' } })),
      event(search({ lieu: { commune: '96001', departement: '59' } })),
      event(search({ lieu: { commune: null, departement: '96' } })),
      event(search({ lieu: { commune: '97411', departement: null } })),
    ])
    const places = (await kept()).map(({ departement, commune }) => [departement, commune].join(' '))
    expect(places.toSorted()).toEqual([' ', '2A ', '59 ', '974 97411'])
  })

  it('beyond what one desk does in a day are taken and not kept', async () => {
    const many = Array.from({ length: PAR_POSTE_ET_JOUR + 20 }, () => event(seen('s1')))
    for (let from = 0; from < many.length; from += 200) expect((await told(many.slice(from, from + 200))).refuses).toBe(0)
    expect((await kept()).length).toBe(PAR_POSTE_ET_JOUR)
    await told([event(seen('s1'), { jour: '2026-11-26' }), event(seen('s1'), { poste: 'b'.repeat(32) })])
    expect((await kept()).length).toBe(PAR_POSTE_ET_JOUR + 2)
  })

  it('keep no text of anyone’s own, whatever is sent', async () => {
    const word = 'odette-fictive'
    const text = fc.constantFrom(word, `${word}--permis`, 'jeunes', 'mobilite')
    const fait = fc.oneof(
      fc
        .record({ thematiques: fc.array(text, { maxLength: 4 }), publics: fc.array(text, { maxLength: 4 }) })
        .map((more) => search(more)),
      fc.array(text, { maxLength: 4 }).map((premiers) => search({ premiers })),
      text.map(seen),
      text.map((structure_id) => ({ type: 'structure', structure_id, recherche: null }) as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fait, { minLength: 1, maxLength: 5 }), async (faits) => {
        const raw = faits.map((one) => event(one))
        for (const one of raw) expect(EvenementUsage.safeParse(one).success).toBe(true)
        const { pris, refuses } = await told(raw)
        expect(pris + refuses).toBe(raw.length)
        expect(JSON.stringify(await kept())).not.toContain(word)
      }),
      { numRuns: 40 },
    )
  })

  it('are forgotten when their time is over', async () => {
    await told([event(seen('s1')), event(seen('s1'), { jour: '2026-11-26' })])
    const later = Date.parse('2028-12-27T11:00:00Z')
    expect(MOIS_GARDES).toBe(25)
    expect(await forgetUsage(store, later)).toBe(1)
    expect((await kept()).map(({ jour }) => jour)).toEqual([TODAY])
  })
})
