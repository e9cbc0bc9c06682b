import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import type { DraftContent, DraftService } from '#shared/orientation/draft.ts'
import { draftServiceOf } from '#shared/orientation/snapshot.ts'

/** Invented people and services, for this folder's tests. */
export const key = new Uint8Array(32).map((_, index) => (index * 37 + 11) & 255)

export const sheetOf = (id: string): Omit<ServiceSheet, 'droits'> => ({
  service: {
    source: 'dora',
    structure_id: 'g1',
    id,
    nom: 'Atelier mobilité',
    date_maj: '2026-01-05',
    publics: ['jeunes', 'demandeurs-emploi'],
    frais: 'payant',
    frais_precisions: '5 € par séance',
    courriel: 'accueil@exemple.fr',
    commune: 'Valbourg',
    code_postal: '59999',
    dora: {
      access_conditions: ['Avoir 18 ans', 'Aucun'],
      requirements: [],
      credentials: ['Justificatif de domicile', 'Carte Vitale'],
    },
  },
  structure: { source: 'dora', id: 'g1', nom: 'Maison des départs', date_maj: '2026-01-05' },
  horaires: null,
  orientable: { ok: true, raison: 'Reçoit les demandes par DORA.' },
  zone: { label: 'Valbourg', noms: ['Valbourg'] },
  score: 0.8,
  autres: [],
})

export const draftService: DraftService = draftServiceOf(sheetOf('s1'))

/** A request with nothing missing but its documents. */
export const invented: DraftContent = {
  situation: ['Jeunes'],
  situation_autre: '',
  criteres: ['Avoir 18 ans'],
  structure_prescriptrice: 'Mission locale de Valbourg',
  structure_prescriptrice_id: '',
  referent_nom: 'Fictive',
  referent_prenom: 'Bérengère',
  referent_telephone: '0612345678',
  referent_courriel: 'berengere@exemple.fr',
  beneficiaire_nom: 'Imaginaire',
  beneficiaire_prenom: 'Zéphirine',
  beneficiaire_numero_france_travail: '',
  beneficiaire_disponibilite: '2026-11-30',
  preferences_contact: ['EMAIL'],
  beneficiaire_telephone: '',
  beneficiaire_courriel: 'zephirine@exemple.fr',
  beneficiaire_autre_contact: '',
  motif: 'Souhaite passer le permis.',
  engagement: true,
  beneficiaire_commune: '',
  beneficiaire_commune_nom: '',
  beneficiaire_age: '',
  jeton_emplois: '',
  champs_emplois: [],
  dossier: '',
  plan: '',
  remplace: '',
  refus: '',
}
