import type { Frequence, Nouveautes } from '#shared/memory/search.ts'
import { formatCount, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** Every sentence of kept searches. */
const quoted = (text: string) => `«\u202f${text}\u202f»`

export const memoryNav = {
  nom: 'Ce que vous gardez',
  favoris: 'Favoris',
  listes: 'Listes de l’équipe',
  recherches: 'Recherches',
  nouvelles: (count: number) => plural(count, 'recherche a du nouveau', 'recherches ont du nouveau'),
} as const

export const FREQUENCES: Readonly<Record<Frequence, string>> = {
  jamais: 'Pas de courriel',
  quinzaine: 'Tous les 15 jours',
  mois: 'Tous les mois',
}

export const alertsText = {
  titre: 'Recherches',
  sousTitre: (compte: boolean) =>
    fr(
      `Ce que vous cherchez souvent, et ce qui y a changé depuis votre dernier passage. ${compte ? 'Elles suivent votre compte sur vos autres postes.' : 'Elles restent sur ce poste.'}`,
    ),
  gardees: 'Recherches gardées',
  echec: 'Vos recherches n’ont pas pu être lues',
  vide: 'Aucune recherche gardée',
  videAide:
    'Dans la recherche, le bouton à la cloche «\u202fGarder cette recherche\u202f», en haut des résultats, la garde ici avec tous ses critères, même quand elle ne trouve rien.',
  chercher: 'Chercher un service',
  total: (total: number | null) =>
    total === null ? 'Lecture en cours…' : total === 0 ? 'Aucun service' : plural(total, 'service', 'services'),
  rien: 'Rien de nouveau',
  nouveaux: (count: number) => plural(count, 'nouveau', 'nouveaux'),
  modifies: (count: number) => plural(count, 'modifié', 'modifiés'),
  disparus: (count: number) => plural(count, 'disparu', 'disparus'),
  voir: 'Voir ce qui a changé',
  voirDe: (nom: string) => `Voir ce qui a changé dans ${quoted(nom)}`,
  lancer: 'Lancer',
  lancerDe: (nom: string) => `Lancer la recherche ${quoted(nom)}`,
  renommer: 'Renommer',
  renommerDe: (nom: string) => `Renommer ${quoted(nom)}`,
  nom: 'Nom de la recherche',
  enregistrer: 'Enregistrer',
  retirer: (nom: string) => `Retirer ${quoted(nom)}`,
  retiree: (nom: string) => `Recherche ${quoted(nom)} retirée.`,
  annuler: 'Annuler',
  courriel: 'Courriel',
  courrielDe: (nom: string) => `Courriel pour ${quoted(nom)}`,
  sansCompte: fr('Les courriels demandent un compte : sans compte, les nouveautés se voient ici.'),
  depuis: (jour: string) => `Depuis le ${jour}`,
  recentes: 'Recherches récentes',
  recentesAide: 'Les trente dernières, sur ce poste seulement.',
  recentesVide: 'Aucune recherche récente sur ce poste.',
  recentesEchec: 'Les recherches récentes n’ont pas pu être lues',
  effacer: 'Effacer',
  effacerTout: 'Effacer les recherches récentes',
  effacees: 'Recherches récentes effacées.',
  // One of them.
  retour: 'Toutes les recherches',
  introuvable: 'Cette recherche n’a pas pu être lue',
  criteres: 'Critères',
  toutVu: 'Tout marquer comme vu',
  vu: fr('C’est noté : seul ce qui changera à partir de maintenant sera montré.'),
  titreNouveaux: 'Nouveaux',
  titreModifies: 'Modifiés',
  titreDisparus: 'Disparus',
  champs: (champs: readonly string[]) => fr(`A changé : ${champs.join(', ')}`),
  calme: 'Rien n’a changé',
  calmeAide: (jour: string) => `Cette recherche trouve les mêmes services, tels qu’ils étaient le ${jour}.`,
  disparuAide: 'Ces services ne répondent plus à la recherche, ou ont quitté le référentiel.',
  resume: ({ nouveaux, modifies, disparus }: Nouveautes) =>
    [
      ...(nouveaux === 0 ? [] : [plural(nouveaux, 'nouveau service', 'nouveaux services')]),
      ...(modifies === 0 ? [] : [plural(modifies, 'service modifié', 'services modifiés')]),
      ...(disparus === 0 ? [] : [plural(disparus, 'service disparu', 'services disparus')]),
    ].join(', '),
  // Keeping one, from the search.
  garder: 'Garder cette recherche',
  dejaGardee: 'Recherche gardée, voir ses nouveautés',
  garderTitre: 'Garder cette recherche',
  garderAide: fr('Tous ses critères sont gardés. Ce qui change dans ses résultats vous sera signalé, sans réseau aussi.'),
  garderBouton: 'Garder',
  frequence: 'Être prévenu par courriel',
  gardee: (nom: string) => `Recherche ${quoted(nom)} gardée.`,
  voirGardee: 'Voir',
  videGarder: 'Gardez-la pour être prévenu dès qu’un service y répondra.',
  recemment: 'Récemment',
  compteRecente: (total: number) =>
    total === 0 ? 'aucun service' : `${formatCount(total)} ${total === 1 ? 'service' : 'services'}`,
} as const
