import { DoraError } from '#shared/errors.ts'
import type { Table } from '#shared/listing/import/table.ts'
import { createCollector } from './collect.ts'
import type { TableLimits } from './limits.ts'
import { readSheet, readStrings, type SheetFacts } from './sheet.ts'
import { readFormats, readWorkbook } from './workbook.ts'
import { openZip } from './zip.ts'

const several = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** What was ignored or read otherwise than shown, said once each. */
const warnings = (names: readonly string[], facts: SheetFacts): readonly string[] => {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  return [
    has(/vbaProject\.bin$|\/activeX\//i) ? 'Le classeur contient des macros\u202f: elles ont été ignorées.' : null,
    has(/^xl\/(externalLinks|connections|queryTables)\b/i)
      ? 'Le classeur renvoie à d’autres fichiers ou à des données en ligne\u202f: ces liens ont été ignorés.'
      : null,
    facts.formules > 0
      ? `${several(facts.formules, 'cellule est une formule', 'cellules sont des formules')}\u202f: la dernière valeur calculée a été lue comme du texte.`
      : null,
    facts.sansValeur > 0
      ? `${several(facts.sansValeur, 'formule n’a', 'formules n’ont')} aucune valeur calculée\u202f: ouvrez le classeur dans votre tableur et enregistrez-le de nouveau pour les importer.`
      : null,
    facts.erreurs > 0
      ? `${several(facts.erreurs, 'cellule en erreur (#N/A, #REF!…) a été lue comme vide', 'cellules en erreur (#N/A, #REF!…) ont été lues comme vides')}.`
      : null,
    facts.masquees > 0
      ? `${several(facts.masquees, 'ligne masquée a été lue', 'lignes masquées ont été lues')} comme les autres.`
      : null,
  ].filter((one) => one !== null)
}

/** One sheet of a workbook: the first that is shown, unless one is named. */
export const readXlsx = async (bytes: Buffer, limits: TableLimits, feuille?: string, entete?: number): Promise<Table> => {
  const zip = openZip(bytes, limits)
  const { sheets, since1904, strings, styles } = await readWorkbook(zip)
  const shown = sheets.filter(({ hidden }) => !hidden)
  const offered = shown.length > 0 ? shown : sheets
  const sheet = feuille === undefined ? offered[0] : offered.find(({ name }) => name === feuille)
  if (sheet === undefined) throw new DoraError('tableau-feuille-absente', { feuille: feuille ?? '' })
  const rows = createCollector(limits, entete)
  const facts = await readSheet(zip.read(sheet.part), rows, {
    strings: strings === null ? [] : await readStrings(zip.read(strings), limits),
    formats: await readFormats(zip, styles),
    since1904,
    limits,
  })
  return {
    format: 'xlsx',
    feuilles: offered.map(({ name }) => name),
    feuille: sheet.name,
    ...rows.table(),
    encodage: 'utf-8',
    separateur: null,
    avertissements: warnings(zip.names, facts),
  }
}
