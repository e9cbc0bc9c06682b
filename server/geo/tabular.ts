import type { CommuneRow, Epci, RowType } from '#shared/geo/types.ts'
import type { Gathered } from './official.ts'
import type { Refusal } from './row-check.ts'
import { refuse } from './row-check.ts'

/** Communes and EPCI of a prepared pack: tab-separated, the first line naming the columns, in any order (geography.md §1.3). */

type Line = (column: string) => string

const table = (text: string): readonly Line[] => {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = new Map(header.split('\t').map((name, index) => [name.trim(), index]))
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t')
      return (column) => cells[columns.get(column) ?? -1]?.trim() ?? ''
    })
}

const list = (value: string): readonly string[] => value.split(/[,;| ]+/).filter((part) => part !== '')
const optional = (value: string): string | null => (value === '' ? null : value)
const isType = (value: string): value is RowType => value === 'C' || value === 'A' || value === 'D'

/** The chef-lieu, where people live, rather than the middle of the territory (Saint-Laurent-du-Maroni: 66 km apart). */
const coordinate = (line: Line, name: 'lat' | 'lon'): number | null => {
  const value = line(`${name}ChefLieu`) || line(name)
  return value === '' ? null : Number(value)
}

const toRow = (line: Line, type: RowType): CommuneRow => ({
  code: line('code'),
  nom: line('nom').replace(/'/g, '’'),
  type,
  parent: optional(line('parent')),
  codesPostaux: list(line('codesPostaux')),
  population: Number(line('population') || '0'),
  lat: coordinate(line, 'lat'),
  lon: coordinate(line, 'lon'),
  approximatif: line('approximatif') === '1',
  departement: line('departement'),
  region: line('region'),
  epcis: list(line('epcis') || line('epci')),
})

export const readTabular = (communes: string, epcis: string | null): Gathered => {
  const rows: CommuneRow[] = []
  const refus: Refusal[] = []
  const lines = table(communes)
  lines.forEach((line, index) => {
    const type = line('type') || 'C'
    // The header is line 1.
    const origine = `ligne ${index + 2}`
    if (!isType(type)) {
      refus.push({ origine, raison: 'type de commune inconnu' })
      return
    }
    const row = toRow(line, type)
    const raison = refuse(row)
    if (raison === null) rows.push(row)
    else refus.push({ origine: `${origine} (${row.code.slice(0, 10)})`, raison })
  })
  const named =
    epcis === null ? [] : table(epcis).map((line): Epci => ({ code: line('code'), nom: line('nom').replace(/'/g, '’') }))
  return { rows, epcis: named.filter(({ code, nom }) => /^\d{9}$/.test(code) && nom !== ''), lues: lines.length, refus }
}
