import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Service, ServiceDora, Structure, StructureDora } from '../catalogue/record.ts'
import type { z } from 'zod'
import { type Check, REGLES, type Regle } from './checks.ts'
import { checksOf, sayDelay, standsInTheWay, type ToCheck } from './checking.ts'
import { ETATS } from './life.ts'
import { envoi, filled, serviceAsked, uuid } from './testing.ts'

type Dora = z.infer<typeof ServiceDora>

const TODAY = '2026-03-10'
const LILLE = { label: 'Lille (59)', zoneCodes: ['59350', '200093201', '59'] }

const sheet = (
  service: Partial<Service> = {},
  dora: Dora = {},
  structureDora: z.infer<typeof StructureDora> = {},
): NonNullable<ToCheck['sheet']> => ({
  service: {
    source: 'dora',
    structure_id: 'g1',
    id: 's1',
    nom: 'Atelier mobilité',
    date_maj: '2026-01-05',
    courriel: 'accueil@exemple.test',
    zone_eligibilite: ['59'],
    dora,
    ...service,
  },
  structure: {
    source: 'dora',
    id: 'g1',
    nom: 'Maison des départs',
    date_maj: '2026-01-05',
    courriel: 'maison@exemple.test',
    dora: structureDora,
  } as Structure,
  orientable: { ok: true, raison: 'La demande peut être envoyée au courriel du service.' },
  zone: { label: 'Nord (59)', noms: ['Nord (59)'] },
})

const complete: ToCheck = {
  content: filled,
  service: serviceAsked,
  sheet: sheet(),
  lieu: LILLE,
  attachments: [
    { nom: 'a.pdf', pour: 'Justificatif de domicile' },
    { nom: 'b.pdf', pour: 'Fiche de prescription' },
  ],
  sent: [],
  validee: true,
  today: TODAY,
}
const check = (regle: Regle, change: Partial<ToCheck> = {}): Check => {
  const found = checksOf({ ...complete, ...change }).checks.find((one) => one.regle === regle)
  if (found === undefined) throw new Error(regle)
  return found
}

it('a request with everything has nothing in its way', () => {
  const checks = checksOf(complete)
  expect(checks.checks.map(({ regle, niveau }) => `${regle} ${niveau}`)).toEqual(REGLES.map((regle) => `${regle} ok`))
  expect(standsInTheWay(checks, [])).toEqual([])
})

describe('each rule', () => {
  const young = { ...filled, beneficiaire_age: '17' }
  const inNord = (change: Partial<Service>) => ({ sheet: sheet(change) })
  const room = (etat: 'places' | 'liste-attente' | 'evaluation' | 'complet', jusqu_au: string, precision?: string) => ({
    sheet: sheet(
      {},
      { disponibilite: { etat, jusqu_au, dit_le: '2026-03-01', ...(precision === undefined ? {} : { precision }) } },
    ),
  })
  it.each<[string, Regle, Partial<ToCheck>, Check['niveau'], string]>([
    ['left the catalogue', 'orientable', { sheet: null }, 'bloquant', 'ne figure plus'],
    [
      'takes no request',
      'orientable',
      { sheet: { ...sheet(), orientable: { ok: false, raison: 'Ce service est archivé.' } } },
      'bloquant',
      'Ce service est archivé.',
    ],
    [
      'contradicted',
      'eligibilite',
      { content: young },
      'raison',
      'Condition\u202f: avoir 18 ans — non, parce que la personne a 17 ans',
    ],
    ['no public ticked', 'eligibilite', { content: { ...filled, situation: [] } }, 'raison', 'aucun public n’est coché'],
    ['no condition ticked', 'eligibilite', { content: { ...filled, criteres: [] } }, 'raison', 'aucune condition n’est cochée'],
    [
      'nothing ticked',
      'eligibilite',
      { content: { ...filled, situation: [], criteres: [] } },
      'raison',
      'aucun public ni aucune condition n’est coché',
    ],
    [
      'one condition of two',
      'eligibilite',
      { service: { ...serviceAsked, criteres: ['Avoir 18 ans', 'Avoir le code'] } },
      'attention',
      'à vérifier',
    ],
    ['open to all', 'eligibilite', { service: { ...serviceAsked, publics: [], criteres: [] } }, 'ok', 'éligible'],
    ['out of the zone', 'zone', inNord({ zone_eligibilite: ['62'] }), 'raison', 'Lille est hors de la zone'],
    ['by its EPCI', 'zone', inNord({ zone_eligibilite: ['200093201'] }), 'ok', 'Lille est dans la zone'],
    ['everywhere', 'zone', { ...inNord({ zone_eligibilite: ['france'] }), lieu: null }, 'ok', 'toute la France'],
    ['99100 is everywhere', 'zone', { ...inNord({ zone_eligibilite: ['99100'] }), lieu: null }, 'ok', 'toute la France'],
    ['commune unknown', 'zone', { lieu: null }, 'attention', 'n’est pas connue'],
    ['commune in no zone known', 'zone', { lieu: { label: 'En mer', zoneCodes: [] } }, 'attention', 'n’est pas connue'],
    ['zone not said', 'zone', inNord({ zone_eligibilite: null }), 'attention', 'n’est pas indiquée'],
    ['zone empty', 'zone', inNord({ zone_eligibilite: [] }), 'attention', 'n’est pas indiquée'],
    ['zone in another tongue', 'zone', inNord({ zone_eligibilite: ['R32-x'] }), 'attention', 'n’est pas reconnue'],
    [
      'no document',
      'documents',
      { attachments: [] },
      'raison',
      '«\u202fFiche de prescription\u202f», «\u202fJustificatif de domicile\u202f»',
    ],
    [
      'one of two',
      'documents',
      { attachments: [{ nom: 'a.pdf', pour: 'Justificatif de domicile' }] },
      'attention',
      'Fiche de prescription',
    ],
    ['a file for none of them', 'documents', { attachments: [{ nom: 'a.pdf', pour: '' }] }, 'attention', 'Il manque'],
    [
      'none asked',
      'documents',
      { attachments: [], service: { ...serviceAsked, documents: [], formulaires: [] } },
      'ok',
      'Aucun document n’est demandé',
    ],
    ['no e-mail', 'canal', inNord({ courriel: ' ' }), 'bloquant', 'Aucun courriel'],
    [
      'an e-mail kept for professionals',
      'canal',
      { sheet: sheet({ courriel: null }, { contact_masque: ['courriel'] }) },
      'ok',
      'réserve aux professionnels',
    ],
    [
      'France Travail: its structure’s',
      'canal',
      { sheet: sheet({ courriel: null }, { france_travail_orientable: true }) },
      'ok',
      'maison@exemple.test',
    ],
    ['broken', 'canal', inNord({ courriel: 'accueil@' }), 'bloquant', 'n’est pas une adresse'],
    [
      'with its habits',
      'canal',
      { sheet: sheet({}, { delai_reponse: { jours: 4, reponses: 5 } }) },
      'ok',
      'Répond en général en 4 jours.',
    ],
    ['left the catalogue', 'canal', { sheet: null }, 'bloquant', 'ne figure plus'],
    [
      'full',
      'disponibilite',
      room('complet', '2026-03-31', 'session d’avril'),
      'raison',
      'complet jusqu’au 31/03/2026 (session d’avril)',
    ],
    ['full until today', 'disponibilite', room('complet', TODAY), 'raison', 'complet'],
    [
      'full until yesterday: nothing is known any more',
      'disponibilite',
      room('complet', '2026-03-09'),
      'ok',
      'ne sont pas indiquées',
    ],
    ['a waiting list', 'disponibilite', room('liste-attente', '2026-03-31'), 'attention', 'Liste d’attente'],
    ['an assessment first', 'disponibilite', room('evaluation', '2026-03-31'), 'ok', 'Évaluation d’abord'],
    ['room', 'disponibilite', room('places', '2026-03-31'), 'ok', 'Places disponibles jusqu’au 31/03/2026'],
    [
      'suspended',
      'disponibilite',
      { sheet: sheet({}, { suspension_date: '2026-03-09' }) },
      'raison',
      'suspendu depuis le 09/03/2026',
    ],
    ['last day', 'disponibilite', { sheet: sheet({}, { suspension_date: TODAY }) }, 'ok', 'ne sont pas indiquées'],
    ['closed', 'disponibilite', { sheet: sheet({}, {}, { is_obsolete: true }) }, 'raison', 'fermée'],
    ['not validated', 'moderation', { validee: false }, 'attention', 'sera vérifiée avant d’être transmise'],
  ])('%s (%s)', (_, regle, change, niveau, message) => {
    const found = check(regle, change)
    expect(found.niveau).toBe(niveau)
    expect(found.message).toContain(message)
  })
})

describe('the same person, asked for already', () => {
  const other = { ...envoi().service, id: 's2', nom: 'Prêt de scooters' }
  const elsewhere = { ...other, structure_id: 'g2' }
  it.each<[string, Partial<ReturnType<typeof envoi>>, Check['niveau']]>([
    ['waiting', {}, 'raison'],
    ['held by moderation', { etat: 'MODÉRATION_EN_COURS' }, 'raison'],
    ['answered lately', { etat: 'REFUSÉE', traitee_le: '2026-03-05T09:00:00.000Z' }, 'attention'],
    [
      'six months ago to the day',
      { etat: 'VALIDÉE', cree_le: '2025-08-01T09:00:00.000Z', traitee_le: '2025-09-10T09:00:00.000Z' },
      'attention',
    ],
    ['longer ago', { etat: 'VALIDÉE', cree_le: '2025-08-01T09:00:00.000Z', traitee_le: '2025-09-09T09:00:00.000Z' }, 'ok'],
    ['another service of the structure', { service: other }, 'attention'],
    ['another structure', { service: elsewhere }, 'ok'],
    ['someone else', { personne: { ...envoi().personne, prenom: 'Léopoldine' } }, 'ok'],
    ['a name mistyped', { personne: { ...envoi().personne, nom: 'Imaginare', telephone: '', courriel: '' } }, 'raison'],
    ['anonymised since', { personne: { ...envoi().personne, nom: '', prenom: '', telephone: '', courriel: '' } }, 'ok'],
  ])('%s', (_, change, niveau) => {
    expect(check('doublon', { sent: [envoi(change)] }).niveau).toBe(niveau)
  })

  it('says when, by whom and what became of it', () => {
    expect(check('doublon', { sent: [envoi()] }).message).toBe(
      'Une demande pour cette personne a été envoyée le 02/03/2026 par Bérengère Fictive à ce même service\u202f: en attente de réponse.',
    )
    expect(check('doublon', { sent: [envoi({ service: other })] }).message).toContain('(«\u202fPrêt de scooters\u202f»)')
  })

  it('what waits comes before what is closed, and the one that this draft makes up for is none', () => {
    const closed = envoi({
      id: uuid(2),
      etat: 'REFUSÉE',
      traitee_le: '2026-03-08T09:00:00.000Z',
      cree_le: '2026-03-07T09:00:00.000Z',
    })
    expect(check('doublon', { sent: [closed, envoi()] }).niveau).toBe('raison')
    expect(check('doublon', { sent: [envoi()], content: { ...filled, remplace: uuid(1) } }).niveau).toBe('ok')
  })
})

describe('sending all the same', () => {
  const late: Partial<ToCheck> = { attachments: [], content: { ...filled, situation: [] } }
  it('asks for a reason of each rule that wants one', () => {
    const checks = checksOf({ ...complete, ...late })
    expect(standsInTheWay(checks, [])).toEqual(['eligibilite', 'documents'])
    expect(standsInTheWay(checks, [{ regle: 'documents', raison: 'Elle les apportera.' }])).toEqual(['eligibilite'])
    expect(standsInTheWay(checks, [{ regle: 'documents', raison: '  ' }])).toEqual(['eligibilite', 'documents'])
    expect(
      standsInTheWay(checks, [
        { regle: 'documents', raison: 'Elle les apportera.' },
        { regle: 'eligibilite', raison: 'Vu au téléphone.' },
      ]),
    ).toEqual([])
  })

  it('no reason opens what blocks', () => {
    const checks = checksOf({ ...complete, sheet: null })
    expect(
      standsInTheWay(
        checks,
        REGLES.map((regle) => ({ regle, raison: 'Quand même.' })),
      ),
    ).toEqual(['orientable', 'canal'])
  })
})

it('habits are told from three answers', () => {
  expect(sayDelay({ jours: 4, reponses: 2 })).toBeNull()
  expect(sayDelay({ jours: 4.4, reponses: 3 })).toBe('Répond en général en 4 jours')
  expect(sayDelay({ jours: 1, reponses: 3 })).toBe('Répond en général en 1 jour')
  expect(sayDelay({ jours: 0.2, reponses: 3 })).toBe('Répond en général dans la journée')
  expect(sayDelay(null)).toBeNull()
})

it('whatever is given, every rule is said once, in French, and what is not known is never « ok » for the zone', () => {
  const anySent = fc.array(
    fc.record({ etat: fc.constantFrom(...ETATS), traitee_le: fc.constantFrom(null, '2026-03-05T09:00:00.000Z') }).map(envoi),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(
      fc.record({
        sheet: fc.constantFrom(null, sheet(), sheet({ zone_eligibilite: null }), sheet({ courriel: null })),
        lieu: fc.constantFrom(null, LILLE),
        situation: fc.subarray(serviceAsked.publics),
        criteres: fc.subarray(serviceAsked.criteres),
        age: fc.constantFrom('', '15', '34', '70', 'x'),
        sent: anySent,
        validee: fc.boolean(),
      }),
      ({ situation, criteres, age, ...rest }) => {
        const content = { ...filled, situation, criteres, beneficiaire_age: age }
        const { checks, eligibilite } = checksOf({ ...complete, ...rest, content })
        expect(checks.map(({ regle }) => regle)).toEqual(REGLES)
        for (const { message } of checks) expect(message).toMatch(/^\P{Ll}.*[.)]$/u)
        const niveau = (regle: Regle) => checks.find((one) => one.regle === regle)?.niveau
        if (rest.lieu === null || rest.sheet === null) expect(niveau('zone')).not.toBe('ok')
        expect(niveau('eligibilite') === 'ok').toBe(eligibilite.verdict === 'eligible')
      },
    ),
  )
})
