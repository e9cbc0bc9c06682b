import { DraftContent, type DraftService } from './draft.ts'
import { Envoi, UNTOUCHED } from './model.ts'

/** Invented requests, for the tests of this folder. */

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const serviceAsked: DraftService = {
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
  courriel: 'accueil@exemple.test',
  telephone: null,
  adresse: '',
}

export const filled: DraftContent = DraftContent.parse({
  situation: ['Demandeurs d’emploi'],
  criteres: ['Avoir 18 ans'],
  structure_prescriptrice: 'Mission locale de Valbourg',
  structure_prescriptrice_id: 'p1',
  referent_nom: 'Fictive',
  referent_prenom: 'Bérengère',
  referent_telephone: '0612345678',
  referent_courriel: 'berengere@exemple.test',
  beneficiaire_nom: 'Imaginaire',
  beneficiaire_prenom: 'Zéphirine',
  beneficiaire_numero_france_travail: '01234567890',
  beneficiaire_disponibilite: '2026-03-20',
  preferences_contact: ['EMAIL'],
  beneficiaire_courriel: 'zephirine@exemple.test',
  beneficiaire_telephone: '0700000000',
  motif: 'Souhaite passer le permis.',
  engagement: true,
  beneficiaire_age: '24',
  beneficiaire_commune: '59350',
  beneficiaire_commune_nom: 'Lille',
})

/** A request as its author reads it, sent on the 2nd of March 2026 and waiting. */
export const envoi = (change: Partial<Envoi> = {}): Envoi => ({
  ...Envoi.parse({
    id: uuid(1),
    etat: 'OUVERTE',
    cree_le: '2026-03-02T09:00:00.000Z',
    service: {
      id: 's1',
      nom: 'Atelier mobilité',
      structure_id: 'g1',
      structure_nom: 'Maison des départs',
      adresse: '1 rue des Lilas, 59999 Valbourg',
      thematiques: ['mobilite--preparer-un-permis', 'mobilite--se-deplacer'],
      duree: null,
    },
    prescripteur: {
      user_id: 'u1',
      nom: 'Bérengère Fictive',
      structure_id: 'p1',
      structure_nom: 'Mission locale de Valbourg',
      courriel: 'berengere@exemple.test',
    },
    source: 'DORA',
    referent: { nom: 'Fictive', prenom: 'Bérengère', telephone: '0612345678', courriel: 'berengere@exemple.test' },
    personne: {
      nom: 'Imaginaire',
      prenom: 'Zéphirine',
      numero_france_travail: '',
      disponibilite: '2026-03-20',
      preferences: ['EMAIL'],
      telephone: '0700000000',
      courriel: 'zephirine@exemple.test',
      autre_contact: '',
    },
    besoin: {
      situation: ['Demandeurs d’emploi'],
      situation_autre: '',
      criteres: ['Avoir 18 ans'],
      motif: 'Souhaite passer le permis.',
    },
    pieces: [],
    delai_habituel: null,
    ...UNTOUCHED,
    evenements: [],
    contournements: [],
    remplace: null,
    courriers: [],
  }),
  ...change,
})
