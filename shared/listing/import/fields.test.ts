import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { entriesOf } from '../../reference/labels.ts'
import { fieldOf } from '../groups.ts'
import { importField, importFields, namesOf } from './fields.ts'

const KINDS = ['service', 'structure'] as const
const read = (kind: 'service' | 'structure', champ: string, texte: string) => {
  const field = importField(kind, champ)
  if (field === null) throw new Error(`no field ${champ}`)
  return field.lire(texte)
}
const levels = (kind: 'service' | 'structure', champ: string, texte: string) =>
  read(kind, champ, texte).notes.map(({ niveau }) => niveau)

const EXAMPLES: readonly (readonly ['service' | 'structure', string, string, unknown])[] = [
  ['service', 'nom', ' Atelier\n d’été ', 'Atelier d’été'],
  ['service', 'dora.short_desc', 'Une ligne\r\nune autre', 'Une ligne\nune autre'],
  ['service', 'description', '# Titre\n\n**gras**', '# Titre\n\n**gras**'],
  ['service', 'thematiques', 'Préparer un permis', ['mobilite--preparer-un-permis']],
  [
    'service',
    'thematiques',
    'mobilite--preparer-un-permis;SANTE MENTALE',
    ['mobilite--preparer-un-permis', 'sante--sante-mentale'],
  ],
  [
    'service',
    'thematiques',
    'Utiliser des services de mobilité douce, partagée ou collective, Addictions',
    ['mobilite--mobilite-douce-partagee-collective', 'sante--addictions'],
  ],
  [
    'service',
    'thematiques',
    "['sante--addictions', 'famille--garde-denfants']",
    ['famille--garde-denfants', 'sante--addictions'],
  ],
  ['service', 'thematiques', '["sante--addictions","famille--garde-denfants"]', ['famille--garde-denfants', 'sante--addictions']],
  ['service', 'type', 'Aide materielle', 'aide-materielle'],
  ['service', 'type', 'ATELIER', 'atelier'],
  ['service', 'publics', 'Jeunes | Seniors\nfamilles', ['familles', 'jeunes', 'seniors']],
  ['service', 'publics', "Demandeurs d'emploi", ['demandeurs-emploi']],
  ['service', 'frais', 'Gratuit', 'gratuit'],
  ['service', 'frais', 'oui', 'payant'],
  ['service', 'dora.is_cumulative', 'Oui', true],
  ['service', 'dora.is_contact_info_public', 'oui', true],
  ['service', 'dora.qpv_or_zrr', 'FAUX', false],
  ['service', 'dora.funding_labels', 'cd-drome, Région Réunion', ['cd-drome', 'rg-reunion']],
  ['service', 'dora.funding_labels', "Conseil départemental de l'Essonne", ['cd-essonne']],
  [
    'service',
    'dora.access_conditions',
    'Allocataire CAF, Sans logement / mal logé',
    ['Allocataire CAF', 'Sans logement / mal logé'],
  ],
  ['service', 'dora.requirements', "maitriser l'ecriture, la lecture", ['Maîtriser l’écriture, la lecture']],
  ['service', 'dora.requirements', 'Savoir nager; Parler français, un peu', ['Savoir nager', 'Parler français, un peu']],
  ['service', 'dora.credentials', 'Curriculum vitae', ['Curriculum vitae']],
  ['service', 'dora.coach_orientation_modes', 'Via le formulaire DORA, e-mail', ['formulaire-dora', 'envoyer-un-mail']],
  ['service', 'dora.beneficiaries_access_modes', 'Se présenter; téléphone', ['se-presenter', 'telephoner']],
  ['service', 'dora.coach_orientation_modes_external_form_link', 'exemple.test/formulaire', 'https://exemple.test/formulaire'],
  [
    'service',
    'dora.forms',
    'Fiche (https://exemple.test/f.pdf); Autre fiche',
    [{ nom: 'Fiche', url: 'https://exemple.test/f.pdf' }, { nom: 'Autre fiche' }],
  ],
  ['service', 'dora.forms', 'https://exemple.test/fiche.pdf', [{ nom: 'fiche.pdf', url: 'https://exemple.test/fiche.pdf' }]],
  ['service', 'dora.suspension_date', '31/12/2026', '2026-12-31'],
  ['service', 'dora.suspension_date', '2026-12-31T10:00', '2026-12-31'],
  ['service', 'dora.suspension_date', '1er août 2026', '2026-08-01'],
  ['service', 'dora.suspension_date', '5.3.26', '2026-03-05'],
  ['service', 'dora.suspension_date', '45292', '2024-01-01'],
  ['service', 'dora.update_frequency', 'Tous les 6 mois', 'tous-les-6-mois'],
  ['service', 'dora.status', 'brouillon', 'DRAFT'],
  ['service', 'volume_horaire_hebdomadaire', '2,5', 2.5],
  ['service', 'volume_horaire_hebdomadaire', '2h30', 2.5],
  ['service', 'nombre_semaines', '6 semaines', 6],
  ['service', 'modes_accueil', 'à distance, en présentiel', ['en-presentiel', 'a-distance']],
  ['service', 'repere.zone', 'department', 'department'],
  ['service', 'repere.zone', 'Département', 'department'],
  ['service', 'repere.zone', 'EPCI', 'epci'],
  ['service', 'zone_eligibilite', 'Nord (59), 1', ['59', '01']],
  ['service', 'zone_eligibilite', 'Bretagne', ['22', '29', '35', '56']],
  ['service', 'zone_eligibilite', 'Pas-de-Calais; 59350; 200093201', ['62', '59350', '200093201']],
  ['service', 'zone_eligibilite', 'France entière, 59', ['france']],
  ['service', 'telephone', '01 99 00 12 34', '+33199001234'],
  ['service', 'telephone', '199001234', '+33199001234'],
  ['service', 'telephone', 'Tél. : +33 (0)1.99.00.12.34', '+33199001234'],
  ['service', 'telephone', '0590 00 00 00', '+590590000000'],
  ['service', 'telephone', '3949', '3949'],
  ['service', 'courriel', ' <Accueil@Exemple.test>; ', 'accueil@exemple.test'],
  ['service', 'courriel', 'mailto:accueil@exemple.test', 'accueil@exemple.test'],
  ['service', 'code_postal', '59 000', '59000'],
  ['service', 'code_postal', '1000', '01000'],
  ['service', 'code_insee', '2a004', '2A004'],
  ['service', 'latitude', '50,63', 50.63],
  ['structure', 'siret', '732 829 320 00074', '73282932000074'],
  ['structure', 'dora.typology', 'ccas', 'CCAS'],
  ['structure', 'dora.typology', "Centres communaux d'action sociale", 'CCAS'],
  ['structure', 'dora.national_labels', 'France service, CAF', ['france-service', 'caf']],
  ['structure', 'dora.code_safir_ft', '1234', '01234'],
  ['structure', 'reseaux_porteurs', 'afpa', ['afpa']],
  ['structure', 'site_web', 'www.exemple.test', 'https://www.exemple.test'],
  ['structure', 'accessibilite_lieu', 'https://acceslibre.beta.gouv.fr/app/x/', 'https://acceslibre.beta.gouv.fr/app/x/'],
  ['structure', 'repere.administrateurs', 'a@exemple.test b@exemple.test, A@exemple.test', ['a@exemple.test', 'b@exemple.test']],
  ['structure', 'repere.modeles', 'modele-un;modele-deux', ['modele-un', 'modele-deux']],
]

describe('a text that is understood', () => {
  test.each(EXAMPLES)('%s %s: %s', (kind, champ, texte, valeur) => {
    expect(read(kind, champ, texte)).toEqual({ valeur, notes: [] })
  })

  test.each([
    ['service', 'telephone', '01 99 00 12 34 / 01 99 00 12 35', '+33199001234'],
    ['service', 'courriel', 'a@exemple.test ou b@exemple.test', 'a@exemple.test'],
    ['structure', 'siret', '73282932000075', '73282932000075'],
  ] as const)('with a warning: %s %s: %s', (kind, champ, texte, valeur) => {
    expect(read(kind, champ, texte).valeur).toBe(valeur)
    expect(levels(kind, champ, texte)).toEqual(['avertissement'])
  })
})

describe('a text that is not', () => {
  test.each([
    ['service', 'nom', 'x'.repeat(141), '141'],
    ['service', 'thematiques', 'Préparer un permi', '«\u00a0Préparer un permis\u00a0»'],
    ['service', 'type', 'atelier, formation', 'Une seule valeur'],
    ['service', 'frais', 'Parfois', 'Gratuit, Payant'],
    ['service', 'telephone', '12 34 5', 'téléphone'],
    ['service', 'telephone', 'voir site', '10 chiffres'],
    ['service', 'courriel', 'accueil(at)exemple.test', 'courriel'],
    ['service', 'dora.remote_url', 'javascript:alert(1)', 'https://'],
    ['service', 'dora.remote_url', 'https://moi:secret@exemple.test', 'https://'],
    ['service', 'dora.remote_url', 'ftp://exemple.test', 'https://'],
    ['service', 'dora.suspension_date', '31/02/2026', 'jj/mm/aaaa'],
    ['service', 'dora.is_cumulative', 'peut-être', '«\u00a0oui\u00a0»'],
    ['service', 'nombre_semaines', '2,5', 'nombre entier de 1'],
    ['service', 'zone_eligibilite', 'Nord; Atlantide', 'Atlantide'],
    ['service', 'code_postal', '590', '5 chiffres'],
    ['structure', 'siret', '7,32829E+13', 'format Texte'],
    ['structure', 'siret', '123', '14 chiffres'],
    ['structure', 'accessibilite_lieu', 'https://exemple.test', 'acceslibre'],
    ['structure', 'repere.administrateurs', 'a@exemple.test, b', 'courriel'],
    ['structure', 'dora.typology', 'Secte', 'liste'],
  ] as const)('%s %s: %s', (kind, champ, texte, said) => {
    const { notes } = read(kind, champ, texte)
    expect(notes).toEqual([{ niveau: 'erreur', message: expect.stringContaining(said) }])
  })

  it('keeps what it knows of a list, and tells each stranger', () => {
    const { valeur, notes } = read('service', 'publics', 'Jeunes, Martiens, Séniorss')
    expect(valeur).toEqual(['jeunes'])
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining('Martiens'), expect.stringContaining('Séniors')])
  })
})

const EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)>Bonjour<b onclick="x()"> à tous</b>\u202e'

describe.each(KINDS)('fields of %s', (kind) => {
  const fields = importFields(kind)

  it('have names that mean one of them only, and labels of the editor where it has them', () => {
    const owner = new Map<string, string>()
    for (const field of fields) {
      for (const name of namesOf(field)) {
        expect(`${name} → ${owner.get(name) ?? field.champ}`).toBe(`${name} → ${field.champ}`)
        owner.set(name, field.champ)
      }
      const shown = fieldOf(kind, field.champ)
      if (shown !== null) expect(field.libelle).toBe(shown.label)
    }
  })

  it('read every code and every label of their list back to the code', () => {
    const lists = [
      ['service', 'thematiques', 'thematiques'],
      ['service', 'publics', 'publics'],
      ['service', 'modes_accueil', 'modes_accueil'],
      ['service', 'dora.coach_orientation_modes', 'coach_orientation_modes'],
      ['service', 'dora.beneficiaries_access_modes', 'beneficiaries_access_modes'],
      ['service', 'dora.funding_labels', 'funding_labels'],
      ['structure', 'dora.national_labels', 'national_labels'],
      ['structure', 'reseaux_porteurs', 'reseaux_porteurs'],
    ] as const
    for (const [owner, champ, list] of lists) {
      if (owner !== kind) continue
      const labels = new Set<string>()
      for (const { value, label } of entriesOf(list)) {
        expect(read(kind, champ, value).valeur).toEqual([value])
        const same = labels.has(label)
        labels.add(label)
        if (!same && !entriesOf(list).some((one) => one.value !== value && one.value === label.toLowerCase())) {
          expect(read(kind, champ, label)).toEqual({ valeur: [value], notes: [] })
        }
      }
    }
  })

  it('never keep a tag, a script nor a character that hides, and say that something went', () => {
    for (const field of fields) {
      const { valeur, notes } = field.lire(EVIL)
      expect(JSON.stringify(valeur ?? null)).not.toMatch(/<|script|onerror|onclick|\u202e/i)
      expect(notes.length).toBeGreaterThan(0)
      expect(JSON.stringify(notes)).not.toMatch(/<script|<img|<b|\u202e/)
    }
  })

  it('never throw, and give either a value or a reason', () => {
    const anything = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes)),
      fc.string({ unit: fc.constantFrom(...'0123456789/-.,;|()[]\'"@:+=hHeE \n\t<>àé€') }),
      fc.constantFrom(...EXAMPLES.map(([, , texte]) => texte)),
    )
    fc.assert(
      fc.property(fc.constantFrom(...fields), anything, (field, texte) => {
        if (texte.trim() === '') return
        const { valeur, notes } = field.lire(texte.trim())
        if (valeur === undefined) expect(notes.length).toBeGreaterThan(0)
        expect(JSON.parse(JSON.stringify({ valeur }))).toEqual(valeur === undefined ? {} : { valeur })
      }),
      { numRuns: 2_000 },
    )
  })
})
