import { departementOfCommune } from '#shared/geo/divisions.ts'
import type { Layer } from '#shared/geo/types.ts'
import { z } from 'zod'

/** What a map of départements is drawn from: the layers of the geography pack of this desk, some of which may be missing. */

type Ring = readonly (readonly [lon: number, lat: number])[]
export type Outline = { readonly code: string; readonly polygons: readonly (readonly Ring[])[] }
export type Town = {
  readonly nom: string
  readonly departement: string
  readonly point: readonly [number, number]
  readonly population: number
}
export type Outlines = { readonly departements: readonly Outline[]; readonly villes: readonly Town[] }

const Position = z.tuple([z.number(), z.number()]).rest(z.number())
const Polygon = z.array(z.array(Position))
const Areas = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: Polygon }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Polygon) }),
      ]),
    }),
  ),
})
const Towns = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string(), nom: z.string(), population: z.number() }),
      geometry: z.object({ coordinates: Position }),
    }),
  ),
})

export type ReadLayer = (layer: Layer) => Promise<string | null>

/** A layer that is missing, or that this version cannot read, is drawn without. */
const parsed = async <T>(read: ReadLayer, layer: Layer, schema: z.ZodType<T>): Promise<T | null> => {
  const text = await read(layer)
  if (text === null) return null
  try {
    const found = schema.safeParse(JSON.parse(text))
    return found.success ? found.data : null
  } catch {
    return null
  }
}

export const outlinesOf = async (read: ReadLayer, wanted: readonly string[]): Promise<Outlines> => {
  const here = new Set(wanted)
  const areas = await parsed(read, 'departements', Areas)
  const towns = await parsed(read, 'villes', Towns)
  return {
    departements: (areas?.features ?? [])
      .filter(({ properties }) => here.has(properties.code))
      .map(({ properties, geometry }) => ({
        code: properties.code,
        polygons: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((rings) =>
          rings.map((ring) => ring.map(([lon, lat]) => [lon, lat] as const)),
        ),
      })),
    villes: (towns?.features ?? [])
      .flatMap(({ properties: { code, nom, population }, geometry: { coordinates } }): Town[] => {
        const departement = departementOfCommune(code)
        if (departement === null || !here.has(departement)) return []
        return [{ nom, departement, point: [coordinates[0], coordinates[1]], population }]
      })
      .sort((a, b) => b.population - a.population),
  }
}
