import { type Orientation, UNTOUCHED } from '#shared/orientation/model.ts'

/** An invented request, whole: what letters are tried with. */

export const SENT_AT = '2026-11-12T09:30:00.000Z'
export const STRUCTURE = 'accueil@atelier-roue.exemple.test'
export const PRESCRIBER = 'nadia.benali@mission.exemple.test'
export const REFERENT = 'camille.roux@ccas.exemple.test'
export const PERSON = 'zelie.quintard@exemple.test'

const service: Orientation['service'] = {
  id: 'demo--roue',
  nom: 'Réparer son vélo pour aller travailler',
  structure_id: 'demo--atelier',
  structure_nom: 'L’Atelier de la roue',
  adresse: '3 rue de l’Exemple, 75011 Paris',
  thematiques: ['mobilite--entretenir-reparer-son-vehicule'],
  duree: null,
}
const prescripteur: Orientation['prescripteur'] = {
  user_id: 'u-nadia',
  nom: 'Nadia Benali',
  structure_id: 'demo--mission',
  structure_nom: 'Mission locale de l’Exemple',
  courriel: PRESCRIBER,
}
const personne: Orientation['personne'] = {
  nom: 'Quintard',
  prenom: 'Zélie',
  numero_france_travail: '12345678901',
  disponibilite: '2026-12-01',
  preferences: ['TELEPHONE', 'EMAIL'],
  telephone: '0698765432',
  courriel: PERSON,
  autre_contact: 'Laisser un mot au gardien',
}

/** Sent, and not answered yet. */
export const sampleRequest = (more: Partial<Orientation> = {}): Orientation => ({
  id: '6b0f8c1e-58a3-4d7e-9b3a-2f5d1c7e9a40',
  etat: 'OUVERTE',
  cree_le: SENT_AT,
  service,
  prescripteur,
  source: 'DORA',
  referent: { nom: 'Roux', prenom: 'Camille', telephone: '0123456789', courriel: REFERENT },
  personne,
  besoin: {
    situation: ['Demandeur d’emploi'],
    situation_autre: '',
    criteres: ['Vit loin de tout'],
    motif: 'Doit se rendre à l’usine pour 5 h',
  },
  pieces: [],
  delai_habituel: { jours: 4, reponses: 12 },
  ...UNTOUCHED,
  evenements: [
    { le: SENT_AT, quoi: 'envoyee', cote: 'prescripteur', par: prescripteur.nom, par_id: prescripteur.user_id, texte: '' },
  ],
  contournements: [],
  remplace: null,
  courriers: [],
  suivi_par: null,
  destinataire: STRUCTURE,
  liens: [],
  emplois: null,
  ...more,
})

/** Begun in Les Emplois: who asked has no account here. */
export const sampleOfEmplois = (more: Partial<Orientation> = {}): Orientation =>
  sampleRequest({ source: 'EMPLOIS', prescripteur: { ...prescripteur, user_id: '', structure_id: '' }, ...more })
