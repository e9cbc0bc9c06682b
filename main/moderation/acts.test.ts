import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { type Acte, ActeAsked, type ActeTold, UNDO_MS } from '#shared/moderation/acts.ts'
import type { Cible } from '#shared/moderation/target.ts'
import type { AccountApi } from '../account/api.ts'
import { createVirtualClock, type VirtualClock } from '../sync/testing/virtual-clock.ts'
import { createModerationMethods } from '../user/moderation-acts-worker.ts'
import type { UserStore } from '../user/store.ts'
import { countingIds, openAt, signedIn } from '../user/testing/account.ts'
import { actId, noteOf, structureOf, validateOf } from '../user/testing/moderation.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { type Acts, createActs } from './acts.ts'

/** `avant`: the request never arrives. `apres`: it does, and its answer is lost. */
type Line = 'bonne' | 'avant' | 'apres'

/** A server that does each act once, by its identifier; whatever a test has it answer instead. */
const createServer = () => {
  const done = new Map<string, { readonly cible: string; readonly vu: unknown }>()
  const asked: string[] = []
  const answers = new Map<string, ActeTold | DoraError>()
  const server = {
    line: 'bonne' as Line,
    done,
    /** Every identifier that arrived, in order. */
    asked,
    answers,
    ask: (async (_method, parts, { answer, body, as }) => {
      expect([parts[0], parts[1], parts[2], parts.at(-1), as ?? 'odette']).toEqual([
        'moderation',
        'v1',
        'dossiers',
        'actes',
        'odette',
      ])
      if (server.line === 'avant') throw new DoraError('compte-hors-ligne')
      const { acte, vu } = ActeAsked.parse(body)
      asked.push(acte.id)
      const instead = answers.get(acte.id)
      if (instead instanceof DoraError) throw instead
      const told: ActeTold = instead ?? { suite: 'fait', vu: { fiche: 1, dossier: done.size + 1 }, demandes: 0 }
      if (told.suite === 'fait' && !done.has(acte.id)) done.set(acte.id, { cible: parts.slice(3, 5).join('/'), vu })
      if (server.line === 'apres') throw new DoraError('compte-hors-ligne')
      return answer.parse(told)
    }) as AccountApi['ask'],
  }
  return server
}

let folder: string
let store: UserStore
let clock: VirtualClock
let server: ReturnType<typeof createServer>
let acts: Acts
let changes: number
let geste: string[]

const start = () => {
  acts = createActs({
    ask: server.ask,
    user: async () => createModerationMethods((act) => act(store)) as unknown as RemoteOf<UserWorkerMethods>,
    clock,
    rng: () => 0.5,
    onChange: () => changes++,
    onDone: (one) => geste.push(one),
    log: (what, error) => {
      throw new Error(what, { cause: error })
    },
  })
  acts.look()
}
const open = () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-moderation-'))
  store = openAt(folder, countingIds())
  store.account.set(signedIn('odette'))
  clock = createVirtualClock(1_800_000_000_000)
  server = createServer()
  changes = 0
  geste = []
  start()
}
const close = () => {
  acts.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
}
const restart = () => {
  acts.close()
  store.close()
  store = openAt(folder, countingIds())
  start()
}
const act = async (acte: Acte, cible: Cible = structureOf('s1')) =>
  acts.handlers['moderation.act']({ cible, nom: 'Maison des départs', acte, vu: null })
const undo = async (n: number) => acts.handlers['moderation.undo']({ id: actId(n) })
const pending = async () => acts.handlers['moderation.pending'](undefined)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error as DoraError).code,
  )

describe('acts of moderation', () => {
  beforeEach(open)
  afterEach(close)

  it('that may be taken back leave ten seconds later, the others at once', async () => {
    const { part_le } = await act(validateOf(1))
    expect(part_le).toBe(clock.now() + UNDO_MS)
    await act({ id: actId(2), geste: 'laisser' }, structureOf('s2'))
    await clock.settle()
    expect(server.asked).toEqual([actId(2)])
    await clock.advance(UNDO_MS - 1)
    expect(server.asked).toEqual([actId(2)])
    await clock.advance(1)
    expect([server.asked, geste, await pending()]).toEqual([[actId(2), actId(1)], ['laisser', 'statuer'], []])
  })

  it('are taken back before, and not once they have left', async () => {
    await act(validateOf(1))
    await clock.advance(UNDO_MS - 1)
    expect(await undo(1)).toBe(true)
    await act(validateOf(2))
    await clock.advance(UNDO_MS)
    expect([await undo(2), server.asked]).toEqual([false, [actId(2)]])
  })

  it('taken back, one lets those of the same sheet leave', async () => {
    await act(validateOf(1))
    await act({ id: actId(2), geste: 'laisser' })
    await clock.settle()
    expect(server.asked).toEqual([])
    await undo(1)
    await clock.settle()
    expect(server.asked).toEqual([actId(2)])
  })

  it('without network are kept, tried again by themselves, and at once when the exchanges come back', async () => {
    server.line = 'avant'
    await act(noteOf(1))
    await clock.advance(UNDO_MS)
    // A try was made: the server may have it.
    expect([await undo(1), (await pending()).length]).toEqual([false, 1])
    await clock.advance(10 * 60_000)
    server.line = 'bonne'
    await clock.advance(5 * 60_000)
    expect([server.asked, await pending()]).toEqual([[actId(1)], []])

    acts.online(false)
    await act(noteOf(2))
    await clock.advance(UNDO_MS * 60)
    await act(noteOf(3))
    await clock.advance(UNDO_MS * 60)
    // None was made: an hour later it is still time.
    expect(await undo(3)).toBe(true)
    acts.online(true)
    await clock.settle()
    expect([server.asked, await pending()]).toEqual([[actId(1), actId(2)], []])
  })

  it('whose answer was lost are done once', async () => {
    server.line = 'apres'
    await act(noteOf(1))
    await clock.advance(UNDO_MS)
    expect((await pending()).length).toBe(1)
    server.line = 'bonne'
    restart()
    await clock.settle()
    expect([server.asked.length > 1, server.done.size, await pending()]).toEqual([true, 1, []])
  })

  it('leave at the start when their time went by meanwhile', async () => {
    await act(noteOf(1))
    acts.close()
    await clock.advance(UNDO_MS)
    expect(server.asked).toEqual([])
    restart()
    await clock.settle()
    expect(server.asked).toEqual([actId(1)])
  })

  it.each<[string, ActeTold | DoraError, string]>([
    [
      'somebody was first',
      { suite: 'deja', par: 'Berthe Inventée', le: '2026-11-27T09:00:00.000Z', quoi: 'Structure rendue obsolète' },
      'Berthe Inventée est passé avant vous le 27/11/2026\u202f: Structure rendue obsolète. Votre geste n’a pas été fait',
    ],
    ['the server was', { suite: 'deja', par: '', le: '', quoi: '' }, 'Quelqu’un d’autre est passé avant vous. Votre geste'],
    ['somebody has it', { suite: 'pris', par: 'Berthe Inventée' }, 'Berthe Inventée s’occupe de ce dossier.'],
    ['there is no right', new DoraError('compte-droit'), 'Votre compte ne permet pas cette action.'],
    ['the sheet is gone', new DoraError('compte-introuvable'), 'L’élément demandé n’existe pas'],
  ])('refused are told, and hold no other: %s', async (_, answer, sentence) => {
    server.answers.set(actId(1), answer)
    await act(noteOf(1))
    await act(noteOf(2))
    await clock.advance(UNDO_MS)
    const [first, ...rest] = await pending()
    expect(first?.refus).toContain(sentence)
    expect([rest, server.asked]).toEqual([[], [actId(1), actId(2)]])
    const before = changes
    await acts.handlers['moderation.forget']({ id: actId(1) })
    expect([await pending(), changes > before]).toEqual([[], true])
  })

  it.each(['sync-sature', 'sync-reponse-illisible', 'compte-non-connecte', 'interne', 'sync-version'] as const)(
    'that fail with « %s » are no refusal',
    async (code) => {
      server.answers.set(actId(1), new DoraError(code))
      await act(noteOf(1))
      await act(noteOf(2), structureOf('s2'))
      await clock.advance(UNDO_MS)
      // One that fails does not hold those of other sheets.
      expect((await pending()).map(({ id, refus }) => [id, refus])).toEqual([[actId(1), null]])
      server.answers.clear()
      await clock.advance(5 * 60_000)
      expect(await pending()).toEqual([])
    },
  )

  it('stop being tried after a few failures, whatever their number', async () => {
    server.line = 'avant'
    for (let n = 1; n <= 20; n++) await act({ id: actId(n), geste: 'laisser' }, structureOf(`s${n}`))
    await clock.settle()
    server.line = 'bonne'
    await clock.advance(5 * 60_000)
    // One after the other: many turns of the loop.
    for (let n = 0; n < 20; n++) await clock.settle()
    expect([server.asked.length, await pending()]).toEqual([20, []])
  })

  describe('taking', () => {
    const take = { id: actId(1), geste: 'prendre', quand_meme: false } as const
    it('is asked at once, is not kept, and says when somebody else was first', async () => {
      await act(take)
      expect([server.asked, await pending()]).toEqual([[actId(1)], []])
      server.answers.set(actId(1), { suite: 'pris', par: 'Berthe Inventée' })
      expect(await codeOf(act(take))).toBe('moderation-pris')
      server.answers.set(actId(1), { suite: 'deja', par: 'Berthe Inventée', le: '', quoi: '' })
      expect(await codeOf(act(take))).toBe('moderation-deja')
      server.line = 'avant'
      expect([await codeOf(act(take)), await pending()]).toEqual(['compte-hors-ligne', []])
    })
  })
})

type Step =
  | { readonly do: 'act'; readonly undoable: boolean; readonly sheet: number; readonly refused: boolean }
  | { readonly do: 'undo'; readonly which: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'line'; readonly line: Line }
  | { readonly do: 'online'; readonly answers: boolean }
  | { readonly do: 'restart' }

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('act' as const), undoable: fc.boolean(), sheet: fc.nat(2), refused: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(12_000) }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('line' as const), line: fc.constantFrom<Line>('bonne', 'avant', 'apres') }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('online' as const), answers: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  ),
  { maxLength: 25 },
)

it('whatever happens, each act is done once, or was taken back in time, or is told to be refused; in order on each sheet', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      open()
      const kept: { readonly id: string; readonly sheet: string; readonly refused: boolean }[] = []
      const undone = new Set<string>()
      for (const step of all) {
        if (step.do === 'act') {
          const n = kept.length + 1
          const sheet = structureOf(`s${step.sheet}`)
          kept.push({ id: actId(n), sheet: `structure/s${step.sheet}`, refused: step.refused })
          if (step.refused) server.answers.set(actId(n), { suite: 'pris', par: 'Berthe Inventée' })
          await act(step.undoable ? validateOf(n) : { id: actId(n), geste: 'laisser' }, sheet)
        } else if (step.do === 'undo') {
          if (await undo(step.which)) undone.add(actId(step.which))
        } else if (step.do === 'wait') await clock.advance(step.ms)
        else if (step.do === 'line') server.line = step.line
        else if (step.do === 'online') acts.online(step.answers)
        else restart()
      }
      server.line = 'bonne'
      acts.online(true)
      await clock.advance(20 * 60_000)
      const refused = new Map((await pending()).map(({ id, refus }) => [id, refus]))
      for (const one of kept) {
        const ends = [server.done.has(one.id), undone.has(one.id), refused.has(one.id)].filter(Boolean)
        expect([one.id, ends.length]).toEqual([one.id, 1])
        if (undone.has(one.id)) expect(server.asked).not.toContain(one.id)
        if (refused.has(one.id)) expect([one.refused, refused.get(one.id)]).toEqual([true, expect.any(String)])
      }
      for (const sheet of new Set(kept.map((one) => one.sheet))) {
        const order = [...server.done].filter(([, { cible }]) => cible === sheet).map(([id]) => id)
        expect(order).toEqual([...order].sort())
      }
      close()
    }),
    { numRuns: 60 },
  )
})
