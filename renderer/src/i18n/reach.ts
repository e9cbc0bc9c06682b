import { formatDistance, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

const day = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const said = (iso: string): string => day.format(new Date(`${iso}T00:00:00Z`))

const weekdayFormat = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const weekday = (iso: string): string => weekdayFormat.format(new Date(`${iso}T00:00:00Z`))
/** « 09:00 » is said « 9 h », « 13:30 » « 13 h 30 ». */
const saidHour = (heure: string): string => {
  const [hours, minutes] = heure.split(':').map(Number)
  return `${hours}\u00a0h${minutes === 0 ? '' : `\u00a0${minutes}`}`
}

export const reach = {
  title: 'Y aller',
  from: (label: string, km: number) => `${formatDistance(km)} à vol d’oiseau depuis ${label}, souvent plus par la route.`,
  noPlace: fr('Distance inconnue : cherchez une commune, ou enregistrez votre lieu dans les réglages.'),
  placeUnknown: fr('Distance inconnue : le lieu de départ n’a pas de point précis.'),
  territory: (label: string) =>
    fr(`Distance inconnue : ${label} est un territoire. Cherchez une commune ou une adresse pour savoir d’où l’on part.`),
  transit: 'En transports en commun',
  noTimetable: 'Aucun horaire n’est chargé sur ce poste.',
  load: 'Charger les horaires du réseau',
  day: 'Jour',
  before: 'Arriver avant',
  searching: 'Recherche dans les horaires…',
  notCovered: fr('Aucun horaire chargé ne couvre ce lieu ce jour-là : rien ne dit qu’on ne peut pas y aller.'),
  none: (hour: string) =>
    fr(
      `Aucun trajet n’arrive avant ${hour} dans ces horaires, avec au plus 1 km à vol d’oiseau à pied à chaque bout et 3 heures de trajet.`,
    ),
  found: (depart: string, arrivee: string, minutes: number, changes: number) =>
    `Départ ${depart}, descente ${arrivee}\u202f: ${minutes} min d’arrêt à arrêt, ${changes === 0 ? 'sans correspondance' : plural(changes, 'correspondance', 'correspondances')}.`,
  steps: 'Étapes du trajet',
  honest: fr(
    'Heures des horaires chargés, sans retard ni travaux. La marche est dite en mètres à vol d’oiseau : prévoyez plus. Le trajet réserve un temps de marche large (4 km/h, 1,3 fois la distance).',
  ),
  source: (nom: string) => fr(`Horaires : ${nom}.`),
  routes: 'Itinéraire en ligne',
  walk: 'À pied',
  car: 'En voiture',
  route: (moyen: 'pied' | 'voiture', minutes: number, km: number | null) =>
    `${moyen === 'pied' ? 'À pied' : 'En voiture'}\u202f: ${minutes} min${km === null ? '' : `, ${formatDistance(km)}`} par la route (Géoplateforme, sans la circulation).`,
  failed: 'La recherche de trajet a échoué',

  row: {
    reached: (before: string, depart: string, arrivee: string) =>
      fr(`Avant ${saidHour(before)} : départ ${depart}, descente ${arrivee}`),
    about: (before: string, jour: string, nom: string) =>
      fr(
        `« Avant ${saidHour(before)} » : rejoint en transports le ${weekday(jour)}, d’après les horaires ${nom}. Sans cette mention : non, ou l’on ne sait pas.`,
      ),
  },

  settings: {
    title: 'Aller sur place',
    help: 'Les horaires des transports de votre territoire, lus sur ce poste. Rien n’est envoyé.',
    where: 'Fichiers officiels (format GTFS, gratuits)',
    none: 'Aucun horaire chargé.',
    choose: 'Charger un fichier GTFS',
    loading: (nom: string) => `Chargement de ${nom}`,
    reading: 'Lecture des horaires…',
    loaded: (nom: string) => fr(`Horaires chargés : ${nom}.`),
    facts: (arrets: number, lignes: number) => `${plural(arrets, 'arrêt', 'arrêts')}, ${plural(lignes, 'ligne', 'lignes')}`,
    days: (du: string, au: string) => `du ${said(du)} au ${said(au)}`,
    over: 'Hors de ses dates aujourd’hui',
    list: 'Horaires chargés',
    remove: (nom: string) => `Retirer ${nom}`,
    removeShort: 'Retirer',
    removed: (nom: string) => `${nom} retiré.`,
    failed: 'Les horaires n’ont pas pu être lus',
    routes: 'Itinéraires à pied et en voiture, en ligne',
    routesHelp: fr(
      'Ce qui est envoyé à data.geopf.fr, seulement quand vous le demandez : deux points (le départ et le service), et l’adresse de votre connexion.',
    ),
  },

  map: {
    rings: 'Cercles de distance',
    legend: 'Cercles autour du lieu cherché',
    list: 'La liste des résultats dit la distance de chaque service, à vol d’oiseau elle aussi.',
    isochrone: {
      toggle: 'Où mènent les transports',
      legend: 'Où mènent les transports depuis le lieu cherché',
      depart: 'Partir à',
      lasting: 'En',
      minutes: (minutes: number) => `${minutes} min`,
      count: (arrets: number) =>
        arrets === 0
          ? 'Aucun arrêt n’est rejoint dans ce temps, d’après les horaires chargés.'
          : `${plural(arrets, 'arrêt rejoint', 'arrêts rejoints')}.`,
      band: (minutes: number) => `${minutes} min ou moins`,
      list: 'Les arrêts, du plus proche au plus loin',
      stop: (nom: string, minutes: number) => fr(`${nom} : ${minutes} min`),
      honest: (metres: number) =>
        fr(
          `Minutes comptées depuis l’heure de départ, attente et marche vers le premier arrêt comprises. Un disque : ${metres} m à vol d’oiseau autour d’un arrêt, dont la marche n’est pas comptée.`,
        ),
      failed: 'Les horaires n’ont pas pu être lus',
    },
  },
}
