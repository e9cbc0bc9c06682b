import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attachment, CHAMPS_EMPLOIS, CONTACT_PREFERENCES, DraftContent, type DraftService } from './draft.ts'
import { FIELD_ORDER, LIMITS, problems, stateOf } from './rules.ts'

const service: DraftService = {
  id: 's1',
  nom: 'Atelier mobilité',
  structure: 'Maison des départs',
  publics: ['Jeunes', 'Demandeurs d’emploi'],
  criteres: ['Avoir 18 ans'],
  documents: ['Justificatif de domicile'],
  formulaires: [{ nom: 'Fiche de prescription' }],
  formulaire_en_ligne: null,
  payant: null,
  orientable: true,
  orientable_raison: '',
  courriel: null,
  telephone: null,
  adresse: '',
}
const content: DraftContent = DraftContent.parse({
  situation: ['Jeunes'],
  criteres: ['Avoir 18 ans'],
  structure_prescriptrice: 'Mission locale de Valbourg',
  referent_nom: 'Fictive',
  referent_prenom: 'Bérengère',
  referent_telephone: '06 12 34 56 78',
  referent_courriel: 'berengere@exemple.fr',
  beneficiaire_nom: 'Imaginaire',
  beneficiaire_prenom: 'Zéphirine',
  preferences_contact: ['REFERENT'],
  engagement: true,
})
const file = (nom: string, pour: string): Attachment => ({
  id: nom,
  nom,
  taille: 10,
  type: 'application/pdf',
  pour,
  ajoute_le: '2026-03-02T08:00:00Z',
})
const files = [file('domicile.pdf', 'Justificatif de domicile'), file('fiche.pdf', 'Fiche de prescription')]
const TODAY = '2026-03-02'

const told = (change: Partial<DraftContent>, over: Partial<DraftService> = {}, attached = files) =>
  problems({ ...content, ...change }, { ...service, ...over }, attached, TODAY).map(({ champ, niveau }) => `${niveau} ${champ}`)

describe('a complete request', () => {
  it('has no problem', () => {
    expect(told({})).toEqual([])
    expect(stateOf([])).toBe('pret-a-envoyer')
  })
})

describe('each rule', () => {
  it.each<[string, Partial<DraftContent>, string[]]>([
    ['a public to tick', { situation: [] }, ['avertissement situation']],
    ['a public the service does not have', { situation: ['Séniors'] }, ['avertissement situation']],
    ['a criterion to tick', { criteres: [] }, ['avertissement criteres']],
    ['the structure', { structure_prescriptrice: ' ' }, ['erreur structure_prescriptrice']],
    ['the referent’s name', { referent_nom: '' }, ['erreur referent_nom']],
    ['the referent’s first name', { referent_prenom: '' }, ['erreur referent_prenom']],
    ['the referent’s phone', { referent_telephone: '' }, ['erreur referent_telephone']],
    ['a phone with nine digits', { referent_telephone: '06 12 34 56 7' }, ['erreur referent_telephone']],
    ['a phone that starts with 1', { referent_telephone: '1612345678' }, ['erreur referent_telephone']],
    ['a short number for an office', { referent_telephone: '3949' }, []],
    ['an international form', { referent_telephone: '+33 (0)6 12 34 56 78' }, []],
    ['an overseas form', { referent_telephone: '+262 692 12 34 56' }, []],
    ['the referent’s e-mail', { referent_courriel: '' }, ['erreur referent_courriel']],
    ['a wrong e-mail', { referent_courriel: 'berengere@exemple' }, ['erreur referent_courriel']],
    ['the person’s name', { beneficiaire_nom: '' }, ['erreur beneficiaire_nom']],
    ['the person’s first name', { beneficiaire_prenom: '' }, ['erreur beneficiaire_prenom']],
    [
      'ten digits for France Travail',
      { beneficiaire_numero_france_travail: '0123456789' },
      ['erreur beneficiaire_numero_france_travail'],
    ],
    ['eleven digits, spaced', { beneficiaire_numero_france_travail: '012 3456 7890' }, []],
    ['a day that does not exist', { beneficiaire_disponibilite: '2026-02-30' }, ['erreur beneficiaire_disponibilite']],
    ['a day gone by', { beneficiaire_disponibilite: '2026-03-01' }, ['avertissement beneficiaire_disponibilite']],
    ['today', { beneficiaire_disponibilite: TODAY }, []],
    ['no way to reach the person', { preferences_contact: [] }, ['erreur preferences_contact']],
    ['phone preferred, none given', { preferences_contact: ['TELEPHONE'] }, ['erreur beneficiaire_telephone']],
    [
      'a short number for a person',
      { preferences_contact: ['TELEPHONE'], beneficiaire_telephone: '3949' },
      ['erreur beneficiaire_telephone'],
    ],
    ['e-mail preferred, none given', { preferences_contact: ['EMAIL'] }, ['erreur beneficiaire_courriel']],
    ['a wrong e-mail of the person', { beneficiaire_courriel: 'zephirine' }, ['erreur beneficiaire_courriel']],
    ['the referent’s own e-mail', { beneficiaire_courriel: ' Berengere@Exemple.FR ' }, ['erreur beneficiaire_courriel']],
    ['another way, unsaid', { preferences_contact: ['AUTRE'] }, ['erreur beneficiaire_autre_contact']],
    ['a long reason', { motif: 'x'.repeat(601) }, ['erreur motif']],
    ['a reason of just the length', { motif: 'x'.repeat(600) }, []],
    ['a long name', { beneficiaire_nom: 'x'.repeat(141) }, ['erreur beneficiaire_nom']],
    ['a test word, in capitals', { beneficiaire_nom: 'TEST' }, ['avertissement beneficiaire_nom']],
    ['a test word in an address', { referent_courriel: 'test@exemple.fr' }, ['avertissement referent_courriel']],
    ['a word that only contains one', { motif: 'Conteste une attestation, détruit un tructeur.' }, []],
    ['a social security number', { motif: 'NIR 2 85 05 78 006 084 36' }, ['avertissement motif']],
    [
      'a Corsican one without spaces',
      { beneficiaire_autre_contact: '185052A006084' },
      ['avertissement beneficiaire_autre_contact'],
    ],
    ['a phone number in the reason', { motif: 'Joignable au 06 12 34 56 78 le matin.' }, []],
    ['a SIRET in the reason', { motif: 'Employée par 12345678901234.' }, []],
    ['an age in letters', { beneficiaire_age: 'trente' }, ['avertissement beneficiaire_age']],
    ['an age nobody has', { beneficiaire_age: '121' }, ['avertissement beneficiaire_age']],
    ['an age', { beneficiaire_age: ' 34 ' }, []],
    ['no commitment', { engagement: false }, ['erreur engagement']],
  ])('%s', (_, change, expected) => {
    expect(told(change)).toEqual(expected)
  })

  it('a service open to all, or without condition, asks for no tick', () => {
    expect(told({ situation: [], criteres: [] }, { publics: [], criteres: [] })).toEqual([])
  })

  it('documents asked: told together with none, one by one with some', () => {
    expect(told({}, {}, [])).toEqual(['avertissement pieces'])
    expect(told({}, {}, [file('domicile.pdf', 'Justificatif de domicile')])).toEqual(['avertissement pieces'])
    expect(told({}, { documents: [], formulaires: [] }, [])).toEqual([])
  })

  it('documents no one may send are told by their name, without blocking', () => {
    for (const nom of [
      'Carte VITALE recto.pdf',
      'attestation_cpam.pdf',
      'attestation de sécurité sociale.pdf',
      '2850578006084 36.pdf',
    ]) {
      expect(told({}, {}, [...files, file(nom, '')]), nom).toEqual(['avertissement pieces'])
    }
    expect(told({}, {}, [...files, file('revitalisation du quartier.pdf', ''), file('souvenir.pdf', '')])).toEqual([])
  })

  it('bank details are told unless the structure asks for them', () => {
    const bank = [...files, file('RIB.pdf', 'RIB')]
    expect(told({}, {}, bank)).toEqual(['avertissement pieces'])
    expect(told({}, { documents: ['Justificatif de domicile', 'RIB'] }, bank)).toEqual([])
    expect(told({}, { documents: ['Justificatif de domicile', 'Relevé d’identité bancaire'] }, bank)).toEqual([
      // The one asked for has no file of its own.
      'avertissement pieces',
    ])
  })

  it('a service that takes no request cannot be ready', () => {
    expect(told({}, { orientable: false })).toEqual(['erreur service'])
  })
})

describe('whatever is typed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 700 }),
    fc.constantFrom('', ' ', '06 12 34 56 78', 'a@b.fr', 'test', '2026-13-45', TODAY),
  )
  const anyContent: fc.Arbitrary<DraftContent> = fc.record({
    situation: fc.array(fc.oneof(text, fc.constantFrom(...service.publics)), { maxLength: 4 }),
    criteres: fc.array(fc.oneof(text, fc.constantFrom(...service.criteres)), { maxLength: 4 }),
    preferences_contact: fc.subarray([...CONTACT_PREFERENCES]),
    engagement: fc.boolean(),
    situation_autre: text,
    structure_prescriptrice: text,
    dossier: text,
    plan: text,
    referent_nom: text,
    referent_prenom: text,
    referent_telephone: text,
    referent_courriel: text,
    beneficiaire_nom: text,
    beneficiaire_prenom: text,
    beneficiaire_numero_france_travail: text,
    beneficiaire_disponibilite: text,
    beneficiaire_telephone: text,
    beneficiaire_courriel: text,
    beneficiaire_autre_contact: text,
    motif: text,
    structure_prescriptrice_id: text,
    beneficiaire_commune: text,
    beneficiaire_commune_nom: text,
    beneficiaire_age: text,
    jeton_emplois: text,
    champs_emplois: fc.subarray([...CHAMPS_EMPLOIS]),
    remplace: text,
    refus: text,
  })

  it('never throws, tells in the order of the page, and is ready exactly when nothing is an error', () => {
    fc.assert(
      fc.property(
        anyContent,
        fc.array(
          text.map((nom) => file(nom, nom)),
          { maxLength: 3 },
        ),
        fc.boolean(),
        (typed, attached, orientable) => {
          const found = problems(typed, { ...service, orientable }, attached, TODAY)
          const ranks = found.map(({ champ }) => (FIELD_ORDER as readonly string[]).indexOf(champ))
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
          expect(ranks).not.toContain(-1)
          expect(stateOf(found) === 'pret-a-envoyer').toBe(found.every(({ niveau }) => niveau === 'avertissement'))
        },
      ),
    )
  })

  it('every field has its place on the page', () => {
    const unseen = [
      'structure_prescriptrice_id',
      'beneficiaire_commune_nom',
      'jeton_emplois',
      'champs_emplois',
      'remplace',
      'refus',
      'dossier',
      'plan',
    ]
    expect([...FIELD_ORDER, ...unseen].sort()).toEqual([...Object.keys(content), 'service', 'pieces'].sort())
    for (const champ of Object.keys(LIMITS)) expect(FIELD_ORDER).toContain(champ)
  })
})
