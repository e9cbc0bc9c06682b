import type { Item, Place } from './evidence.ts'
import { layersOf } from './layers.ts'
import { type Known, meantIn } from './meant.ts'
import type { Needle, Needles } from './needles.ts'

/** A value where it is not meant to be. */
export type Leak = Needle & {
  readonly place: Place
  readonly nom: string
  /** How it was come by: « gzip », « base64, cellules »; '' as it is. */
  readonly par: string
  /** What is around it, all invented. */
  readonly extrait: string
}

export type Searched = {
  readonly place: Place
  readonly fichiers: number
  readonly octets: number
  /** Bytes decoded, opened or inflated besides. */
  readonly octets_decodes: number
  readonly fuites: number
  /** Values found where they were meant to be. */
  readonly attendues: number
}
export type Search = { readonly places: readonly Searched[]; readonly fuites: readonly Leak[] }

const AROUND = 24
/** Of one item and one kind, so many are told: one is one too many. */
const TOLD = 3

const excerptOf = (bytes: Buffer, at: number): string =>
  bytes
    .subarray(Math.max(0, at - AROUND), at + AROUND)
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '·')

/** @param rest of the event loop's turns, so that a person may stop it between two items */
export const search = async (
  items: readonly Item[],
  {
    needles,
    known,
    rest = async () => {},
  }: {
    readonly needles: Needles
    readonly known: Known
    readonly rest?: () => Promise<void>
  },
): Promise<Search> => {
  const places = new Map<Place, { fichiers: number; octets: number; octets_decodes: number; fuites: number; attendues: number }>()
  const leaks: Leak[] = []
  for (const { place, nom, bytes } of items) {
    await rest()
    const count = places.get(place) ?? { fichiers: 0, octets: 0, octets_decodes: 0, fuites: 0, attendues: 0 }
    places.set(place, count)
    count.fichiers += 1
    count.octets += bytes.length
    const isMeant = meantIn(place, nom, bytes, known)
    const told = new Map<string, number>()
    // Its name may say as much as what is in it.
    const name = [{ par: ['nom du fichier'], bytes: Buffer.from(nom) }]
    for (const { par, bytes: layer } of [...name, ...layersOf(bytes)]) {
      if (par.length > 0) count.octets_decodes += layer.length
      for (const { needle, at } of needles.in(layer)) {
        const value = layer.subarray(at, at + AROUND).toString('latin1')
        if (isMeant(needle, /zq[a-z]{8}/i.exec(value)?.[0] ?? value)) {
          count.attendues += 1
          continue
        }
        count.fuites += 1
        const key = `${needle.qui} ${needle.quoi} ${par.join()}`
        told.set(key, (told.get(key) ?? 0) + 1)
        if ((told.get(key) ?? 0) <= TOLD)
          leaks.push({ ...needle, place, nom, par: par.join(', '), extrait: excerptOf(layer, at) })
      }
    }
  }
  return { places: [...places].map(([place, counts]) => ({ place, ...counts })), fuites: leaks }
}
