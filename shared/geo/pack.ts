import type { CommuneRow, Epci, RowType } from './types.ts'

/**
 * Format of a geography pack: a folder of plain files, so that it can be read, compared and replaced without a tool.
 *   pack.json                what it is and whom to credit
 *   communes.tsv, epci.tsv   one line per place, first line = names of the columns
 *   <layer>.geojson          base map; communes/<département>.geojson for outlines of communes
 */
export const PACK_FORMAT = 1

/** File of the folder of installed packs that holds the name of the one in force: replacing it is atomic. */
export const CURRENT = 'courant'

export type PackManifest = {
  readonly format: number
  readonly nom: string
  /** Fingerprint of what it was made from: a pack with the same one need not be built again. */
  readonly empreinte: string
  /** Sources and licences to credit on the map. */
  readonly credits: readonly string[]
}

const COMMUNE_COLUMNS = [
  'code',
  'nom',
  'type',
  'parent',
  'codesPostaux',
  'population',
  'lat',
  'lon',
  'approximatif',
  'departement',
  'region',
  'epcis',
] as const

const EPCI_COLUMNS = ['code', 'nom'] as const

const cell = (value: string): string => value.replace(/[\t\r\n]+/g, ' ')

/** Four decimals are 11 metres: finer would claim more than a commune's centre means. */
const degrees = (value: number | null): string => (value === null ? '' : String(Math.round(value * 1e4) / 1e4))

export const writeCommunes = (rows: readonly CommuneRow[]): string =>
  [
    COMMUNE_COLUMNS.join('\t'),
    ...rows.map((row) =>
      [
        row.code,
        cell(row.nom),
        row.type,
        row.parent ?? '',
        row.codesPostaux.join(','),
        String(row.population),
        degrees(row.lat),
        degrees(row.lon),
        row.approximatif ? '1' : '',
        row.departement,
        row.region,
        row.epcis.join(','),
      ].join('\t'),
    ),
    '',
  ].join('\n')

export const writeEpcis = (rows: readonly Epci[]): string =>
  [EPCI_COLUMNS.join('\t'), ...rows.map((row) => `${row.code}\t${cell(row.nom)}`), ''].join('\n')

const lines = (text: string, columns: readonly string[]): readonly string[] => {
  const [header, ...rest] = text.split('\n')
  if (header !== columns.join('\t')) throw new Error('geography pack: unexpected columns')
  return rest.at(-1) === '' ? rest.slice(0, -1) : rest
}

const coordinate = (value: string): number | null => (value === '' ? null : Number(value))

/** Reads what `writeCommunes` wrote; throws when the columns are not those of this format. */
export const readCommunes = (text: string): readonly CommuneRow[] =>
  lines(text, COMMUNE_COLUMNS).map((line) => {
    const cells = line.split('\t')
    const at = (index: number): string => cells[index] ?? ''
    return {
      code: at(0),
      nom: at(1),
      type: at(2) as RowType,
      parent: at(3) === '' ? null : at(3),
      codesPostaux: at(4) === '' ? [] : at(4).split(','),
      population: Number(at(5)),
      lat: coordinate(at(6)),
      lon: coordinate(at(7)),
      approximatif: at(8) === '1',
      departement: at(9),
      region: at(10),
      epcis: at(11) === '' ? [] : at(11).split(','),
    }
  })

export const readEpcis = (text: string): readonly Epci[] =>
  lines(text, EPCI_COLUMNS).map((line) => {
    const [code = '', nom = ''] = line.split('\t')
    return { code, nom }
  })
