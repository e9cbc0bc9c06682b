import { createHash } from 'node:crypto'
import { distanceKm } from '#shared/geo/distance.ts'
import { PLACES } from '../../relevance/queries/places.ts'
import type { Where } from '../../relevance/judgement.ts'

/**
 * The real services of 2022 came without their structures: none says where it is, so that a search with a place finds none of them. The
 * bench says where, once for all: each is drawn, by its identifier alone, into one of eight real towns or a commune around it. The
 * services are real, the communes are real, that this service is in that commune is invented. What names a place in its own text is
 * left without one rather than put elsewhere.
 */
const TOWN_NAMES = ['Lille', 'Le Mans', 'Saint-Étienne', 'Foix', 'Limoges', 'Quimper', 'Le Havre', 'Saint-Denis'] as const
export type TownName = (typeof TOWN_NAMES)[number]

export const townOf = (name: TownName): Where => {
  const found = PLACES.find(({ lieu }) => lieu?.nom === name)?.lieu
  if (found === undefined) throw new Error(`ville inconnue : ${name}`)
  return found
}

export type Commune = {
  readonly code: string
  readonly nom: string
  readonly postal: string
  readonly population: number
  readonly lat: number
  readonly lon: number
}

/** The communes of the reference file, those alone that have a centre. */
export const readCommunes = (tsv: string): readonly Commune[] => {
  const [head = '', ...lines] = tsv.trimEnd().split('\n')
  const names = head.split('\t')
  return lines.flatMap((line) => {
    const cells = line.split('\t')
    const of = (name: string): string => cells[names.indexOf(name)] ?? ''
    if (of('type') !== 'C' || of('lat') === '' || of('lon') === '') return []
    const postal = of('codesPostaux').split(/[^\d]/)[0] ?? ''
    return [
      {
        code: of('code'),
        nom: of('nom'),
        postal,
        population: Number(of('population')),
        lat: Number(of('lat')),
        lon: Number(of('lon')),
      },
    ]
  })
}

/** How far around a town a service may be drawn; the search looks at fifty. */
const AROUND_KM = 45
/** How many are in the town itself. */
const IN_TOWN = 0.4
/** A name of a commune of so many people, in a text, is the place. */
const NAMED_PEOPLE = 10_000

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Three numbers from 0 to 1 that depend on the identifier only. */
const drawn = (id: string): readonly [number, number, number] => {
  const bytes = createHash('sha256').update(id).digest()
  return [bytes.readUInt32BE(8) / 2 ** 32, bytes.readUInt32BE(12) / 2 ** 32, bytes.readUInt32BE(16) / 2 ** 32]
}

type Row = {
  readonly id: string
  readonly nom: string
  readonly presentation_resume?: string | null
  readonly [key: string]: unknown
}

/** @param places names of départements, which a text may say as well as those of communes */
export const createDraw = (communes: readonly Commune[], places: readonly string[]): (<R extends Row>(row: R) => R) => {
  const towns = TOWN_NAMES.map((name) => {
    const { commune, lat, lon } = townOf(name)
    const around = communes.filter((one) => one.code !== commune && distanceKm({ lat, lon }, one) <= AROUND_KM)
    const here = communes.find(({ code }) => code === commune)
    if (here === undefined) throw new Error(`commune inconnue : ${commune}`)
    return { here, around, people: around.reduce((sum, { population }) => sum + population, 0) }
  })
  const named = [...places, ...communes.filter(({ population }) => population >= NAMED_PEOPLE).map(({ nom }) => nom)]
  const names = new RegExp(`(?<![\\p{L}-])(?:${named.map(escaped).join('|')})(?![\\p{L}-])`, 'u')
  return (row) => {
    if (names.test(`${row.nom} . ${row.presentation_resume ?? ''}`)) return row
    const [which, inTown, where] = drawn(row.id)
    const town = towns[Math.floor(which * towns.length)]
    if (town === undefined) return row
    let left = where * town.people
    const there = inTown < IN_TOWN ? town.here : (town.around.find(({ population }) => (left -= population) < 0) ?? town.here)
    return {
      ...row,
      commune: there.nom,
      code_insee: there.code,
      code_postal: there.postal,
      latitude: there.lat,
      longitude: there.lon,
    }
  }
}
