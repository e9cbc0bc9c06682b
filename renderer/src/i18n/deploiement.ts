import { ETAT_DEPLOIEMENT, ETAT_INCONNU, type EtatDeploiement } from '#shared/deployment/state.ts'
import { plural } from '../lib/format.ts'
import { territoryName } from '../lib/territories.ts'
import { fr } from './fr.ts'

/** How far each département is deployed, and the rules by territory. */

export const etatInWords = (etat: EtatDeploiement | null): string => (etat === null ? ETAT_INCONNU : ETAT_DEPLOIEMENT[etat])

const gone = (services: number, structures: number): string =>
  `${plural(services, 'service', 'services')} et ${plural(structures, 'structure', 'structures')}`

export const deployment = {
  title: 'Déploiement par département',
  intro: fr(
    'Tous les postes connaissent ces états, sans réseau. Tant que le déploiement n’a pas commencé dans un département, la recherche y prévient que l’offre peut être incomplète.',
  ),
  readOnly: 'L’équipe tient ces états à jour. Vous pouvez les lire.',
  loading: 'Lecture des états',
  failed: 'Les états n’ont pas pu être lus',
  noCatalogue: 'Le catalogue n’est pas encore sur ce poste',
  noCatalogueText: 'Les états du déploiement arrivent avec lui.',
  states: 'Voir seulement',
  unit: (count: number) => (count === 1 ? 'département' : 'départements'),
  words: 'Chercher un département',
  wordsHint: 'Nom, numéro, région',
  table: 'État du déploiement par département',
  columns: { departement: 'Département', region: 'Région', etat: 'État', depuis: 'Depuis le' },
  never: '–',
  stateOf: (name: string) => fr(`État du déploiement : ${name}`),
  saved: (name: string, state: string) => fr(`${name} : ${state}.`),
  shown: (shown: number, all: number) =>
    shown === all ? plural(all, 'département', 'départements') : `${shown} sur ${plural(all, 'département', 'départements')}`,
  nothing: 'Aucun département ne correspond',
  nothingText: fr('Rien n’est perdu : vos filtres n’en laissent voir aucun.'),
  clear: 'Effacer les filtres',
  map: 'Carte',
  mapLabel: 'Carte des départements, une case par département. Le tableau dit la même chose.',
  mapHelp:
    'Une case par département, près de l’endroit où il se trouve\u202f; l’outre-mer est en bas. Chaque carré plein est une étape.',
  publicPage: 'Page publique du déploiement',
} as const

export const rules = {
  title: 'Règles de la référence',
  intro: fr(
    'Dans les départements d’une règle, ce que dit sa source n’apparaît plus : ses services, et ses structures qui n’en ont plus. Les fiches que des personnes tiennent ici restent toujours.',
  ),
  loading: 'Lecture des règles',
  failed: 'Les règles n’ont pas pu être lues',
  failedHelp: fr('Elles se lisent sur le serveur : elles ne sont pas gardées sur ce poste.'),
  none: 'Aucune règle',
  sentence: (source: string, where: string) => fr(`Masquer « ${source} » : ${where}`),
  since: (date: string) => `Depuis le ${date}`,
  add: 'Ajouter une règle',
  remove: 'Retirer',
  removeOf: (source: string) => fr(`Retirer la règle « ${source} »`),
  removeTitle: 'Retirer cette règle\u202f?',
  removeText: 'Ce qu’elle a masqué reviendra au prochain import de la source, pas avant.',
  removed: 'Règle retirée. Ce qu’elle masquait reviendra au prochain import.',
  addTitle: 'Masquer une source dans des départements',
  source: 'Source',
  where: 'Départements',
  look: 'Voir l’effet',
  confirm: 'Ajouter la règle',
  effect: (services: number, structures: number) =>
    services + structures === 0
      ? 'Rien de cette source n’est dans ces départements aujourd’hui. La règle vaudra pour les prochains imports.'
      : fr(`${gone(services, structures)} ne seront plus dans la référence, ni maintenant ni aux prochains imports.`),
  comesBack: 'Si la règle est retirée un jour, ils reviendront au prochain import.',
  added: (services: number, structures: number) => fr(`Règle ajoutée : ${gone(services, structures)} masqués.`),
  later: 'Règle ajoutée. Un import est en cours\u202f: elle s’applique dès qu’il finit.',
} as const

const NAMED = 3

export const notice = {
  text: (codes: readonly string[]) =>
    codes.length === 1
      ? fr(
          `DORA n’est pas encore déployé dans ce département : ${territoryName(codes[0] ?? '')}. L’offre affichée peut être incomplète.`,
        )
      : fr(
          `DORA n’est pas encore déployé dans ${
            codes.length > NAMED
              ? `${codes.length}\u00a0départements de ce lieu`
              : `ces départements : ${codes.map(territoryName).join(', ')}`
          }. L’offre affichée peut y être incomplète.`,
        ),
  dismiss: 'Ne plus afficher avant la prochaine ouverture',
} as const
