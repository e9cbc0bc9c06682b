import { formatCount, plural } from '../lib/format.ts'

const services = (count: number): string => plural(count, 'service', 'services')

/** Every sentence of the map. U+202F before double punctuation. */
export const mapText = {
  carte: 'Carte des résultats',
  mode: 'carte',
  usage:
    'Flèches pour déplacer la carte, plus et moins pour zoomer. Sur un repère : flèches pour passer au voisin, Entrée pour l’ouvrir, Échap pour revenir à la carte. La liste des résultats porte les mêmes services.',
  passer: 'Passer la carte',
  finDeCarte: 'Fin de la carte',
  reperes: 'Repères',
  outils: 'Outils de la carte',
  zoomer: 'Zoomer',
  dezoomer: 'Dézoomer',
  ajuster: 'Ajuster aux résultats',
  territoires: 'Aller à un territoire',
  ailleurs: 'Territoires',
  changerDeTerritoire: ', changer de territoire',
  poserUnPoint: 'Chercher autour d’un point',
  poser: {
    titre: 'Chercher autour d’un point',
    aide: 'Cliquez sur la carte, faites glisser le repère ou déplacez-le avec les flèches.',
    pres: (label: string) => `Près de ${label}`,
    repere: 'Point choisi. Flèches pour le déplacer, Entrée pour chercher autour, Échap pour annuler.',
    chercher: 'Chercher autour de ce point',
    annuler: 'Annuler',
    sansCommune: 'Point choisi sur la carte',
    autour: (label: string) => `Point près de ${label}`,
  },
  groupe: (count: number) => `${services(count)}, zoomer pour les séparer`,
  memeLieu: (count: number) => `${services(count)} au même endroit, ouvrir la liste`,
  memeLieuCourt: (count: number) => `${services(count)} au même endroit`,
  groupeCourt: (count: number) => services(count),
  sansNom: 'Service sans nom',
  /** « 842 », « 1,2 k », « 27 k »: the figure inside a marker; its name says it in full. */
  abrege: (count: number): string => {
    if (count < 1000) return formatCount(count)
    const thousands = count < 10_000 ? Math.floor(count / 100) / 10 : Math.floor(count / 1000)
    return `${formatCount(thousands)}\u00a0k`
  },
  liste: {
    titre: (count: number) => (count === 1 ? 'Service de ce lieu' : `${services(count)} au même endroit`),
    fermer: 'Fermer la liste',
    premiers: (shown: number, total: number) =>
      `Les ${formatCount(shown)} premiers sur ${formatCount(total)}. Affinez la recherche pour voir les autres.`,
    chargement: 'Lecture des services de ce lieu',
    choisi: 'ouvert',
  },
  etat: {
    charge: 'La carte se prépare…',
    surLaCarte: (count: number) => `${services(count)} sur la carte`,
    aucun: 'Aucun service à placer sur la carte',
    sansPoint: (count: number) => `${services(count)} sans point sur la carte`,
    pourquoiSansPoint: 'À distance ou sans adresse située : ils sont dans la liste.',
    horsVue: 'Aucun résultat dans cette partie de la carte.',
    sansRues: 'Le fond hors ligne ne montre pas les rues.',
    tuilesEnPanne: 'Le fond IGN ne répond pas : le fond hors ligne est affiché.',
    panne: 'La carte n’a pas pu lire les résultats.',
    fondEnPanne: 'Le fond de carte n’a pas pu être lu ; les repères restent justes.',
    reessayer: 'Réessayer',
  },
  sources: 'Sources de la carte',
  sourcesCourt: 'Sources',
  ign: 'Fond en ligne © IGN, Plan IGN',
} as const
