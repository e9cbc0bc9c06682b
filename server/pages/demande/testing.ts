import { randomUUID } from 'node:crypto'
import { type Orientation, UNTOUCHED } from '#shared/orientation/model.ts'

/** A request with everything in it, about nobody. Its service and its structures are those that the test says. */
export const inventedDemande = (now: number, more: Partial<Orientation> = {}): Orientation => {
  const cree_le = new Date(now - 2 * 24 * 3600_000).toISOString()
  return {
    id: randomUUID(),
    etat: 'OUVERTE',
    cree_le,
    service: {
      id: 'dora--service-permis',
      nom: 'Permis de conduire accompagné',
      structure_id: 'dora--garage',
      structure_nom: 'Garage solidaire',
      adresse: '3 rue des Forges, 33000 Bordeaux',
      thematiques: ['mobilite--passer-le-permis-de-conduire'],
      duree: null,
    },
    prescripteur: {
      user_id: 'u-alix',
      nom: 'Alix Fabre',
      structure_id: 'dora--mission',
      structure_nom: 'Mission locale des Collines',
      courriel: 'alix.fabre@exemple.test',
    },
    source: 'DORA',
    referent: { nom: 'Petit', prenom: 'Sacha', telephone: '0556010203', courriel: 'sacha.petit@exemple.test' },
    personne: {
      nom: 'Ravel',
      prenom: 'Inès',
      numero_france_travail: '01234567890',
      disponibilite: cree_le.slice(0, 10),
      preferences: ['TELEPHONE', 'AUTRE'],
      telephone: '0601020304',
      courriel: 'ines.ravel@exemple.test',
      autre_contact: 'Par sa sœur Lou,\nle soir',
    },
    besoin: {
      situation: ['Jeunes', 'Personnes sans permis'],
      situation_autre: 'Habite à huit kilomètres de la gare',
      criteres: ['Avoir une promesse d’embauche'],
      motif: 'Une embauche à trente kilomètres, le 4 du mois prochain.\nLe code est déjà obtenu.',
    },
    pieces: [],
    delai_habituel: null,
    ...UNTOUCHED,
    evenements: [{ le: cree_le, quoi: 'envoyee', cote: 'prescripteur', par: 'Alix Fabre', par_id: 'u-alix', texte: '' }],
    contournements: [{ regle: 'documents', raison: 'L’attestation arrive la semaine prochaine.' }],
    remplace: null,
    courriers: [],
    suivi_par: null,
    destinataire: 'accueil@garage.exemple.test',
    liens: [],
    emplois: null,
    ...more,
  }
}
