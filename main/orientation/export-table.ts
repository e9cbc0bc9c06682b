import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { frenchDay, parisDay } from '#shared/listing/days.ts'
import type { WrittenTable } from '#shared/listing/import/table.ts'
import { eventLabel } from '#shared/orientation/describe.ts'
import { ETAT_LABELS, ISSUE_LABELS } from '#shared/orientation/life.ts'
import { isPostponed } from '#shared/orientation/standing.ts'
import type { Brief } from '../user/requests-brief.ts'

/**
 * Requests as a table: the columns of DORA for each side (dora-screens.md §4.6), and where each request stands. Of a person, their name
 * alone. DORA's « Lien » is left out: whoever holds it may answer.
 */

type Row = { readonly brief: Brief; readonly line: OrientationLine }
type Column = readonly [name: string, text: (row: Row) => string]

const day = (instant: string): string => frenchDay(parisDay(Date.parse(instant)))

const TOURS: Readonly<Record<NonNullable<OrientationLine['tour']>, string>> = {
  structure: 'La structure',
  prescripteur: 'Le prescripteur',
  moderation: 'La modération',
  personne: 'L’un ou l’autre\u202f: dire ce qu’est devenue la personne',
}

const ECHEANCES: Readonly<Record<NonNullable<OrientationLine['echeance']>['quoi'], string>> = {
  'reponse-attendue': 'Réponse attendue le',
  rappel: 'Rappel le',
  expiration: 'Expiration le',
  'pas-avant': 'Pas avant le',
}

/** What this desk alone knows of it, else what became of it, else how far it has gone. */
const standing = ({ brief, line }: Row): string => {
  if (line.envoi === 'refuse') return 'Refusée par le serveur, à reprendre sur ce poste'
  if (line.envoi !== 'a-jour') return 'En attente d’envoi depuis ce poste'
  if (line.issue !== null) return ISSUE_LABELS[line.issue]
  if (brief.etat !== 'OUVERTE') return ''
  if (line.retard) return 'Réponse en retard'
  if (isPostponed(line)) return 'Reportée par la structure'
  if (brief.accusee_le !== null) return 'Bien reçue'
  return line.lue ? 'Lue' : 'Pas encore lue'
}

const lastStep = ({ dernier }: Brief): string => (dernier === null ? '' : `${eventLabel(dernier)}, le ${day(dernier.le)}`)

const STANDING: readonly Column[] = [
  ['État', standing],
  ['Dernière étape', ({ brief }) => lastStep(brief)],
  [
    'Prochaine échéance',
    ({ line: { echeance } }) => (echeance === null ? '' : `${ECHEANCES[echeance.quoi]} ${day(echeance.le)}`),
  ],
  ['Qui doit agir', ({ line: { tour } }) => (tour === null ? '' : TOURS[tour])],
]

const common = (when: string): readonly Column[] => [
  ['Numéro', ({ line }) => line.numero],
  [when, ({ line }) => day(line.cree_le)],
  ['Statut', ({ line }) => ETAT_LABELS[line.etat]],
  ['Bénéficiaire', ({ line }) => line.personne],
]

const COLUMNS: Readonly<Record<Sens, readonly Column[]>> = {
  envoi: [
    ...common('Envoyée le'),
    ['Structure concernée', ({ line }) => line.structureNom],
    ['Service concerné', ({ line }) => line.serviceNom],
    ['Émetteur', ({ line }) => line.prescripteur],
    ...STANDING,
  ],
  reception: [
    ...common('Reçue le'),
    ['Service concerné', ({ line }) => line.serviceNom],
    ['Structure émettrice', ({ line }) => line.structureNom],
    ['Contact émetteur', ({ brief: { prescripteur } }) => [prescripteur.nom, prescripteur.courriel].filter(Boolean).join(', ')],
    ['Source', ({ brief }) => (brief.source === 'EMPLOIS' ? 'Plateforme de l’inclusion' : 'DORA')],
    ['Suivie par', ({ line }) => line.suivi_par],
    ...STANDING,
  ],
}

const SHEETS: Readonly<Record<Sens, string>> = { envoi: 'Demandes envoyées', reception: 'Demandes reçues' }

type Asked = {
  readonly sens: Sens
  /** In the order of the table. */
  readonly briefs: readonly Brief[]
  readonly lineOf: (one: Brief) => OrientationLine
}

export const exportTable = ({ sens, briefs, lineOf }: Asked): WrittenTable => {
  const columns = COLUMNS[sens]
  return {
    feuille: SHEETS[sens],
    colonnes: columns.map(([name]) => name),
    lignes: briefs.map((brief) => {
      const row = { brief, line: lineOf(brief) }
      return columns.map(([, text]) => text(row))
    }),
  }
}

/** Without a word of anyone in it. @param today `YYYY-MM-DD` */
export const exportName = (sens: Sens, today: string, format: string): string =>
  `demandes-${sens === 'envoi' ? 'envoyees' : 'recues'}-${today}.${format}`
