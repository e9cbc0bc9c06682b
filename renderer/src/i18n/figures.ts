import type { Serie } from '#shared/usage/told.ts'
import { formatCount, formatDate, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** Figures of use: what is common to those of a territory and of a structure. */

const PERIODS = ['3', '6', '12', '24'] as const
export type Period = (typeof PERIODS)[number]

export const figuresText = {
  period: 'Période',
  periods: PERIODS.map((value) => ({ value, label: `${value} derniers mois publiés` })),
  month: 'Mois',
  kept: 'moins de 5 personnes',
  keptHelp: fr(
    '« Moins de 5 personnes » : le chiffre existe, mais il n’est pas dit ; d’autres sont tus pour qu’il ne se retrouve pas par soustraction.',
  ),
  next: (mois: string, le: string) => `${mois.slice(0, 1).toUpperCase()}${mois.slice(1)} sera publié le ${formatDate(le)}.`,
  once: 'Un mois publié ne change plus.',
  consent: 'L’usage vient des seuls postes qui ont accepté de le mesurer.',
  change: (percent: number) =>
    `${percent > 0 ? '+' : '−'}\u202f${formatCount(Math.abs(percent))}\u202f% sur la période précédente`,
  stable: 'comme la période précédente',
  nothingBefore: 'rien de publié la période précédente',
  notComparable: 'période précédente incomplète',
  missing: (n: number, all: number) => `${plural(n, 'mois', 'mois')} sur ${all} non ${n > 1 ? 'publiés' : 'publié'}`,
  export: 'Exporter',
  formats: { csv: 'Tableau CSV', xlsx: 'Classeur Excel (.xlsx)' },
  exported: (name: string) => fr(`Fichier enregistré : ${name}`),
  loading: 'Lecture des chiffres',
  failed: 'Les chiffres n’ont pas pu être lus',
  failedHelp: fr('Ils se lisent sur le serveur : ils ne sont pas gardés sur ce poste.'),
  days: (n: number) => plural(n, 'jour', 'jours'),
  noDelay: 'trop peu de réponses',
  answers: (n: number) => `médiane de ${plural(n, 'réponse', 'réponses')} en un an`,
  share: 'Part',
} as const

export const serieName: Readonly<Record<Serie, string>> = {
  postes: 'Postes actifs',
  recherches: 'Recherches',
  fiches: 'Fiches de service consultées',
  structures: 'Fiches de structure consultées',
  mobilisations: 'Mobilisations',
  imer: 'Intentions de mise en relation',
  demandes: 'Demandes reçues',
}

export const territoryFigures = {
  title: 'Chiffres du territoire',
  where: 'Territoire',
  france: 'Toute la France',
  use: 'L’usage',
  byMonth: 'Mois par mois',
  themes: 'Par thématique',
  themesHelp: fr(
    'Une recherche ou un service peut en avoir plusieurs : les lignes ne s’additionnent pas. Chiffres à 5 près par mois.',
  ),
  theme: 'Thématique',
  offer: 'L’offre',
  age: 'Dernière mise à jour',
  services: 'Services',
  requests: 'Ce que deviennent les demandes',
  requestsOf: (first: string, last: string) => `Demandes de ${first} à ${last}, à 5 près par mois.`,
  requestsNone: 'Ce que deviennent les demandes est publié quand toutes celles du mois ont eu le temps de recevoir leur réponse.',
  suite: 'Suite',
  tiles: {
    structures: 'Structures',
    services: 'Services publiés',
    due: 'Services à actualiser',
    views: 'Consultations des fiches en 90 jours',
    delay: 'Délai de réponse aux demandes',
  },
  viewsHelp: 'pages publiques et postes, tous ensemble',
  percent: (n: number) => `${formatCount(n)}\u202f% des services`,
  publicPage: 'Statistiques publiques',
} as const

export const structureFiguresText = {
  title: 'Chiffres',
  titleOf: (name: string) => `Chiffres de ${name}`,
  link: 'Chiffres',
  back: 'Offre de la structure',
  refused: 'Ces chiffres sont réservés aux membres de la structure',
  refusedText: 'Rejoignez la structure pour les lire.',
  join: 'Rejoindre cette structure',
  signedOut: 'Connectez-vous pour lire les chiffres de la structure',
  signedOutText: 'Ils sont réservés à ses membres.',
  useHelp: 'Chiffres à 5 près par mois, à partir de 5 personnes.',
  use: 'L’usage de vos fiches',
  series: {
    recherches: 'Recherches où un service est dans les dix premiers',
    fiches: 'Fiches de service consultées',
    structure: 'Fiche de la structure consultée',
    mobilisations: 'Mobilisations',
    demandes: 'Demandes reçues',
  },
  requests: 'Vos demandes',
  requestsSince: (day: string) => `Depuis le ${formatDate(day)}, telles qu’elles sont aujourd’hui.`,
  delay: 'Votre délai de réponse',
  delayThere: (days: string) => `${days} sur le territoire`,
  delayUnknownThere: 'pas de médiane sur le territoire',
  states: {
    recues: 'Reçues',
    acceptees: 'Acceptées',
    refusees: 'Refusées',
    expirees: 'Sans réponse, expirées',
    en_attente: 'En attente',
    retirees: 'Retirées par leur auteur',
  },
  reasons: 'Motifs de refus',
  reason: 'Motif',
  count: 'Nombre',
  services: 'Service par service',
  service: 'Service',
  columns: {
    recherches: 'Recherches',
    fiches: 'Fiches',
    mobilisations: 'Mobilisations',
    demandes: 'Demandes',
    vues: 'Vues, 90 jours',
    maj: 'Mis à jour',
  },
  due: 'à actualiser',
  noService: 'Aucun service publié',
  noServiceText: 'Les chiffres par service arriveront avec le premier.',
} as const
