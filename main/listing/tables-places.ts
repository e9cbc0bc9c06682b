import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { expandSaints, fold } from '#shared/geo/fold.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import type { SaidCommune } from '../geo/communes.ts'
import type { PlaceAnswer, PlaceAsk } from './table/places.ts'

type Parts = {
  readonly commune: (said: SaidCommune) => CommuneRow | null
  /** Addresses of the network; not asked unless `online` says so. */
  readonly addresses: (input: { readonly text: string }) => Promise<PlaceSuggestion[]> | PlaceSuggestion[]
  readonly online: () => boolean
  /** Milliseconds since some moment. */
  readonly now?: () => number
}

type Point = { readonly latitude: number; readonly longitude: number }

/** At once: the service allows fifty a second (geography.md §3.2). */
const AT_ONCE = 6
/** Beyond, what was found is enough: an import is not to wait on the network for long. */
const GEOCODING_MS = 12_000
const MOST_KEPT = 5_000

const sameName = (a: string, b: string): boolean => expandSaints(fold(a)) === expandSaints(fold(b))
const samePlace = (one: CommuneRow, other: CommuneRow): boolean =>
  one.code === other.code || one.parent === other.code || other.parent === one.code

/**
 * Communes by the gazetteer, addresses by the network when the settings allow it. A commune's centre is no address: without the
 * network, no coordinates are given. What was found is remembered, so that the act asks nothing that the trial asked.
 */
export const createPlaces = ({ commune, addresses, online, now = () => performance.now() }: Parts) => {
  const known = new Map<string, Point | null>()

  const askPoint = async (text: string, row: CommuneRow): Promise<Point | null> => {
    // Kept once answered: what failed may be asked again.
    const found = await addresses({ text })
    const [first] = found
    const place = first?.place
    const there = place?.kind === 'point' && place.commune !== undefined ? commune({ code: place.commune }) : null
    const point =
      place?.kind === 'point' && there !== null && samePlace(there, row) ? { latitude: place.lat, longitude: place.lon } : null
    if (known.size >= MOST_KEPT) known.clear()
    known.set(text, point)
    return point
  }

  /** Points of these addresses, as far as time and network allow. */
  const pointsOf = async (asked: ReadonlyMap<string, CommuneRow>): Promise<void> => {
    const waiting = [...asked].filter(([text]) => !known.has(text))
    const until = now() + GEOCODING_MS
    let next = 0
    let stopped = false
    const work = async (): Promise<void> => {
      while (!stopped && next < waiting.length && now() < until) {
        const one = waiting[next++]
        if (one === undefined) return
        try {
          await askPoint(...one)
        } catch {
          // Offline, or told to wait: the others would be too.
          stopped = true
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }

  const textOf = ({ adresse }: PlaceAsk, row: CommuneRow, codePostal: string | null): string =>
    `${adresse ?? ''} ${codePostal ?? ''} ${row.nom}`.replace(/\s+/g, ' ').trim().slice(0, 200)

  return async (asks: readonly PlaceAsk[]): Promise<PlaceAnswer[]> => {
    const allowed = online()
    const found = asks.map((ask) => {
      const row = commune({ nom: ask.commune, codePostal: ask.code_postal, code: ask.code_insee })
      const [only] = row?.codesPostaux ?? []
      const codePostal = ask.code_postal ?? (row?.codesPostaux.length === 1 ? (only ?? null) : null)
      const text = allowed && row !== null && ask.point && ask.adresse !== null ? textOf(ask, row, codePostal) : null
      return { ask, row, codePostal, text }
    })
    await pointsOf(new Map(found.flatMap(({ text, row }) => (text === null || row === null ? [] : [[text, row] as const]))))
    return found.map(({ ask, row, codePostal, text }): PlaceAnswer => {
      const point = text === null ? null : (known.get(text) ?? null)
      // The usual spelling of the same name; another name is left as it was written.
      const nom = row === null ? null : ask.commune === null || sameName(ask.commune, row.nom) ? row.nom : ask.commune
      return {
        code_insee: row?.code ?? null,
        commune: nom ?? ask.commune,
        code_postal: codePostal,
        epci: row?.epcis[0] ?? null,
        latitude: point?.latitude ?? null,
        longitude: point?.longitude ?? null,
        note: noteOf(ask, row, text !== null && point === null),
      }
    })
  }
}
export type Places = ReturnType<typeof createPlaces>

const noteOf = (ask: PlaceAsk, row: CommuneRow | null, lost: boolean): PlaceAnswer['note'] => {
  if (row === null && (ask.commune !== null || ask.code_postal !== null || ask.code_insee !== null)) {
    const message = 'La commune n’a pas été reconnue\u202f: vérifiez son nom et son code postal.'
    return { champ: ask.code_insee === null ? 'commune' : 'code_insee', message }
  }
  return lost
    ? { champ: 'adresse', message: 'L’adresse n’a pas pu être située sur la carte\u202f: placez-la depuis la fiche.' }
    : null
}
