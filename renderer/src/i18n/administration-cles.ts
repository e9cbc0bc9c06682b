import type { PorteeCle } from '#shared/partners/key.ts'
import { formatCount, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** « Clés d’API », a part of the administration. */

export const cles = {
  title: 'Clés d’API',
  intro: fr(
    'Sans clé, l’API est ouverte à tous, peu à la fois. Une clé donne à un partenaire ses propres quotas, et les sources réservées que vous lui ouvrez.',
  ),
  failed: 'Les clés n’ont pas pu être lues',
  address: (url: string) => fr(`Adresse de l’API : ${url}`),
  table: 'Toutes les clés',
  columns: { nom: 'Partenaire', pour: 'Pour', quota: 'Quotas', usage: 'Trente derniers jours', actes: 'Actes' },
  empty: 'Aucune clé',
  emptyText: fr(
    'Donnez-en une à qui a besoin de lire plus que l’API ouverte ne permet, ou de lire en votre nom une source réservée.',
  ),
  portees: { api: 'Données', widget: 'Composants intégrables' } satisfies Readonly<Record<PorteeCle, string>>,
  begins: (debut: string) => `${debut}…`,
  created: (day: string) => `Créée le ${day}`,
  revoked: 'Révoquée',
  revokedOn: (day: string) => `Le ${day}`,
  perMinute: (n: number) => `${formatCount(n)} par minute`,
  perDay: (n: number) => `${formatCount(n)} par jour`,
  sources: (names: readonly string[]) => fr(`Sources réservées : ${names.join(', ')}`),
  requests: (n: number) => plural(n, 'demande', 'demandes'),
  refused: (n: number) => plural(n, 'refusée', 'refusées'),
  lastSeen: (day: string) => fr(`Dernier jour : ${day}`),
  never: 'Pas encore utilisée',
  notLately: 'Pas utilisée depuis un mois',
  add: 'Nouvelle clé',
  edit: 'Modifier',
  editOf: (nom: string) => `Modifier la clé de ${nom}`,
  days: 'Usage jour par jour',
  revoke: 'Révoquer',
  forget: 'Supprimer',
  more: (nom: string) => fr(`Autres actes : ${nom}`),
  close: 'Fermer',

  createTitle: 'Donner une clé à un partenaire',
  editTitle: (nom: string) => fr(`Clé de ${nom}`),
  create: 'Créer la clé',
  save: 'Enregistrer',
  saved: (nom: string) => `La clé de ${nom} a changé. C’est appliqué d’ici une seconde.`,

  shown: {
    title: 'Voici la clé',
    text: fr(
      'Elle n’est montrée que cette fois : copiez-la et transmettez-la au partenaire par un moyen sûr, jamais dans une adresse. Le serveur n’en garde qu’une empreinte. Si elle se perd, révoquez-la et créez-en une autre.',
    ),
    label: 'Clé',
    copy: 'Copier la clé',
    done: 'Je l’ai copiée',
  },

  revokeTitle: fr('Révoquer cette clé ?'),
  revokeText:
    'Le partenaire ne pourra plus lire avec elle d’ici une seconde, et elle ne servira plus jamais. Ses comptes restent.',
  revokedNow: (nom: string) => `La clé de ${nom} est révoquée.`,
  forgetTitle: fr('Supprimer cette clé révoquée ?'),
  forgetText:
    'Le nom, l’adresse de contact et les comptes de cette clé disparaissent. Le journal d’audit garde ses actes, sans nom.',
  forgotten: (nom: string) => `La clé de ${nom} est supprimée.`,
  daysTitle: (nom: string) => fr(`Usage de la clé de ${nom}`),
  daysTable: 'Demandes par jour',
  daysColumns: { jour: 'Jour', demandes: 'Demandes', refusees: 'Refusées' },
  noDays: 'Aucune demande ces trente derniers jours.',

  form: {
    nom: 'Partenaire ou outil',
    nomHelp: 'Qui lira avec cette clé.',
    nomBad: fr('Deux lettres au moins.'),
    contact: 'Adresse électronique du contact',
    contactHelp: fr('Qui prévenir si la clé fuit ou dépasse ses quotas. Elle reste ici.'),
    contactBad: 'Une adresse électronique complète.',
    portees: 'La clé ouvre',
    porteesHelp: fr('Ne change plus ensuite : pour un autre usage, une autre clé.'),
    porteesBad: 'Choisissez au moins un usage.',
    minute: 'Demandes par minute',
    jour: 'Demandes par jour',
    quotaBad: (max: number) => `Un nombre entier de 1 à ${formatCount(max)}.`,
    sources: 'Sources réservées',
    sourcesHelp: 'Elles ne sont lues que par les clés qui les nomment.',
  },
} as const
