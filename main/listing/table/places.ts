import type { Doc } from '#shared/sync/merge.ts'

/** A place as a row says it. */
export type PlaceAsk = {
  readonly commune: string | null
  readonly code_postal: string | null
  readonly code_insee: string | null
  readonly adresse: string | null
  /** False when the row gives its coordinates: nothing is asked about them. */
  readonly point: boolean
}
/** What is known of it; `note` is what a person should look at. */
export type PlaceAnswer = {
  readonly code_insee: string | null
  readonly commune: string | null
  readonly code_postal: string | null
  /** SIREN of its intercommunalité. */
  readonly epci: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly note: { readonly champ: string; readonly message: string } | null
}
/** Answers in the order asked. The gazetteer and the network are the main thread's. */
export type AskPlaces = (asks: readonly PlaceAsk[]) => Promise<readonly PlaceAnswer[]>

const WHERE = ['commune', 'code_postal', 'code_insee', 'adresse'] as const
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/**
 * What is to be known of the place of a row, over what was there before ({} for a new listing): null when the row moves nothing,
 * so that a listing that is only read and written again keeps its place.
 */
export const placeOf = (champs: Doc, before: Doc): PlaceAsk | null => {
  const moves = WHERE.some((champ) => champs[champ] !== undefined && champs[champ] !== before[champ])
  if (!moves) return null
  const said = { ...before, ...champs }
  // The code of the former commune says nothing of the new one.
  const moved = champs['commune'] !== undefined || champs['code_postal'] !== undefined
  const code_insee = text(champs['code_insee']) ?? (moved ? null : text(before['code_insee']))
  return {
    commune: text(said['commune']),
    code_postal: text(said['code_postal']),
    code_insee,
    adresse: text(said['adresse']),
    point: champs['latitude'] === undefined || champs['longitude'] === undefined,
  }
}

/** Fields of the place, of a row that asked for it: what nobody knows any more is taken away. */
export const placeFields = (ask: PlaceAsk, answer: PlaceAnswer): Doc => ({
  code_insee: answer.code_insee,
  ...(answer.commune === null ? {} : { commune: answer.commune }),
  ...(answer.code_postal === null ? {} : { code_postal: answer.code_postal }),
  ...(ask.point ? { latitude: answer.latitude, longitude: answer.longitude } : {}),
})

/** Each place is asked about once, however many rows have it. */
export const answersTo = async (asks: readonly (PlaceAsk | null)[], ask: AskPlaces): Promise<readonly (PlaceAnswer | null)[]> => {
  const name = (one: PlaceAsk): string => JSON.stringify(one)
  const distinct = new Map(asks.flatMap((one) => (one === null ? [] : [[name(one), one] as const])))
  if (distinct.size === 0) return asks.map(() => null)
  const told = await ask([...distinct.values()])
  const byName = new Map([...distinct.keys()].map((key, index) => [key, told[index] ?? null]))
  return asks.map((one) => (one === null ? null : (byName.get(name(one)) ?? null)))
}
