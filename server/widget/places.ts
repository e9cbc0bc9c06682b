import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson'
import { expandSaints, fold } from '#shared/geo/fold.ts'
import { type PackManifest, readCommunes } from '#shared/geo/pack.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import { deliveredPack } from '../import/geography.ts'

/** What the widget asks of the geography: a commune by its name, outlines to draw. */

export type Lieu = {
  readonly code: string
  /** « Bordeaux (33) ». */
  readonly label: string
  readonly lat: number | null
  readonly lon: number | null
}

type Box = { readonly ouest: number; readonly sud: number; readonly est: number; readonly nord: number }
type Outline = {
  readonly code: string
  /** Rings of [longitude, latitude], WGS84. */
  readonly contours: readonly (readonly (readonly [number, number])[])[]
  readonly boite: Box
}
export type Outlines = {
  readonly departements: readonly Outline[]
  /** Largest first. */
  readonly villes: readonly { readonly nom: string; readonly lat: number; readonly lon: number }[]
  /** To write under the map. */
  readonly credits: readonly string[]
}

export type Places = {
  /** Communes whose name begins so, largest first, or of that postal or INSEE code: 10 at most. */
  readonly find: (q: string, within: { readonly departement?: string; readonly region?: string }) => readonly Lieu[]
  /** Of these départements, and of their neighbours. Unknown codes are left out. */
  readonly outlines: (codes: readonly string[]) => Outlines
}

/** `rank`: by population, the largest first. */
type Named = { readonly row: CommuneRow; readonly rank: number; readonly key: string }

const FOUND = 10
const TOWNS = 40
/** Degrees around the départements in which their neighbours show. */
const AROUND = 0.4

const lieuOf = ({ code, nom, departement, lat, lon }: CommuneRow): Lieu => ({ code, label: `${nom} (${departement})`, lat, lon })
const key = (name: string): string => expandSaints(fold(name))

const ringsOf = (geometry: Polygon | MultiPolygon): Outline['contours'] =>
  (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()) as unknown as Outline['contours']

const boxOf = (contours: Outline['contours']): Box => {
  let [ouest, sud, est, nord] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of contours)
    for (const [lon, lat] of ring) {
      ouest = Math.min(ouest, lon)
      sud = Math.min(sud, lat)
      est = Math.max(est, lon)
      nord = Math.max(nord, lat)
    }
  return { ouest, sud, est, nord }
}

/** Of many départements at once, a kilometre is under a pixel, and the whole would weigh as much as a page of pictures. */
const thinned = (ring: Outline['contours'][number]): Outline['contours'][number] => {
  const kept: (readonly [number, number])[] = []
  for (const [lon, lat] of ring) {
    const [x, y] = [Math.round(lon * 100) / 100, Math.round(lat * 100) / 100]
    const last = kept.at(-1)
    if (last === undefined || last[0] !== x || last[1] !== y) kept.push([x, y])
  }
  return kept
}
const MANY = 3

const meet = (a: Box, b: Box): boolean =>
  a.ouest - AROUND < b.est && b.ouest < a.est + AROUND && a.sud - AROUND < b.nord && b.sud < a.nord + AROUND

/** @param folder of a geography pack */
const readPlaces = async (folder: string): Promise<Places> => {
  const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(folder, name), 'utf8')) as T
  const [communes, departements, towns, { credits }] = await Promise.all([
    readFile(join(folder, 'communes.tsv'), 'utf8').then(readCommunes),
    json<FeatureCollection<Polygon | MultiPolygon, { readonly code: string }>>('departements.geojson'),
    json<FeatureCollection<Point, { readonly nom: string }>>('villes.geojson'),
    json<PackManifest>('pack.json'),
  ])
  const ranked = [...communes].sort((a, b) => b.population - a.population || (a.code < b.code ? -1 : 1))
  // Those that were merged into another have no code of their own that the reference would know.
  const rows = ranked.flatMap((row, rank): Named[] => (row.type === 'D' ? [] : [{ row, rank, key: key(row.nom) }]))
  const byCode = new Map(rows.map((one) => [one.row.code, one]))
  const byPostal = new Map<string, Named[]>()
  for (const one of rows)
    for (const postal of one.row.codesPostaux) {
      const there = byPostal.get(postal)
      if (there === undefined) byPostal.set(postal, [one])
      else there.push(one)
    }
  const byName = [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))

  const numbered = (code: string): Named[] => {
    const one = byCode.get(code)
    return [...(one === undefined ? [] : [one]), ...(byPostal.get(code) ?? []).filter((other) => other !== one)]
  }
  /** Asked at each letter that is typed: found without reading all of them. */
  const begunBy = (wanted: string): Named[] => {
    let [from, to] = [0, byName.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((byName[middle]?.key ?? '') < wanted) from = middle + 1
      else to = middle
    }
    let end = from
    while (byName[end]?.key.startsWith(wanted) === true) end++
    return byName.slice(from, end)
  }
  const outlines: readonly Outline[] = departements.features.map(({ geometry, properties: { code } }) => {
    const contours = ringsOf(geometry)
    return { code, contours, boite: boxOf(contours) }
  })

  return {
    find: (q, { departement, region }) => {
      const text = q.trim()
      // « Bordeaux (33) », as a suggestion writes it, is that one.
      const [, name = text, told] = /^(.*\S)\s*\((\d[\dAB]\d?)\)$/i.exec(text) ?? []
      const wanted = key(name)
      if (wanted === '') return []
      const code = text.toUpperCase()
      const matching = (/^\d/.test(code) ? numbered(code) : begunBy(wanted)).filter(
        ({ row }) =>
          (departement === undefined || row.departement === departement) &&
          (region === undefined || row.region === region) &&
          (told === undefined || row.departement === told.toUpperCase()),
      )
      // The one of that very name or code before the larger ones that only begin so.
      const exact = (one: Named): number => Number(one.row.code === code || one.key === wanted)
      return matching
        .sort((a, b) => exact(b) - exact(a) || a.rank - b.rank)
        .slice(0, FOUND)
        .map(({ row }) => lieuOf(row))
    },
    outlines: (codes) => {
      const own = outlines.filter(({ code }) => codes.includes(code))
      const around = outlines.filter(({ boite }) => own.some((one) => meet(one.boite, boite)))
      return {
        credits,
        departements:
          own.length <= MANY
            ? around
            : around.map((one) => ({ ...one, contours: one.contours.map(thinned).filter((ring) => ring.length > 3) })),
        villes: towns.features
          .filter(({ geometry: { coordinates } }) => {
            const [lon = 0, lat = 0] = coordinates
            return own.some(({ boite }) => meet(boite, { ouest: lon, sud: lat, est: lon, nord: lat }))
          })
          .slice(0, TOWNS)
          .map(({ geometry: { coordinates }, properties: { nom } }) => ({
            nom,
            lat: coordinates[1] ?? 0,
            lon: coordinates[0] ?? 0,
          })),
      }
    },
  }
}

/** The geography that came with the server, read at the first question. @param folder of a pack; built when it is not there */
export const createPlacesReader = (folder?: string): (() => Promise<Places>) => {
  let read: Promise<Places> | null = null
  return () => {
    read ??= deliveredPack(folder).then(readPlaces)
    // One that failed is tried again.
    read.catch(() => (read = null))
    return read
  }
}
