import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { flat } from '#shared/listing/flat.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { PullAnswer, PushAnswer } from '#shared/sync/wire.ts'
import type { Told } from '#main/user/listing-doc.ts'
import type { UserStore } from '#main/user/store.ts'
import { countingIds, openAt } from '#main/user/testing/account.ts'
import { ADMIN, type Bench, fill, openBench, publishable, request, structure } from '#server/sync/testing.ts'

/**
 * Two desks that keep the same service, with the server's own commands between them: editors left open, copies, inline changes,
 * pushes and readings in any order. Each value typed is unique. None is written over by someone who had not seen it: it is in the
 * row, or was replaced by a value typed over it, or waits for a person to choose, or was given up by one.
 */
const STRUCTURE = 's-1'
const ID = 'dora--11111111-1111-4111-8111-111111111111'
const FIELDS = ['nom', 'dora.short_desc', 'description'] as const
type Field = (typeof FIELDS)[number]

const desk = fc.integer({ min: 0, max: 1 })
const field = fc.constantFrom(...FIELDS.slice(0, 2), ...FIELDS)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), desk, window: fc.integer({ min: 0, max: 1 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('type' as const), desk, window: fc.integer({ min: 0, max: 1 }), field }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('submit' as const), desk, mine: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), desk, field }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('verify' as const), desk }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('push' as const), desk, lost: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('catalogue' as const), desk }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rows' as const), desk }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), desk, mine: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), desk }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const LATER = Date.parse('2030-01-01T00:00:00Z')
const USER = ADMIN
const session = {
  token: 'jeton-inventé-0123456789abcdefghijklmnop',
  expire_le: '2030-01-01T00:00:00.000Z',
  renouvellement: 'renouvellement-inventé-0123456789abcdef',
  compte: { id: USER.id, courriel: USER.courriel, nom: 'Odette', role: 'administrateur' as const },
}
const textOf = (doc: Doc | undefined, name: string): string => String(doc?.[name] ?? '')

type Window = { doc: Doc; version: number } | null

class TestDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'dora-deux-'))
  readonly newId: () => string
  readonly number: number
  store: UserStore
  windows: [Window, Window] = [null, null]
  catalogue = new Map<string, Told>()
  at = { seq: 0, epoch: null as string | null }

  constructor(number: number) {
    this.number = number
    const count = countingIds()
    this.newId = () => count().replace(/^018f0000/, `018f000${number}`)
    this.store = openAt(this.folder, this.newId)
    this.store.account.set({ session, serveur: 'https://exemple.test/' })
  }
  told(): readonly Told[] {
    return [...this.catalogue.values()]
  }
  key() {
    return { kind: 'service' as const, id: ID, structureId: STRUCTURE, told: this.told() }
  }
  restart() {
    this.store.close()
    this.store = openAt(this.folder, this.newId)
    this.windows = [null, null]
  }
  end() {
    this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

class World {
  readonly bench: Bench
  readonly desks = [new TestDesk(1), new TestDesk(2)] as const
  count = 0
  /** What whoever typed a value had before their eyes, and what that had been typed over. */
  readonly over = new Map<string, Set<string>>()
  /** Values given to the server, or to the outbox, and not given up since. */
  readonly given = new Map<string, { field: Field; desk: number; surrendered: boolean }>()
  readonly landed = new Set<string>()
  row: Doc = {}

  constructor(bench: Bench) {
    this.bench = bench
  }
  fresh(name: Field, shown: string): string {
    const value = `${name} ${++this.count}`
    this.over.set(value, new Set([shown]))
    return value
  }
  saw(value: string, also: string) {
    if (value === also) return
    const seen = this.over.get(value) ?? new Set()
    this.over.set(value, seen.add(also))
  }
  /** What a person has given up is nothing that their later words could write over. */
  gaveUp(value: string, former: string): boolean {
    const given = this.given.get(former)
    return given?.surrendered === true && given.desk === this.given.get(value)?.desk
  }
  /** Whether someone who typed `value` had `former` before their eyes, at one remove or more. */
  hadSeen(value: string, former: string): boolean {
    const found = new Set([value])
    for (const one of found) for (const each of this.over.get(one) ?? []) found.add(each)
    return found.has(former)
  }
  async read(): Promise<Doc> {
    const entity = await this.bench.store.read((reader) => reader.entity({ kind: 'service', id: ID }))
    return entity === null || entity.doc === null ? {} : flat(JSON.parse(String(entity.doc)) as Doc)
  }
  /** No word of the row is replaced by one whose author had not seen it. */
  async landing() {
    const now = await this.read()
    for (const name of FIELDS) {
      const [was, is] = [textOf(this.row, name), textOf(now, name)]
      if (was === is) continue
      assert.ok(this.hadSeen(is, was) || this.gaveUp(is, was), `« ${is} » took the place of « ${was} », unseen`)
      this.landed.add(is)
    }
    this.row = now
  }

  async push(one: TestDesk, lost: boolean) {
    const { clientId, epoch, mutations } = one.store.outbox.take(USER.id, LATER)
    if (mutations.length === 0) return
    const answer = PushAnswer.parse(
      await this.bench.core.push({ proto: 1, client_id: `${clientId}`, epoch, mutations: [...mutations] }, USER),
    )
    await this.landing()
    const results = answer.results
    if (!lost) one.store.outbox.settle({ epoch: answer.epoch, head: answer.head, durableSeq: answer.durable_seq, results })
  }
  async catalogue(one: TestDesk) {
    const asked = request([{ id: 'cat:fr', since: one.at.seq }], { epoch: one.at.epoch })
    const answer = PullAnswer.parse(JSON.parse(await this.bench.core.pull(asked, null)))
    const [page] = answer.results
    for (const change of page?.changes ?? []) {
      if (change.op === 'put') one.catalogue.set(`${change.kind} ${change.id}`, { ...change, doc: change.doc })
      else one.catalogue.delete(`${change.kind} ${change.id}`)
    }
    one.at = { seq: page?.next ?? one.at.seq, epoch: answer.epoch }
    one.store.listing.place({ epoch: answer.epoch, seq: one.at.seq })
  }
  async rows(one: TestDesk) {
    const { cursor, epoch } = one.store.outbox.state()
    const asked = request([{ id: 'u:me', since: cursor }], { epoch: cursor === 0 ? null : epoch })
    const answer = PullAnswer.parse(JSON.parse(await this.bench.core.pull(asked, USER)))
    const [page] = answer.results
    if (page === undefined) return
    const { changes, next, more } = page
    one.store.outbox.applyMine({
      userId: USER.id,
      epoch: answer.epoch,
      since: cursor,
      more,
      changes,
      next,
      durableSeq: answer.head,
    })
  }

  open(one: TestDesk, window: 0 | 1) {
    const { doc, version } = one.store.listing.edit(one.key())
    one.windows[window] = { doc, version }
  }
  type(one: TestDesk, at: 0 | 1, name: Field) {
    const window = one.windows[at]
    if (window === null) return
    const value = this.fresh(name, textOf(window.doc, name))
    const doc = { ...window.doc, [name]: value }
    try {
      const { version } = one.store.listing.save({ ...one.key(), doc: doc as never, base: window.version })
      one.windows[at] = { doc, version }
    } catch (error) {
      // Another window has saved since: what was typed is on this screen, which is read again.
      if (!(error instanceof DoraError) || error.code !== 'fiche-modifiee-ailleurs') throw error
      this.open(one, at)
    }
  }
  submit(one: TestDesk, mine: boolean) {
    const edit = one.store.listing.edit(one.key())
    if (edit.version === 0) return
    const choix = Object.fromEntries(edit.heurts.map(({ champ }) => [champ, mine ? ('mienne' as const) : ('leur' as const)]))
    if (mine) for (const { champ, leur } of edit.heurts) this.saw(textOf(edit.doc, champ), String(leur))
    if (edit.heurts.length > 0) {
      assert.throws(() => one.store.listing.submit({ ...one.key(), statut: null }), { code: 'fiche-heurts' })
      one.store.listing.choose({ ...one.key(), choix })
    }
    const { doc } = one.store.listing.edit(one.key())
    one.store.listing.submit({ ...one.key(), statut: null })
    one.windows = [null, null]
    for (const name of FIELDS) this.give(one, name, textOf(doc, name))
  }
  give(one: TestDesk, name: Field, value: string) {
    if (this.over.has(value) && !this.given.has(value) && !this.landed.has(value))
      this.given.set(value, { field: name, desk: one.number, surrendered: false })
  }
  change(one: TestDesk, name: Field) {
    const row = this.line(one)
    if (row === null) return
    const value = this.fresh(name, textOf(row, name))
    const done = one.store.listing.change({ structureId: STRUCTURE, ids: [ID], told: one.told(), patch: { [name]: value } })
    assert.deepEqual(done.refus, [])
    this.give(one, name, value)
  }
  line(one: TestDesk): Doc | null {
    const { services } = one.store.listing.read({
      structureId: STRUCTURE,
      told: one.told(),
      parent: null,
      antennes: [],
      droits: { ecrire_services: true } as never,
      people: null,
      vues: null,
      page: null,
      complet: false,
    })
    return services.find(({ id }) => id === ID)?.doc ?? null
  }
  resolve(one: TestDesk, mine: boolean) {
    const [clash] = one.store.outbox.conflicts()
    if (clash === undefined) return
    for (const { mienne, leur } of clash.champs) {
      // Whichever is kept, it is kept by someone who had both before their eyes.
      if (mine) this.saw(mienne ?? '', leur ?? '')
      else {
        this.saw(leur ?? '', mienne ?? '')
        const given = this.given.get(mienne ?? '')
        if (given !== undefined) given.surrendered = true
      }
    }
    const choix = Object.fromEntries(clash.champs.map(({ champ }) => [champ, mine ? ('mienne' as const) : ('leur' as const)]))
    one.store.outbox.resolve({ id: clash.id, choix })
  }

  async do(one: Step) {
    const at = this.desks[one.desk as 0 | 1]
    switch (one.do) {
      case 'open':
        return this.open(at, one.window as 0 | 1)
      case 'type':
        return this.type(at, one.window as 0 | 1, one.field)
      case 'submit':
        return this.submit(at, one.mine)
      case 'change':
        return this.change(at, one.field)
      case 'verify':
        at.store.listing.verify({
          structureId: STRUCTURE,
          ids: [ID],
          told: at.told(),
          kind: 'service',
          groupes: [],
          par: 'equipe',
        })
        return
      case 'push':
        return this.push(at, one.lost)
      case 'catalogue':
        return this.catalogue(at)
      case 'rows':
        return this.rows(at)
      case 'resolve':
        return this.resolve(at, one.mine)
      case 'restart':
        return at.restart()
    }
  }
  /** Everything leaves, or is asked about. */
  async quiesce() {
    for (let round = 0; round < 8; round++)
      for (const one of this.desks) {
        await this.push(one, false)
        await this.catalogue(one)
        await this.rows(one)
      }
    const asked = new Set(
      this.desks.flatMap((one) => one.store.outbox.conflicts().flatMap(({ champs }) => champs.map(({ mienne }) => mienne))),
    )
    for (const one of this.desks) {
      assert.deepEqual(one.store.outbox.take(USER.id, LATER).mutations, [])
      for (const { etat, reponse } of one.store.outbox.list()) assert.match(etat, /conflit|envoye/, JSON.stringify(reponse))
      for (const name of FIELDS) assert.equal(textOf(this.line(one) ?? {}, name), textOf(this.row, name))
    }
    const all = [...this.given]
    for (const [at, [value, { surrendered, desk: by, field: name }]] of all.entries()) {
      // Their own latest words are what a person means by « la mienne ».
      const replaced = all.slice(at + 1).some(([, later]) => later.desk === by && later.field === name)
      assert.ok(this.landed.has(value) || asked.has(value) || surrendered || replaced, `« ${value} » of ${name} is nowhere`)
    }
  }
}

const start = async (): Promise<World> => {
  const bench = await openBench()
  const [nom, short, description] = ['nom 0', 'dora.short_desc 0', 'description 0']
  await fill(
    bench.store,
    [structure(STRUCTURE)],
    [publishable(ID, STRUCTURE, { nom, description, dora: { short_desc: short, beneficiaries_access_modes: ['se-presenter'] } })],
  )
  const world = new World(bench)
  world.row = await world.read()
  for (const one of world.desks) {
    await world.catalogue(one)
    await world.rows(one)
  }
  return world
}

it('no word is written over unseen, nor lost, whatever the order', { timeout: 900_000 }, async () => {
  const numRuns = Number(process.env['DORA_RUNS'] ?? 12)
  const seed = Number(process.env['DORA_SEED'] ?? (process.env['CI'] === undefined ? Date.now() % 1_000_000 : 2026))
  const play = async (steps: readonly Step[]): Promise<void> => {
    const world = await start()
    try {
      for (const one of steps) await world.do(one)
      await world.quiesce()
    } finally {
      for (const one of world.desks) one.end()
      await world.bench.store.close()
    }
  }
  const outcome = await fc.check(fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), play), {
    seed,
    numRuns,
    endOnFailure: numRuns > 100,
  })
  expect(outcome.failed, `${String(outcome.errorInstance)}\n${fc.defaultReportMessage(outcome) ?? ''}`).toBe(false)
})
