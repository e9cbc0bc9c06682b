import type { Geste, RaisonSansSolution } from '#shared/usage/event.ts'
import { fr } from './fr.ts'

/** The measure of use. What people agree to is written here: another meaning is another `TEXTE_MESURE` (shared/usage/consent.ts). */

const GESTES: Readonly<Record<Geste, string>> = {
  telephone: 'numéro de téléphone utilisé',
  courriel: 'adresse électronique utilisée',
  lien: 'lien suivi',
  contact: 'contact affiché',
  orientation: 'demande envoyée',
  partage: 'fiche partagée',
  impression: 'fiche imprimée',
}

const RAISONS: Readonly<Record<RaisonSansSolution, string>> = {
  aucun: 'aucun service',
  complet: 'complet',
  'trop-loin': 'trop loin',
  'pas-eligible': 'personne non éligible',
  horaires: 'horaires',
  autre: 'autre raison',
}

export const usageText = {
  title: 'Mesure d’usage',
  help: 'Savoir ce qui est cherché, et ce qui manque, sur chaque territoire. Ces mesures ne disent jamais qui cherche, ni pour qui.',
  notice: fr('Aider à voir ce qui manque ?'),
  noticeText:
    'Ce poste peut dire à DORA, sans vous nommer, les besoins cherchés et les fiches ouvertes. Jamais vos mots, jamais une personne.',
  noticeMore: 'Ce qui serait envoyé',
  yes: 'Oui',
  no: 'Non merci',
  thanks: 'Merci. Vous pouvez revenir sur ce choix dans les réglages.',
  refused: 'C’est noté, rien n’est enregistré. Cette question ne sera plus posée.',

  switch: 'Envoyer des mesures d’usage anonymes',
  switchHelp: 'Désactivé tant que vous n’avez pas dit oui. Le retirer efface ce qui attend d’être envoyé.',
  since: (day: string) => `Accepté le ${day}.`,
  refusedOn: (day: string) => `Refusé le ${day}.`,
  sentTitle: 'Ce qui est envoyé',
  sent: [
    fr(
      'Une recherche : les besoins et les publics cochés ou compris, la commune ou le département, le rayon, combien de services ont été trouvés, et les dix premiers.',
    ),
    fr('Une fiche vue : laquelle, et la recherche qui y a mené.'),
    fr(
      'Une mise en relation : quelle fiche, après quelle recherche, et comment (téléphone, courriel, lien, contact affiché, demande envoyée, partage, impression).',
    ),
    fr(
      'Avec chacune : le jour, sans l’heure ; ce que vous faites dans DORA (« J’accompagne des personnes »…) ; un numéro tiré au hasard, qui change chaque mois et n’est lié à aucun compte.',
    ),
  ],
  neverTitle: 'Ce qui n’est jamais envoyé',
  never: [
    'Les mots que vous tapez.',
    'Votre nom, votre adresse électronique, votre compte, votre structure.',
    'Les personnes que vous accompagnez, vos brouillons, vos notes, vos favoris.',
  ],
  kept: fr('Le serveur garde ces mesures 25 mois, et n’en montre aucun chiffre qui parle de moins de cinq personnes.'),
  explicit: fr(
    'À part : quand vous déclarez « Pas de solution », cette déclaration est envoyée parce que vous l’avez demandé, quel que soit ce choix.',
  ),

  waitingTitle: 'Voir ce qui sera envoyé',
  waitingNone: 'Rien n’attend.',
  waitingSome: (count: string) => fr(`${count} en attente. Elles partent quand le serveur répond.`),
  waitingLast: (count: string) => fr(`Voici les ${count} dernières.`),
  more: 'Afficher les suivantes',
  raw: 'Tel qu’envoyé',
  failed: 'Les mesures en attente n’ont pas pu être lues',

  search: 'Recherche',
  searchWith: (needs: string) => fr(`Recherche : ${needs}`),
  foundNear: (total: string, near: string) => `${total}, dont ${near} à portée`,
  found: (total: string, onSite: string) => `${total}, dont ${onSite} sur place`,
  service: (nom: string) => fr(`Fiche vue : ${nom}`),
  structure: (id: string) => fr(`Fiche de structure vue : ${id}`),
  mobilised: (nom: string, geste: Geste) => fr(`${nom} : ${GESTES[geste]}`),
  noSolution: (needs: string, raison: RaisonSansSolution) => fr(`Pas de solution (${RAISONS[raison]}) : ${needs}`),
  noNeed: 'besoin non précisé',
  unnamed: (id: string) => fr(`fiche « ${id} »`),
  everywhere: 'sans lieu',
} as const
