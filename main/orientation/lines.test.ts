import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { OrientationLine, OrientationView } from '#shared/contract/orientation.ts'
import type { Envoi, Reception } from '#shared/orientation/model.ts'
import type { SeenRequest } from '../user/requests-types.ts'
import type { Brief } from '../user/requests-brief.ts'
import { countsOf, createLineMemo, lineOf, newestFirst, nextChange, replacementsIn } from './lines.ts'
import { DAY_MS, ME, received, receivedBrief, seen, SENT_AT, sent, sentBrief, uuid } from './testing/requests.ts'
import { viewOf } from './view.ts'

const NOW = SENT_AT + DAY_MS
const iso = (ms: number): string => new Date(ms).toISOString()
const lines = (all: readonly Brief[], now = NOW) => {
  const replacements = replacementsIn(all)
  return all.toSorted(newestFirst).map((one) => lineOf(one, replacements, { me: ME, now }))
}

describe('a request in a list', () => {
  it('sent: who was asked, who sent it, and what comes next', () => {
    const [line] = lines([sentBrief({ evenements: [{ le: iso(SENT_AT + 1), quoi: 'lue', cote: 'lien', par: '', texte: '' }] })])
    expect(OrientationLine.parse(line)).toEqual(line)
    expect(line).toMatchObject({
      sens: 'envoi',
      personne: 'Zéphirine Imaginaire',
      structureNom: 'Maison des départs',
      prescripteur: 'Bérengère Fictive',
      suivi_par: '',
      a_moi: true,
      bouge_le: iso(SENT_AT + 1),
      tour: 'structure',
      echeance: { quoi: 'reponse-attendue', le: iso(SENT_AT + 7 * DAY_MS) },
      retard: false,
      plan_b: false,
    })
  })

  it('received: who asks, and who takes care of it', () => {
    const suivi_par = { user_id: 'u2', nom: 'Awa Fictive' }
    const [line] = lines([receivedBrief({ suivi_par })])
    expect(line).toMatchObject({
      sens: 'reception',
      structureNom: 'Relais de Bellerive',
      prescripteur: 'Alix Fabre',
      suivi_par: 'Awa Fictive',
      a_moi: false,
    })
    expect(lines([receivedBrief({ suivi_par: { ...suivi_par, user_id: ME } })])[0]?.a_moi).toBe(true)
  })

  it('newest first, whatever the order they come in', () => {
    const all = [3, 1, 2].map((n) => sentBrief({ id: uuid(n), cree_le: iso(SENT_AT + n * 1_000) }))
    expect(lines([...all, receivedBrief({ cree_le: iso(SENT_AT) })]).map(({ id }) => id)).toEqual([
      uuid(3),
      uuid(2),
      uuid(1),
      uuid(101),
    ])
  })

  it('whose letter was not delivered is late at once for who sent it, and for nobody else', () => {
    const non_remise_le = iso(SENT_AT + 1)
    expect(lines([sentBrief({ non_remise_le })])[0]).toMatchObject({ tour: 'prescripteur', retard: true, plan_b: true })
    expect(lines([receivedBrief({ non_remise_le })])[0]).toMatchObject({ tour: 'structure', retard: false })
  })

  it('of whichever of one’s structures it is: the one that sent it, or the one that received it', () => {
    const of = (one: Brief) => lines([one])[0]?.structure_id
    expect(of(sentBrief())).toBe(sent().prescripteur.structure_id)
    expect(of(receivedBrief())).toBe(received().service.structure_id)
    expect(of(receivedBrief({ service: { ...received().service, structure_id: null } }))).toBe('')
  })

  it('late: the other side’s turn to look elsewhere, the structure’s to answer all the same', () => {
    const late = SENT_AT + 8 * DAY_MS
    expect(lines([sentBrief()], late)[0]).toMatchObject({ retard: true, tour: 'prescripteur', plan_b: true })
    expect(lines([receivedBrief()], late)[0]).toMatchObject({ retard: true, tour: 'structure', plan_b: false })
  })

  test.each<[string, Partial<Envoi>, boolean]>([
    ['refused', { etat: 'REFUSÉE' }, true],
    ['expired', { etat: 'EXPIRÉE' }, true],
    ['accepted', { etat: 'VALIDÉE' }, false],
    ['withdrawn', { etat: 'ANNULÉE' }, false],
    ['held', { etat: 'MODÉRATION_EN_COURS' }, false],
    ['refused, of nobody any more', { etat: 'REFUSÉE', anonyme_le: iso(NOW) }, false],
  ])('a plan B for one that is %s: %s', (_, over, expected) => {
    expect(lines([sentBrief({ traitee_le: iso(SENT_AT), ...over })])[0]?.plan_b).toBe(expected)
  })

  test.each<[string, Partial<Envoi>, Partial<SeenRequest<Envoi>>, boolean]>([
    ['another was sent in its place', {}, {}, false],
    ['the other waits on this desk', {}, { envoi: 'attente' }, false],
    ['the other was withdrawn', { etat: 'ANNULÉE' }, {}, true],
    ['the other was not taken by the server', {}, { envoi: 'refuse' }, true],
  ])('a plan B for one refused when %s: %s', (_, over, more, expected) => {
    const refused = sentBrief({ etat: 'REFUSÉE', traitee_le: iso(SENT_AT) })
    const other = sentBrief({ id: uuid(2), remplace: uuid(1), ...over }, more)
    expect(lines([refused, other]).find(({ id }) => id === uuid(1))?.plan_b).toBe(expected)
  })
})

describe('how many ask for something', () => {
  const treated = { traitee_le: iso(SENT_AT) } as const
  const colleague = { suivi_par: { user_id: 'u2', nom: 'Awa Fictive' } }
  test.each<[string, readonly Brief[], number, Partial<ReturnType<typeof countsOf>>]>([
    ['received', [receivedBrief()], NOW, { a_traiter: 1 }],
    ['received, a colleague’s', [receivedBrief(colleague)], NOW, {}],
    ['received, put off', [receivedBrief({ pas_avant: '2026-03-20' })], NOW, {}],
    ['received, put off until yesterday', [receivedBrief({ pas_avant: '2026-03-02' })], NOW, { a_traiter: 1 }],
    ['received and accepted', [receivedBrief({ etat: 'VALIDÉE', ...treated })], NOW, { a_constater: 1 }],
    [
      'accepted, and begun',
      [receivedBrief({ etat: 'VALIDÉE', ...treated, issue: { quoi: 'commencee', le: iso(SENT_AT), cote: 'structure' } })],
      NOW,
      {},
    ],
    ['sent', [sentBrief()], NOW, {}],
    ['sent, late', [sentBrief()], SENT_AT + 8 * DAY_MS, { en_retard: 1 }],
    [
      'sent, late, a colleague’s',
      [sentBrief({ prescripteur: { ...sentBrief().prescripteur, user_id: 'u2' } })],
      SENT_AT + 8 * DAY_MS,
      {},
    ],
    ['sent and refused', [sentBrief({ etat: 'REFUSÉE', ...treated })], NOW, {}],
    ['sent and accepted', [sentBrief({ etat: 'VALIDÉE', ...treated })], NOW, { a_constater: 1 }],
  ])('%s', (_, all, now, expected) => {
    expect(countsOf(lines(all, now))).toEqual({ a_traiter: 0, en_retard: 0, a_constater: 0, ...expected })
  })
})

test('between now and the next change, no line says anything else; then one does', () => {
  const made = fc.record({
    days: fc.integer({ min: 0, max: 40 }),
    etat: fc.constantFrom('OUVERTE', 'OUVERTE', 'REFUSÉE', 'EXPIRÉE', 'VALIDÉE', 'ANNULÉE'),
    pas_avant: fc.constantFrom(null, null, '2026-03-20'),
  })
  fc.assert(
    fc.property(fc.array(made, { minLength: 1, maxLength: 6 }), (docs) => {
      const all = docs.map(({ days, ...over }, index) =>
        sentBrief({ id: uuid(index + 1), cree_le: iso(NOW - days * DAY_MS), ...over }),
      )
      const told = (now: number) => {
        const found = new Map(lines(all, now).map((line) => [line.id, line]))
        return all.flatMap((brief) => {
          const line = found.get(brief.id)
          return line === undefined ? [] : [{ brief, line }]
        })
      }
      const next = nextChange(told(NOW), NOW)
      const at = (now: number) => told(now).map(({ line }) => line)
      expect(at((next ?? NOW + 800 * DAY_MS) - 1)).toEqual(at(NOW))
      if (next === null) return
      expect(next).toBeGreaterThan(NOW)
      expect(at(next)).not.toEqual(at(NOW))
    }),
  )
})

test('remembered, a line says what it would say made again, whenever it is asked and whoever is there', () => {
  const day = fc.integer({ min: -3, max: 45 })
  const etat = fc.constantFrom('OUVERTE', 'OUVERTE', 'REFUSÉE', 'EXPIRÉE', 'VALIDÉE', 'ANNULÉE')
  const made = fc.record({
    etat,
    pas_avant: fc.constantFrom(null, '2026-03-20'),
    remplace: fc.constantFrom(null, uuid(1), uuid(2)),
  })
  fc.assert(
    fc.property(
      fc.array(made, { minLength: 1, maxLength: 4 }),
      fc.array(fc.record({ day, me: fc.constantFrom(ME, 'u2'), only: fc.integer({ min: 1, max: 4 }) }), { maxLength: 12 }),
      (docs, looks) => {
        const all = docs.map((over, index) => sentBrief({ id: uuid(index + 1), ...over }))
        const memo = createLineMemo()
        for (const { day: days, me, only } of looks) {
          const some = all.slice(0, only)
          const replacements = replacementsIn(some)
          const seeing = { me, now: SENT_AT + days * DAY_MS }
          for (const one of some) expect(memo(one, replacements, seeing)).toEqual(lineOf(one, replacements, seeing))
        }
      },
    ),
  )
})

describe('one request, whole', () => {
  const view = (doc: Envoi, over: Partial<SeenRequest<Envoi>> = {}, now = NOW) => {
    const found = viewOf({ sens: 'envoi', seen: seen(doc, over) }, replacementsIn([]), { me: ME, now })
    expect(OrientationView.parse(found)).toEqual(found)
    return found
  }
  const viewReceived = (doc: Reception, over: Partial<SeenRequest<Reception>> = {}) =>
    viewOf({ sens: 'reception', seen: seen(doc, over) }, replacementsIn([]), { me: ME, now: NOW })

  it('sent and open: what its side may do, and from when to remind', () => {
    const found = view(sent())
    expect(found.gestes).toEqual(['relancer', 'annuler', 'confier'])
    expect(found.relance_des).toBe(iso(SENT_AT + 3 * DAY_MS))
    expect(view(sent(), {}, SENT_AT + 3 * DAY_MS).relance_des).toBeNull()
    expect(found.recue).toBeNull()
    expect(found.envoyee?.id).toBe(uuid(1))
  })

  it('received and open: what the structure may do; no letter to someone without an address', () => {
    const found = viewReceived(received())
    expect(found.gestes).toEqual([
      'lire',
      'accuser',
      'reporter',
      'accepter',
      'refuser',
      'ecrire-beneficiaire',
      'ecrire-prescripteur',
      'confier',
    ])
    const { personne } = received()
    expect(viewReceived(received({ personne: { ...personne, courriel: '' } })).gestes).not.toContain('ecrire-beneficiaire')
    expect(found.relance_des).toBeNull()
  })

  it('files and person: until when', () => {
    const pieces = [{ id: uuid(50), nom: 'devis.pdf', pour: '', type: 'application/pdf', taille: 10 }]
    expect(view(sent({ pieces })).pieces_jusqu_au).toBeNull()
    expect(view(sent({ pieces, etat: 'VALIDÉE', traitee_le: '2026-03-10T00:00:00.000Z' })).pieces_jusqu_au).toBe(
      '2026-09-10T00:00:00.000Z',
    )
    expect(view(sent({ etat: 'VALIDÉE', traitee_le: '2026-03-10T00:00:00.000Z' })).pieces_jusqu_au).toBeNull()
    expect(view(sent()).anonyme_des).toBe(iso(SENT_AT + 730 * DAY_MS))
  })

  it('refused by the server, or of nobody any more: nothing may be done of it but read', () => {
    const refus = { mut_id: 'm1', message: 'Refusée.', type: 'envoi.create', texte: '' }
    expect(view(sent(), { envoi: 'refuse', refus })).toMatchObject({
      gestes: [],
      refus: { mut_id: 'm1', message: 'Refusée.', creation: true },
    })
    expect(view(sent({ anonyme_le: iso(NOW) })).gestes).toEqual([])
    // An act that was refused leaves the others.
    const nudge = { ...refus, type: 'envoi.nudge' }
    const left = view(sent(), { envoi: 'refuse', refus: nudge })
    expect(left.gestes).toContain('annuler')
    expect(left.refus?.creation).toBe(false)
    // The server knows it, though nothing may be done of it.
    expect(view(sent({ anonyme_le: iso(NOW) }), { envoi: 'refuse', refus: nudge })).toMatchObject({
      gestes: [],
      refus: { creation: false },
    })
  })
})
