import type { WrittenTable } from '#shared/listing/import/table.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import type { BoardLine, BoardPeople, BoardQuery } from '#shared/moderation/board.ts'
import { ETAT_STRUCTURE_TEXT } from '#shared/moderation/structure-state.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { nationalPhone } from '#shared/text/phone.ts'

/** The board as a table: the columns of DORA, in its order (dora-screens.md §6.1, « Télécharger »). */

type Row = { readonly line: BoardLine; readonly people: BoardPeople | null; readonly page: string }
type Column = readonly [name: string, text: (row: Row) => string]

const LIST = ', '
const people =
  (of: (one: BoardPeople) => readonly string[]) =>
  (row: Row): string =>
    row.people === null ? '' : of(row.people).join(LIST)
const count =
  (of: (one: BoardPeople) => number) =>
  (row: Row): string =>
    row.people === null ? '' : String(of(row.people))

const COLUMNS: readonly Column[] = [
  ['Nom', ({ line }) => line.nom],
  ['SIRET', ({ line }) => line.siret ?? ''],
  ['Département', ({ line }) => line.departement ?? ''],
  ['Ville', ({ line }) => line.commune ?? ''],
  ['Description', ({ line }) => line.resume],
  ['Thématiques', ({ line }) => line.thematiques.map((value) => labelOf('thematiques', value)).join(LIST)],
  ['Téléphone', ({ line }) => nationalPhone(line.telephone ?? '')],
  ['Courriel', ({ line }) => line.courriel ?? ''],
  ['Lien DORA', ({ page }) => page],
  ['Administrateurs', people((one) => one.administrateurs)],
  ['Éditeurs', people((one) => one.editeurs)],
  ['Invitation envoyée', (row) => (row.people === null ? '' : row.people.invitation_envoyee ? 'Oui' : 'Non')],
  ['Administrateurs à relancer', people((one) => one.administrateurs_a_relancer)],
  ['Administrateurs à modérer', people((one) => one.administrateurs_a_moderer)],
  ['Collaborateurs à relancer', count((one) => one.invites)],
  ['Collaborateurs en attente', count((one) => one.demandes)],
  ['Nb services publiés', ({ line }) => String(line.publies)],
  ['Nb à maj', ({ line }) => String(line.a_actualiser)],
  ['Nb brouillon', ({ line }) => String(line.brouillons)],
  ['Statut', ({ line }) => ETAT_STRUCTURE_TEXT[line.etat].nom],
]

type Asked = {
  /** In the order of the table. */
  readonly lines: readonly BoardLine[]
  /** By structure. */
  readonly people: ReadonlyMap<string, BoardPeople>
  /** Of the server, for its public pages; null when nobody else can open them. */
  readonly address: string | null
}

export const boardTable = ({ lines, people: known, address }: Asked): WrittenTable => ({
  feuille: 'Structures',
  colonnes: COLUMNS.map(([name]) => name),
  lignes: lines.map((line) => {
    const page = address === null ? '' : new URL(publicPath('structure', line.id), address).href
    const row = { line, people: known.get(line.id) ?? null, page }
    return COLUMNS.map(([, text]) => text(row))
  }),
})

/** More would make a name that nobody reads. */
const MOST_NAMED = 4
const named = (values: readonly string[], all: string, many: string): string =>
  values.length === 0 ? all : values.length > MOST_NAMED ? many : values.join('-')

/**
 * `structures-dora-<département>-<état>-<jour>`. @param departements those of the lines, when the filter names none
 * @param today `YYYY-MM-DD`
 */
export const boardFileName = (
  query: Pick<BoardQuery, 'departements' | 'etats'>,
  departements: readonly string[],
  today: string,
  format: string,
): string => {
  const where = query.departements.length > 0 ? query.departements : departements.length === 1 ? departements : []
  // Typed by nobody, but checked by nobody either: a name of file holds letters and digits alone.
  const safe = where.map((one) => one.replace(/[^0-9A-Za-z]/g, '')).filter((one) => one !== '')
  const place = named(safe, 'tous-departements', 'plusieurs-departements')
  return `structures-dora-${place}-${named(query.etats, 'toutes', 'plusieurs-etats')}-${today}.${format}`
}
