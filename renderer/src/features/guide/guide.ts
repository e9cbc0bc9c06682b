import source from '../../../../docs/guide.md?raw'
import type { Screen } from '../../lib/route.ts'
import { readGuide } from './read-guide.ts'

/** The user guide of the product, whole, inside it: the very file of the documentation. */
export const GUIDE = readGuide(source)

/** Words of the title of the page that speaks of a screen. */
const OF_SCREEN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    recherche: 'Trouver un service',
    service: 'Lire une fiche',
    structure: 'Lire une fiche',
    comparer: 'Comparer, et ouvrir',
    plans: 'Faire un plan',
    plan: 'Faire un plan',
    personnes: 'Personnes',
    personne: 'Personnes',
    favoris: 'Garder',
    listes: 'Listes de l’équipe',
    liste: 'Listes de l’équipe',
    alertes: 'Recherches gardées',
    alerte: 'Recherches gardées',
    brouillons: 'Envoyer une demande',
    brouillon: 'Envoyer une demande',
    demandes: 'Envoyer une demande',
    echanges: 'Plusieurs postes',
    connexion: 'Votre compte',
    compte: 'Votre compte',
    rejoindre: 'Votre compte',
    membres: 'Votre compte',
    offre: 'Tenir l’offre',
    importer: 'Tenir l’offre',
    fiche: 'Tenir l’offre',
    chiffres: 'Tenir l’offre',
    moderation: 'Modérer',
    administration: 'Administrer',
    comptes: 'Administrer',
    reglages: 'Réseau et vie privée',
  } satisfies Partial<Record<Screen['name'], string>>),
)

/** The page about a screen; null when none is. */
export const pageFor = (screen: string): string | null => {
  const words = OF_SCREEN.get(screen)
  return words === undefined ? null : (GUIDE.find(({ title }) => title.startsWith(words))?.id ?? null)
}
