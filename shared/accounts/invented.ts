import type { Compte } from './compte.ts'

/** An invented account, for tests: nobody's address, nothing chosen. */
export const inventedCompte = (over: Partial<Compte> = {}): Compte => ({
  id: 'u',
  courriel: 'camille@exemple.test',
  prenom: 'Camille',
  nom: 'Inventée',
  role: 'professionnel',
  gestionnaire: false,
  departements: [],
  activite: null,
  decouverte: null,
  decouverte_autre: '',
  infolettre: false,
  cgu: {},
  mot_de_passe: false,
  cree_le: '2026-11-27T10:00:00.000Z',
  ...over,
})
