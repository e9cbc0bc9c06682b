import { fold } from '#shared/geo/fold.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import type { Around, Point } from './geonames.ts'

/** Guesses where a commune is from the communes known around it. Every result is to be marked approximate. */

/**
 * In the collectivities of the Pacific and in Guyane, neighbours are tens to a thousand kilometres apart:
 * no point is better than a wrong one (geography.md §1.3).
 */
const isTooVast = (departement: string): boolean => departement === '973' || departement.startsWith('98')

/** Centre of some points, on the sphere flattened locally: good at the scale of a département. */
const mean = (points: readonly Point[]): Point | null => {
  if (points.length === 0) return null
  const sum = points.reduce((total, point) => ({ lat: total.lat + point.lat, lon: total.lon + point.lon }), { lat: 0, lon: 0 })
  return { lat: sum.lat / points.length, lon: sum.lon / points.length }
}

const grouped = (
  communes: readonly CommuneRow[],
  keysOf: (row: CommuneRow) => readonly string[],
): ReadonlyMap<string, readonly CommuneRow[]> => {
  const groups = new Map<string, CommuneRow[]>()
  for (const row of communes) {
    for (const key of keysOf(row)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [row])
      else group.push(row)
    }
  }
  return groups
}

/** « Bonvillers-lès-Metz » is beside Metz. */
const BESIDE = / (?:les|lez|pres) (.+)$/

export const neighbourhood = (rows: readonly CommuneRow[]) => {
  const communes = rows.filter((row) => row.type === 'C')
  const postal = grouped(communes, (row) => row.codesPostaux.map((code) => `${row.departement}|${code}`))
  const groups = grouped(communes, (row) => row.epcis)
  const departements = grouped(communes, (row) => [row.departement])
  const names = grouped(communes, (row) => [`${row.departement}|${fold(row.nom)}`])

  /** The neighbours of a commune, closest circle first. A commune is not its own neighbour. */
  const circles = (row: CommuneRow): readonly (readonly CommuneRow[])[] => {
    const others = (map: ReadonlyMap<string, readonly CommuneRow[]>, keys: readonly string[]): readonly CommuneRow[] =>
      keys.flatMap((key) => map.get(key) ?? []).filter((other) => other.code !== row.code)
    const samePostal = others(
      postal,
      row.codesPostaux.map((code) => `${row.departement}|${code}`),
    )
    const epcis = new Set(row.epcis)
    return [
      samePostal.filter((other) => other.epcis.some((code) => epcis.has(code))),
      samePostal,
      // Smallest grouping first: in Greater Paris, the établissement public territorial rather than the whole métropole.
      ...row.epcis
        .toSorted((x, y) => (groups.get(x)?.length ?? 0) - (groups.get(y)?.length ?? 0))
        .map((code) => others(groups, [code])),
    ]
  }

  const known = (points: ReadonlyMap<string, Point>, circle: readonly CommuneRow[]): readonly Point[] =>
    circle.map((row) => points.get(row.code)).filter((point) => point !== undefined)

  /** Needs two neighbours: one alone may be the namesake. */
  const around =
    (points: ReadonlyMap<string, Point>): Around =>
    (row) => {
      for (const circle of circles(row)) {
        const near = known(points, circle)
        if (near.length >= 2) return mean(near)
      }
      return null
    }

  const guess = (row: CommuneRow, points: ReadonlyMap<string, Point>): Point | null => {
    if (isTooVast(row.departement)) return null
    const beside = BESIDE.exec(fold(row.nom))?.[1]
    const [neighbour] =
      beside === undefined
        ? []
        : ['', 'le ', 'la '].flatMap((article) => names.get(`${row.departement}|${article}${beside}`) ?? [])
    const point = neighbour === undefined ? undefined : points.get(neighbour.code)
    if (point !== undefined) return point
    for (const circle of circles(row)) {
      const centre = mean(known(points, circle))
      if (centre !== null) return centre
    }
    return mean(known(points, departements.get(row.departement) ?? []))
  }

  return { around, guess }
}

/** Rows with every coordinate that can be told: known, else guessed and marked so; déléguées take their commune's. */
export const placeRows = (rows: readonly CommuneRow[], points: ReadonlyMap<string, Point>): readonly CommuneRow[] => {
  const { guess } = neighbourhood(rows)
  const placed = new Map<string, Point & { readonly approximatif: boolean }>()
  for (const row of rows) {
    if (row.type === 'D') continue
    const point = points.get(row.code)
    const guessed = point === undefined ? guess(row, points) : null
    if (point !== undefined) placed.set(row.code, { lat: point.lat, lon: point.lon, approximatif: false })
    else if (guessed !== null) placed.set(row.code, { ...guessed, approximatif: true })
  }
  return rows.map((row) => {
    const place = placed.get(row.type === 'D' ? (row.parent ?? row.code) : row.code)
    return place === undefined ? row : { ...row, ...place }
  })
}
