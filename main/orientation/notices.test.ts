import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Envoi, Reception } from '#shared/orientation/model.ts'
import type { Brief } from '../user/requests-brief.ts'
import { lineOf, replacementsIn } from './lines.ts'
import { decide, NEWS_MS, newsOf, type News, type NoticeMemory, QUIET_MS } from './notices.ts'
import { DAY_MS, ME, receivedBrief, SENT_AT, sentBrief, uuid } from './testing/requests.ts'

const NOW = SENT_AT + DAY_MS

const news = (all: readonly Brief[], now = NOW): News[] => {
  const replacements = replacementsIn(all)
  const told = all.map((brief) => ({ brief, line: lineOf(brief, replacements, { me: ME, now }) }))
  return newsOf(told, { me: ME, now })
}
const kinds = (all: readonly Brief[], now = NOW) => news(all, now).map(({ quoi }) => quoi)

describe('what is worth a notice', () => {
  const at = new Date(NOW - 3600_000).toISOString()
  const message = { le: at, quoi: 'message-prescripteur', cote: 'structure', par: '', texte: 'Quand est-elle libre ?' } as const

  test.each<[string, Partial<Reception>, readonly string[]]>([
    ['one received', {}, ['recue']],
    ['one that somebody has opened', { lue_le: at }, []],
    ['one that a colleague takes care of', { suivi_par: { user_id: 'u2', nom: 'Awa Fictive' } }, []],
    ['one that was given to me', { suivi_par: { user_id: ME, nom: 'Bérengère Fictive' } }, ['recue']],
    ['one that I sent to my own structure', { prescripteur: { ...receivedBrief().prescripteur, user_id: ME } }, []],
    ['one answered', { etat: 'VALIDÉE', traitee_le: at }, []],
    ['one withdrawn', { etat: 'ANNULÉE', traitee_le: at }, []],
  ])('received: %s', (_, over, expected) => {
    expect(kinds([receivedBrief(over)])).toEqual(expected)
  })

  test.each<[string, Partial<Envoi>, readonly string[]]>([
    ['one that waits', {}, []],
    ['accepted', { etat: 'VALIDÉE', traitee_le: at }, ['reponse']],
    ['refused', { etat: 'REFUSÉE', traitee_le: at }, ['reponse']],
    ['rejected by moderation', { etat: 'MODÉRATION_REJETÉE', traitee_le: at }, ['reponse']],
    ['released by moderation', { traitee_le: at }, []],
    ['put off to a later day', { pas_avant: '2026-03-20' }, ['reponse']],
    ['the structure wrote', { evenements: [message] }, ['reponse']],
    ['withdrawn by me', { etat: 'ANNULÉE', traitee_le: at }, []],
    ['a colleague’s', { etat: 'VALIDÉE', traitee_le: at, prescripteur: { ...sentBrief().prescripteur, user_id: 'u2' } }, []],
    ['expired', { etat: 'EXPIRÉE', traitee_le: at }, ['silence']],
    [
      'expired, and received all the same',
      { etat: 'EXPIRÉE', traitee_le: at, issue: { quoi: 'commencee', le: at, cote: 'structure' } },
      [],
    ],
  ])('sent: %s', (_, over, expected) => {
    expect(kinds([sentBrief(over)])).toEqual(expected)
  })

  it('late is a silence, unless another was sent in its place', () => {
    const late = SENT_AT + 8 * DAY_MS
    expect(kinds([sentBrief()], late)).toEqual(['silence'])
    expect(
      kinds([sentBrief(), sentBrief({ id: uuid(2), remplace: uuid(1), cree_le: new Date(late).toISOString() })], late),
    ).toEqual([])
  })

  it('late, then expired, is one silence under one name', () => {
    const [late] = news([sentBrief()], SENT_AT + 8 * DAY_MS)
    const closed = new Date(SENT_AT + 30 * DAY_MS).toISOString()
    expect(news([sentBrief({ etat: 'EXPIRÉE', traitee_le: closed })], SENT_AT + 31 * DAY_MS)).toEqual([late])
  })

  it('an answer is news for a month', () => {
    const answered = sentBrief({ etat: 'VALIDÉE', traitee_le: new Date(SENT_AT).toISOString() })
    expect(kinds([answered], SENT_AT + NEWS_MS - 1)).toEqual(['reponse'])
    expect(kinds([answered], SENT_AT + NEWS_MS)).toEqual([])
  })

  it('says whether the person asked not to hear of it', () => {
    expect(news([receivedBrief({}, { muette: true })])).toMatchObject([{ quoi: 'recue', muette: true }])
  })
})

const ALL = { notifications: 'toutes', notificationsSuspenduesJusquA: null, heuresCalmes: null } as const
const one = (cle: string, quoi: News['quoi'] = 'recue', muette = false): News => ({ cle, quoi, muette })
const known = (...dites: readonly string[]): NoticeMemory => ({ compte: ME, dites, derniere: null })
const asked = (over: Partial<Parameters<typeof decide>[0]>) =>
  decide({ compte: ME, news: [], memory: known(), settings: ALL, now: NOW, ...over })

describe('what is told, and when', () => {
  it('nothing at the first look at an account, and what was there then is never told', () => {
    const first = asked({ memory: null, news: [one('a'), one('b', 'silence')] })
    expect(first).toEqual({ memory: { compte: ME, dites: ['a', 'b'], derniere: null }, notice: null, again: null })
    expect(asked({ memory: first.memory, news: [one('a'), one('b', 'silence')] }).notice).toBeNull()
    expect(asked({ memory: { ...known('a'), compte: 'u2' }, news: [one('a'), one('b')] }).notice).toBeNull()
  })

  test.each<[readonly News[], string, 'reception' | 'envoi' | null]>([
    [[one('a')], '1 nouvelle demande reçue', 'reception'],
    [[one('a'), one('b')], '2 nouvelles demandes reçues', 'reception'],
    [[one('a', 'reponse')], '1 réponse à vos demandes', 'envoi'],
    [[one('a'), one('b'), one('c', 'reponse')], '2 nouvelles demandes reçues, 1 réponse à vos demandes', null],
    [[one('a', 'silence')], '1 demande sans réponse\u202f: un plan B est prêt', 'envoi'],
    [[one('a', 'silence'), one('b', 'silence')], '2 demandes sans réponse\u202f: des plans B sont prêts', 'envoi'],
  ])('%#: everything new in one notice', (all, corps, sens) => {
    expect(asked({ news: all }).notice).toEqual({ titre: 'Demandes d’orientation', corps, sens })
  })

  it('at most one in a quarter of an hour: what comes meanwhile is told together at its end', () => {
    const first = asked({ news: [one('a')] })
    expect(first.notice?.corps).toBe('1 nouvelle demande reçue')
    const second = asked({ memory: first.memory, news: [one('a'), one('b')], now: NOW + 60_000 })
    expect(second).toMatchObject({ notice: null, again: NOW + QUIET_MS, memory: { dites: ['a'] } })
    const third = asked({ memory: second.memory, news: [one('a'), one('b'), one('c')], now: NOW + QUIET_MS })
    expect(third.notice?.corps).toBe('2 nouvelles demandes reçues')
    expect(third.again).toBeNull()
  })

  it('what is no longer true when its turn comes is not told', () => {
    const waiting = asked({ memory: { ...known(), derniere: NOW }, news: [one('a')], now: NOW + 1 })
    expect(asked({ memory: waiting.memory, news: [], now: NOW + QUIET_MS }).notice).toBeNull()
  })

  it('suspended: told in one notice afterwards', () => {
    const until = NOW + 3 * DAY_MS
    const settings = { ...ALL, notificationsSuspenduesJusquA: new Date(until).toISOString() }
    const held = asked({ settings, news: [one('a'), one('b', 'reponse')] })
    expect(held).toMatchObject({ notice: null, again: until })
    expect(asked({ settings, memory: held.memory, news: [one('a'), one('b', 'reponse')], now: until }).notice?.corps).toBe(
      '1 nouvelle demande reçue, 1 réponse à vos demandes',
    )
    // Or as soon as they are wanted again.
    expect(asked({ memory: held.memory, news: [one('a')], now: NOW + 1 }).notice?.corps).toBe('1 nouvelle demande reçue')
  })

  it('in the quiet hours: told in one notice as they end', () => {
    const morning = new Date(NOW)
    morning.setHours(8, 0, 0, 0)
    const night = morning.getTime() - 2 * 60 * 60_000
    const settings = { ...ALL, heuresCalmes: { de: '19:00', a: '08:00', weekEnd: false } }
    const held = asked({ settings, news: [one('a'), one('b', 'reponse')], now: night })
    expect(held).toMatchObject({ notice: null, again: morning.getTime() })
    const told = asked({ settings, memory: held.memory, news: [one('a'), one('b', 'reponse')], now: morning.getTime() })
    expect(told.notice?.corps).toBe('1 nouvelle demande reçue, 1 réponse à vos demandes')
  })

  it('what is not wanted counts as told: changing one’s mind brings nothing old back', () => {
    const none = asked({ settings: { ...ALL, notifications: 'aucune' }, news: [one('a')] })
    expect(none).toEqual({ memory: known('a'), notice: null, again: null })
    expect(asked({ memory: none.memory, news: [one('a')] }).notice).toBeNull()
    const received = asked({ settings: { ...ALL, notifications: 'recues' }, news: [one('a'), one('b', 'reponse')] })
    expect(received).toMatchObject({ notice: { corps: '1 nouvelle demande reçue' }, memory: { dites: ['a', 'b'] } })
    const muted = asked({ news: [one('a', 'recue', true)] })
    expect(muted.notice).toBeNull()
    expect(asked({ memory: muted.memory, news: [one('a')] }).notice).toBeNull()
  })

  it('a clock set back does not keep the desk silent', () => {
    expect(asked({ memory: { ...known(), derniere: NOW + 400 * DAY_MS }, news: [one('a')] }).notice).not.toBeNull()
  })
})

/** What happens in a while: time passes, news come and go, settings change, the application starts again. */
type Step = {
  readonly wait: number
  readonly present: readonly number[]
  readonly muted: readonly number[]
  readonly choice: 'toutes' | 'recues' | 'aucune'
  readonly suspend: number
}
const KINDS = ['recue', 'reponse', 'silence'] as const
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.integer({ min: 0, max: 40 }).map((minutes) => minutes * 60_000),
  present: fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 12 }),
  muted: fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 3 }),
  choice: fc.constantFrom('toutes', 'toutes', 'recues', 'aucune'),
  suspend: fc.constantFrom(0, 0, 0, 10 * 60_000, 90 * 60_000),
})

test('whatever happens: rarely, grouped, only what is wanted, each thing once for as long as it lasts, and a restart changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let now = NOW
      let memory: NoticeMemory | null = null
      let last = -Infinity
      /** Told, or let by, since it became true. */
      let spent = new Set<string>()
      let first = true
      for (const { wait, present, muted, choice, suspend } of steps) {
        now += wait
        const all = present.map((n) => one(`n${n}`, KINDS[n % 3], muted.includes(n)))
        const settings = {
          notifications: choice,
          notificationsSuspenduesJusquA: suspend === 0 ? null : new Date(now + suspend).toISOString(),
          heuresCalmes: null,
        }
        const input = { compte: ME, news: all, memory, settings, now }
        const decided = decide(input)
        // From the file, after a restart, the same.
        expect(decide({ ...input, memory: JSON.parse(JSON.stringify(memory)) as NoticeMemory | null })).toEqual(decided)
        memory = decided.memory
        spent = new Set(all.map(({ cle }) => cle).filter((cle) => spent.has(cle)))
        const wanted = all.filter(
          (each) => !each.muette && (choice === 'toutes' || (choice === 'recues' && each.quoi === 'recue')),
        )
        const due = wanted.filter(({ cle }) => !spent.has(cle))
        if (decided.notice === null) {
          if (!first && due.length > 0) {
            // Something waits: there is a reason, and an instant.
            expect(suspend > 0 || now - last < QUIET_MS).toBe(true)
            expect(decided.again).toBeGreaterThan(now)
          } else expect(decided.again).toBeNull()
        } else {
          expect(first).toBe(false)
          expect(now - last).toBeGreaterThanOrEqual(QUIET_MS)
          expect(suspend).toBe(0)
          const counted = decided.notice.corps.match(/\d+/g)?.reduce((sum, digits) => sum + Number(digits), 0)
          expect(counted).toBe(due.length)
          last = now
          for (const { cle } of due) spent.add(cle)
        }
        for (const each of all) if (first || !wanted.includes(each)) spent.add(each.cle)
        expect(new Set(memory.dites)).toEqual(spent)
        first = false
      }
    }),
    { numRuns: 500 },
  )
})

test('a notice holds no word of anyone: nothing but counts', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ cle: fc.string(), quoi: fc.constantFrom(...KINDS), muette: fc.constant(false) })), (all) => {
      const { notice } = asked({ news: all })
      if (notice !== null)
        expect(notice.corps).toMatch(
          /^(?:\d+ (?:nouvelles? demandes? reçues?|réponses? à vos demandes|demandes? sans réponse\u202f: (?:un plan B est prêt|des plans B sont prêts))(?:, |$))+$/,
        )
    }),
  )
})
