import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FeuilleModele, FeuilleOptions } from './handout.ts'
import { emailText, inGsm, MOST_QR, MOST_SMS, qrText, smsText } from './message.ts'
import { type Asked, askedOfPlan, askedOfServices, makeFeuille } from './sheet.ts'
import { PlanDoc } from '../plan/plan.ts'
import { inventedSheet } from './testing/sheet.ts'

const today = new Date('2026-11-28T10:00:00Z')
const modele = FeuilleModele.parse({})
const make = (asked: Asked, sheets = [inventedSheet()], options: Partial<FeuilleOptions> = {}) =>
  makeFeuille({
    asked,
    sheets: new Map(sheets.map((one) => [one.service.id, one])),
    options: { ...FeuilleOptions.parse({}), ...options },
    modele,
    contact: { nom: 'Léa Martin', structure: 'Relais', telephone: '', courriel: 'lea@exemple.test' },
    today,
  })
const linesOf = (feuille: ReturnType<typeof make>, cle: string) =>
  feuille.blocs[0]?.fiches[0]?.rubriques.find((one) => one.cle === cle)?.lignes.map(({ fr }) => fr)

test('a service says what, where, when, whom to call, how to ask, papers and price', () => {
  const feuille = make(askedOfServices(['s1'], 'Permis'))
  expect(linesOf(feuille, 'quoi')).toEqual(['Se déplacer', 'Nous aidons à passer le permis.'])
  expect(linesOf(feuille, 'ou')).toEqual(['12 rue des Lilas', '59000 Lille'])
  expect(linesOf(feuille, 'quand')).toEqual([
    'Du lundi au jeudi\u202f: de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h\u00a030',
    'Vendredi\u202f: de 9\u00a0h à 12\u00a0h',
    'Prenez rendez-vous.',
  ])
  expect(linesOf(feuille, 'appeler')?.[0]).toBe('Téléphone\u202f: 03 20 00 00 00')
  expect(linesOf(feuille, 'demander')).toEqual(['Téléphonez.', 'Venez sur place.'])
  expect(linesOf(feuille, 'papiers')).toEqual(['Carte d’identité', 'Attestation RSA'])
  expect(linesOf(feuille, 'prix')).toEqual(['C’est gratuit.'])
  expect(feuille.mots.map(({ mot }) => mot)).toEqual(['attestation', 'RSA'])
})

test('what is not known is asked for, never left out', () => {
  const bare = inventedSheet({
    adresse: null,
    commune: null,
    code_postal: null,
    frais: null,
    dora: {},
    plages: [],
    mobilisable_par: ['professionnels'],
  })
  const feuille = make(askedOfServices(['s1'], ''), [{ ...bare, horaires: null }])
  expect(linesOf(feuille, 'ou')).toEqual(['Demandez l’adresse.'])
  expect(linesOf(feuille, 'quand')).toEqual(['Demandez les horaires.'])
  expect(linesOf(feuille, 'papiers')).toEqual(['Demandez quels papiers apporter.'])
  expect(linesOf(feuille, 'prix')).toEqual(['Demandez le prix.'])
  expect(linesOf(feuille, 'demander')).toEqual(['La personne qui vous aide fait la demande.'])
})

test('a plan: needs in order, a service once, notes for the person, never the counsellor’s own; who left is told apart', () => {
  const option = (serviceId: string, note = '') => ({ serviceId, nom: `Nom ${serviceId}`, structure: '', pourquoi: [], note })
  const doc = PlanDoc.parse({
    message: 'Appelez avant vendredi.',
    note: 'SECRET',
    besoins: [
      { id: 'a', mots: 'permis', thematiques: [], options: [option('s1', 'Demandez Awa.'), option('parti')] },
      { id: 'b', mots: 'vélo', thematiques: [], options: [option('s1'), option('s2')] },
    ],
  })
  const sheets = [inventedSheet(), inventedSheet({ id: 's2', nom: 'Vélo' })]
  const feuille = make(askedOfPlan(doc, 'Awa'), sheets, { langue: 'en' })
  expect(feuille.blocs.map(({ besoin, fiches }) => [besoin, fiches.map(({ numero, id }) => [numero, id])])).toEqual([
    ['permis', [[1, 's1']]],
    ['vélo', [[2, 's2']]],
  ])
  expect(linesOf(feuille, 'note')).toEqual(['Demandez Awa.'])
  expect(feuille.absents).toEqual(['Nom parti'])
  // Off unless asked: a paper is left on tables.
  expect(feuille.pour).toBeNull()
  expect(make(askedOfPlan(doc, 'Awa'), sheets, { prenom: true }).pour).toMatchObject({ fr: 'Pour Awa' })
  const text = emailText(feuille)
  expect(text).not.toContain('SECRET')
  for (const part of ['Appelez avant vendredi.', 'What price?', 'It is free.', 'Phone: 03 20 00 00 00', 'Léa Martin'])
    expect(text).toContain(part)
})

test('what it says is within three text messages and one code, whatever the names', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 400 })
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 36 }), (all) => {
      const sheets = all.map(([nom, adresse], n) => inventedSheet({ id: `s${n}`, nom, adresse }))
      const feuille = make(
        askedOfServices(
          sheets.map((one) => one.service.id),
          'Besoin',
        ),
        sheets,
      )
      expect(encodeURIComponent(qrText(feuille)).replace(/%../g, 'x').length).toBeLessThanOrEqual(MOST_QR)
      const sms = smsText(feuille)
      expect(sms.length).toBeLessThanOrEqual(MOST_SMS)
      expect(inGsm(sms)).toBe(sms)
      expect(sms).toContain('03 20 00 00 00')
    }),
    { numRuns: 30 },
  )
})

test('one service leaves room for all of it', () => {
  const feuille = make(askedOfServices(['s1'], ''))
  for (const part of ['Aide au permis', 'Mobilité Nord', '12 rue des Lilas', '03 20 00 00 00', 'Carte d’identité'])
    expect(qrText(feuille)).toContain(part.replaceAll(' ', qrText(feuille).includes(part) ? ' ' : '\u00a0'))
  expect(smsText(feuille)).toContain("Carte d'identité")
})

test('faults of the texts of services are told to the counsellor', () => {
  const feuille = make(askedOfServices(['s1'], ''), [
    inventedSheet({ description: 'Le dossier est instruit & la décision est notifiée par la commission départementale XYZT.' }),
  ])
  expect(feuille.lisibilite.join('\n')).toMatch(/sigle[\s\S]*XYZT/)
})

test('marks of direction in a name do not turn what surrounds it', () => {
  const feuille = make(askedOfServices(['s1'], ''), [inventedSheet({ nom: 'Aide\u202e\u2069 au permis' })], { langue: 'ar' })
  expect(feuille.blocs[0]?.fiches[0]?.nom).toBe('Aide au permis')
})
