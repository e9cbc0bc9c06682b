/**
 * Why the server refuses an act on accounts and memberships: `motif` of a problem, with its HTTP status. The desk shows the
 * sentence of the same name in shared/errors.ts (`compte-<motif>`).
 */
export const REFUSALS = {
  'siret-inconnu': 404,
  'siret-incorrect': 400,
  'structure-inconnue': 404,
  'personne-inconnue': 404,
  'service-inconnu': 404,
  'sirene-injoignable': 503,
  'domaine-france-travail': 403,
  'cgu-a-accepter': 403,
  'deja-rattache': 409,
  'trop-de-rappels': 409,
  'trop-de-messages': 409,
  'administrateur-existant': 409,
  'dernier-administrateur': 409,
  'lien-invalide': 410,
  'compte-ferme': 403,
  'identite-refusee': 403,
  'connexion-annulee': 403,
  'fournisseur-injoignable': 503,
  'courriel-pris': 409,
  'mot-de-passe-faible': 400,
  'mot-de-passe-faux': 403,
  'confirmation-fausse': 400,
  'courrier-absent': 503,
  'fournisseur-absent': 404,
  'antenne-impossible': 409,
  'siret-pris': 409,
  'jeton-emplois': 400,
  'doublon-inconnu': 404,
  'doublon-decide': 409,
  'fusion-impossible': 409,
  'fusion-inconnue': 404,
  'tache-inconnue': 404,
  'lettre-partie': 409,
  'referentiel-inconnu': 404,
  'referentiel-pris': 409,
  'kit-inconnu': 404,
  'kit-logo': 400,
  'kit-trop': 409,
} as const

export type Refusal = keyof typeof REFUSALS
export const isRefusal = (text: string): text is Refusal => Object.hasOwn(REFUSALS, text)
