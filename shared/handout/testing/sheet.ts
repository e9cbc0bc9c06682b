import type { ServiceSheet } from '../../contract/catalogue.ts'

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
type Given = { readonly id?: string; readonly plages?: readonly (readonly string[])[] } & Partial<ServiceSheet['service']>

/** Monday to Thursday, Friday by appointment. */
export const WEEK = DAYS.map((_, day) =>
  day < 4 ? ['09:00–12:00', '14:00–17:30'] : day === 4 ? ['09:00–12:00 (sur rendez-vous)'] : [],
)

/** An invented service as the catalogue gives it. */
export const inventedSheet = ({ id = 's1', plages = WEEK, ...service }: Given = {}): ServiceSheet => ({
  service: {
    source: 'exemple',
    structure_id: 'structure',
    id,
    nom: 'Aide au permis',
    description: 'Nous aidons à passer le permis. La suite est plus longue.',
    date_maj: '2026-11-01',
    thematiques: ['mobilite--passer-son-permis'],
    frais: 'gratuit',
    adresse: '12 rue des Lilas',
    code_postal: '59000',
    commune: 'Lille',
    code_insee: '59350',
    latitude: 50.63,
    longitude: 3.06,
    telephone: '0320000000',
    courriel: 'accueil@exemple.test',
    modes_accueil: ['en-presentiel'],
    modes_mobilisation: ['telephoner', 'se-presenter'],
    dora: { credentials: ['Carte d’identité', 'Attestation RSA'] },
    ...service,
  },
  structure: { source: 'exemple', id: 'structure', nom: 'Mobilité Nord', date_maj: '2026-11-01' },
  horaires: {
    brut: 'Mo-Th 09:00-12:00,14:00-17:30',
    decode: true,
    semaine: DAYS.map((jour, at) => ({ jour, plages: [...(plages[at] ?? [])] })),
    commentaires: [],
    ouvert: null,
    etat: '',
    change_le: null,
    deStructure: false,
  },
  orientable: { ok: true, raisons: [] } as unknown as ServiceSheet['orientable'],
  zone: { label: '', noms: [] },
  score: 1,
  autres: [],
  droits: { ecrire: false, voir_contact: false },
})
