import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Settings } from '#shared/contract/app.ts'
import type { BridgeEvent } from '#shared/rpc.ts'
import type { Notice } from '../platform/types.ts'
import { createVirtualClock, type VirtualClock } from '../sync/testing/virtual-clock.ts'
import type { Brief } from '../user/requests-brief.ts'
import { lineOf as makeLine, replacementsIn } from './lines.ts'
import { createNoticeMemory } from './notice-memory.ts'
import { QUIET_MS } from './notices.ts'
import type { Person } from './reads.ts'
import { DAY_MS, ME, receivedBrief, SENT_AT, sentBrief, uuid } from './testing/requests.ts'
import { createWatch } from './watch.ts'

/** The watch over time: requests that a test gives, a clock that it moves, the real file of what was told. */

const who = (id: string): Person => ({
  id,
  nom: 'Bérengère Fictive',
  courriel: 'b@exemple.test',
  compte: null,
  structures: [],
  courante: null,
})

let folder: string
let clock: VirtualClock
let briefs: readonly Brief[]
let person: Person | null
let settings: Settings
let events: BridgeEvent[]
let shown: Notice[]
let follow: (() => void) | null
let supported: boolean
const open: { readonly close: () => void }[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-watch-'))
  clock = createVirtualClock(SENT_AT + 1_000)
  briefs = []
  person = who(ME)
  settings = Settings.parse({})
  events = []
  shown = []
  follow = null
  supported = true
})
afterEach(() => {
  for (const watch of open.splice(0)) watch.close()
  rmSync(folder, { recursive: true })
})

const file = () => join(folder, 'avis.json')
const start = (log: (what: string, error: unknown) => void = () => {}) => {
  const watch = createWatch({
    reads: {
      all: async () => {
        const replacements = replacementsIn(briefs)
        const lineOf = (one: Brief, now: number) => makeLine(one, replacements, { me: person?.id ?? '', now })
        return { person, briefs, replacements, illisibles: 0, lineOf }
      },
    } as unknown as Parameters<typeof createWatch>[0]['reads'],
    memory: createNoticeMemory(file(), log),
    settings: () => settings,
    notify: (notice, onFollowed) => {
      if (!supported) return false
      shown.push(notice)
      follow = onFollowed
      return true
    },
    emit: (name, payload) => {
      events.push({ name, payload })
    },
    clock,
    log,
  })
  open.push(watch)
  return watch
}
const said = () => shown.map(({ corps }) => corps)
const looked = async (watch: { readonly look: () => void }) => {
  watch.look()
  await clock.settle()
}
const one = (n: number) => receivedBrief({ id: uuid(100 + n) })

test('rows that are still coming in are no news: the first look is once all of them have been read', async () => {
  const watch = start()
  briefs = [one(1)]
  await looked(watch)
  briefs = [one(1), one(2)]
  watch.read(ME)
  await clock.settle()
  expect(said()).toEqual([])
  briefs = [one(1), one(2), one(3)]
  await looked(watch)
  expect(said()).toEqual(['1 nouvelle demande reçue'])
})

test('what comes within a quarter of an hour is told together when it has passed, by itself', async () => {
  const watch = start()
  watch.read(ME)
  await clock.settle()
  briefs = [one(1)]
  await looked(watch)
  for (const n of [2, 3, 4]) {
    briefs = [...briefs, one(n)]
    await looked(watch)
  }
  expect(said()).toEqual(['1 nouvelle demande reçue'])
  await clock.advance(QUIET_MS - 1)
  expect(said()).toHaveLength(1)
  await clock.advance(1)
  expect(said()).toEqual(['1 nouvelle demande reçue', '3 nouvelles demandes reçues'])
})

test('a restart tells nothing again, and goes on from there without network', async () => {
  const watch = start()
  watch.read(ME)
  await clock.settle()
  briefs = [one(1)]
  await looked(watch)
  expect(said()).toHaveLength(1)
  watch.close()
  await clock.advance(QUIET_MS)
  const again = start()
  await looked(again)
  expect(said()).toHaveLength(1)
  briefs = [one(1), one(2)]
  await looked(again)
  expect(said()).toEqual(['1 nouvelle demande reçue', '1 nouvelle demande reçue'])
})

test('an answer that becomes late is told by the time alone, and lists are told to read it again', async () => {
  const watch = start()
  briefs = [sentBrief()]
  watch.read(ME)
  await clock.settle()
  await clock.advance(7 * DAY_MS - 2_000)
  expect(said()).toEqual([])
  const before = events.length
  await clock.advance(2_000)
  expect(said()).toEqual(['1 demande sans réponse\u202f: un plan B est prêt'])
  expect(events.slice(before).map(({ name }) => name)).toContain('orientations.changed')
  // Once for each deadline, and not at each look in between.
  expect(events.filter(({ name }) => name === 'orientations.changed')).toHaveLength(1)
})

test('suspended, then wanted again: one notice of what is still to be seen', async () => {
  const watch = start()
  watch.read(ME)
  await clock.settle()
  settings = { ...settings, notificationsSuspenduesJusquA: new Date(clock.now() + DAY_MS).toISOString() }
  briefs = [one(1), one(2)]
  await looked(watch)
  briefs = [one(2)]
  await clock.advance(DAY_MS - 1)
  expect(said()).toEqual([])
  await clock.advance(60 * 60_000)
  expect(said()).toEqual(['1 nouvelle demande reçue'])
})

test('clicked, it leads to the list; where the system has no notices, the pages tell it', async () => {
  const watch = start()
  watch.read(ME)
  await clock.settle()
  briefs = [one(1)]
  await looked(watch)
  expect(events.map(({ name }) => name)).not.toContain('orientations.notice')
  follow?.()
  expect(events.at(-1)).toEqual({ name: 'orientations.noticeFollowed', payload: { sens: 'reception' } })
  supported = false
  briefs = [one(1), one(2)]
  await clock.advance(QUIET_MS)
  await looked(watch)
  expect(events.at(-1)).toEqual({
    name: 'orientations.notice',
    payload: { titre: 'Demandes d’orientation', corps: '1 nouvelle demande reçue', sens: 'reception' },
  })
})

test('of another account, of nobody, or of the same one come back, nothing that was there is told', async () => {
  const watch = start()
  watch.read(ME)
  await clock.settle()
  briefs = [one(1)]
  person = null
  await looked(watch)
  expect(existsSync(file())).toBe(false)
  person = who('u2')
  await looked(watch)
  watch.read('u2')
  await clock.settle()
  expect(readFileSync(file(), 'utf8')).toContain('u2')
  person = who(ME)
  briefs = [one(1), one(2)]
  await looked(watch)
  watch.read(ME)
  await clock.settle()
  expect(said()).toEqual([])
})

test('a file that cannot be read is a first look; one that cannot be written keeps nobody from being told once', async () => {
  writeFileSync(file(), '{"compte": 3}')
  const logged: unknown[] = []
  const watch = start((what) => logged.push(what))
  briefs = [one(1)]
  watch.read(ME)
  await clock.settle()
  expect(said()).toEqual([])
  expect(logged).toEqual([])
  // A folder where the file should be.
  rmSync(file())
  mkdirSync(join(file(), 'x'), { recursive: true })
  briefs = [one(1), one(2)]
  await looked(watch)
  await looked(watch)
  expect(said()).toEqual(['1 nouvelle demande reçue'])
  expect(logged).toEqual(['notices'])
})

test('what is kept says nothing of anyone: an account, requests, states', async () => {
  const watch = start()
  briefs = [one(1), sentBrief({ etat: 'VALIDÉE', traitee_le: new Date(clock.now()).toISOString() })]
  watch.read(ME)
  await clock.settle()
  const kept = readFileSync(file(), 'utf8')
  for (const word of ['Imaginaire', 'Zéphirine', '0700000000', 'zephirine', 'Atelier', 'Maison']) expect(kept).not.toContain(word)
  expect(kept).toContain(uuid(101))
})
