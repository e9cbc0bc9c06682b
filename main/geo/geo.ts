import type { Settings } from '#shared/contract/app.ts'
import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { DoraError } from '#shared/errors.ts'
import type { CommuneRow, Epci, ResolvedPlace } from '#shared/geo/types.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import type { DoraHandlers } from '../emit.ts'
import type { Fetch } from './addresses.ts'
import { createAddresses } from './addresses.ts'
import { createCommunes, type SaidCommune } from './communes.ts'
import { createEpcis } from './epcis.ts'
import type { Gazetteer } from '#shared/geo/gazetteer.ts'
import { createGazetteer } from '#shared/geo/gazetteer.ts'
import { pointLabel } from '#shared/geo/labels.ts'
import { readLayer, readPack } from './pack.ts'
import { createResolver } from '#shared/geo/resolve.ts'
import { createSuggest } from './suggest.ts'
import type { Describe } from './suggestion.ts'
import { createDescribe } from './suggestion.ts'

export type GeoOptions = {
  /** Geography packs, the one that prevails first: what was installed in the data folder, then what came with the application. */
  readonly folders: readonly string[]
  readonly settings: () => Pick<Settings, 'adressesEnLigne'>
  readonly fetch?: Fetch
  /** Address service; the Géoplateforme unless a test says otherwise. */
  readonly addressUrl?: string
  readonly now?: () => number
  readonly report?: (error: unknown) => void
}

type GeoHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `geo.${string}`>>

export type Geo = {
  /** The place as the search uses it; throws `lieu-inconnu`. */
  readonly resolve: (place: PlaceRef) => ResolvedPlace
  /** Name of a code of `zone_eligibilite`; null when unknown. */
  readonly zoneName: (code: string) => string | null
  /** The commune that a table or an address names; null when that is not one commune. */
  readonly commune: (said: SaidCommune) => CommuneRow | null
  /** Reads the pack and indexes its names now (about 0.2 s) rather than at the first question. */
  readonly load: () => void
  readonly handlers: GeoHandlers
}

export const GEOPLATEFORME = 'https://data.geopf.fr/geocodage/search'

/** A point put on the map is told by the commune whose centre is this near at most. */
const REVERSE_KM = 50

type Loaded = {
  readonly gazetteer: Gazetteer
  readonly resolve: (place: PlaceRef) => ResolvedPlace
  readonly describe: Describe
  readonly suggest: (text: string, limit: number) => readonly PlaceSuggestion[]
  readonly epcis: (text: string, limit: number) => readonly Epci[]
  readonly commune: (said: SaidCommune) => CommuneRow | null
}

export const createGeo = (options: GeoOptions): Geo => {
  const { folders, settings, report = () => {} } = options
  const addresses = createAddresses({
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    baseUrl: options.addressUrl ?? GEOPLATEFORME,
    now: options.now ?? Date.now,
  })
  let loaded: Loaded | null = null

  const load = (): Loaded => {
    if (loaded !== null) return loaded
    const gazetteer = createGazetteer(readPack(folders, report))
    const resolve = createResolver(gazetteer)
    const describe = createDescribe(gazetteer, resolve)
    loaded = {
      gazetteer,
      resolve,
      describe,
      suggest: createSuggest(gazetteer, describe),
      epcis: createEpcis(gazetteer),
      commune: createCommunes(gazetteer),
    }
    return loaded
  }

  return {
    resolve: (place) => load().resolve(place),
    zoneName: (code) => load().gazetteer.nameOf(code),
    commune: (said) => load().commune(said),
    load: () => {
      load().suggest('a', 1)
    },
    handlers: {
      'geo.suggest': ({ text, limit }) => [...load().suggest(text, limit)],
      'geo.addresses': ({ text }) => {
        if (!settings().adressesEnLigne) throw new DoraError('reseau-non-autorise')
        return addresses(text)
      },
      'geo.place': (place) => load().describe.place(place),
      'geo.reverse': ({ lat, lon }) => {
        const { gazetteer, describe } = load()
        const row = gazetteer.nearest(lat, lon, REVERSE_KM)
        if (row === null) throw new DoraError('lieu-inconnu')
        return describe.place({ kind: 'point', lat, lon, label: `${pointLabel(lat, lon)} (${row.nom})`, commune: row.code })
      },
      'geo.epcis': ({ text, limit }) => [...load().epcis(text, limit)],
      'geo.zoneNames': ({ codes }) => codes.map((code) => ({ code, nom: load().gazetteer.nameOf(code) })),
      'geo.layer': ({ layer, departement }) => readLayer(folders, layer, departement),
      'geo.credits': () => [...load().gazetteer.credits],
    },
  }
}
