import { z } from 'zod'
import type { Service, Structure } from '../catalogue/record.ts'
import { fnv } from '../text/fnv.ts'

/** What was there when a search was last looked at, and what has changed since: the same on the desk and in the server's letters. */

/** Another version of these parts: sums made by an earlier one are not compared. */
const VERSION = 1

/** Parts of a sheet that may change, in the words of whoever reads of it. Dates and what the server adds are none of them. */
const PARTS: readonly { readonly code: string; readonly label: string; readonly of: (service: Service) => unknown }[] = [
  { code: 'n', label: 'nom', of: ({ nom }) => nom },
  { code: 'd', label: 'présentation', of: ({ description, dora }) => [description, dora?.short_desc] },
  { code: 'b', label: 'besoins', of: ({ thematiques, type }) => [sorted(thematiques), type] },
  { code: 'p', label: 'publics', of: ({ publics, publics_precisions }) => [sorted(publics), publics_precisions] },
  {
    code: 'a',
    label: 'conditions d’accès',
    of: ({ conditions_acces, dora }) => [conditions_acces, dora?.access_conditions, dora?.requirements, dora?.credentials],
  },
  { code: 'f', label: 'frais', of: ({ frais, frais_precisions }) => [frais, frais_precisions] },
  {
    code: 'l',
    label: 'adresse',
    of: ({ adresse, complement_adresse, code_postal, commune, latitude, longitude }) => [
      adresse,
      complement_adresse,
      code_postal,
      commune,
      latitude,
      longitude,
    ],
  },
  { code: 'm', label: 'mode d’accueil', of: ({ modes_accueil }) => sorted(modes_accueil) },
  {
    code: 'h',
    label: 'horaires',
    of: ({ horaires_accueil, volume_horaire_hebdomadaire, nombre_semaines }) => [
      horaires_accueil,
      volume_horaire_hebdomadaire,
      nombre_semaines,
    ],
  },
  {
    code: 'o',
    label: 'façon de mobiliser le service',
    of: ({ modes_mobilisation, mobilisable_par, mobilisation_precisions, lien_mobilisation }) => [
      sorted(modes_mobilisation),
      sorted(mobilisable_par),
      mobilisation_precisions,
      lien_mobilisation,
    ],
  },
  { code: 'c', label: 'contact', of: ({ telephone, courriel }) => [telephone, courriel] },
  { code: 'z', label: 'zone couverte', of: ({ zone_eligibilite }) => sorted(zone_eligibilite) },
  { code: 's', label: 'places disponibles', of: ({ dora }) => dora?.disponibilite?.etat },
]

const sorted = (values: readonly string[] | null | undefined): readonly string[] => [...(values ?? [])].sort()

/** Nothing, however it is written. */
const said = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.every((each) => said(each) === null)
      ? null
      : value.map(said)
    : value === undefined || value === ''
      ? null
      : value

/** `n`, `s`: names, for the day it has disappeared; `h`: a sum for each part that says something. */
export const Mark = z.object({ n: z.string(), s: z.string(), h: z.record(z.string(), z.string()) })
export type Mark = z.infer<typeof Mark>

/** Of every service that answered, by identifier. `le`: ISO instant. */
export const Marks = z.object({ v: z.int(), le: z.string(), services: z.record(z.string(), Mark) })
export type Marks = z.infer<typeof Marks>

export const markOf = (service: Service, structure: Pick<Structure, 'nom'> | null): Mark => ({
  n: service.nom,
  s: structure?.nom ?? '',
  h: Object.fromEntries(
    PARTS.flatMap(({ code, of }) => {
      const value = said(of(service))
      return value === null ? [] : [[code, fnv(JSON.stringify(value), 0x811c9dc5)]]
    }),
  ),
})

export const marksAt = (le: string, services: Readonly<Record<string, Mark>>): Marks => ({ v: VERSION, le, services })

export type News = {
  readonly nouveaux: readonly string[]
  /** `champs`: in French. */
  readonly modifies: readonly { readonly id: string; readonly champs: readonly string[] }[]
  readonly disparus: readonly { readonly id: string; readonly nom: string; readonly structure: string }[]
}

const differing = (before: Mark, after: Mark): readonly string[] =>
  PARTS.filter(({ code }) => before.h[code] !== after.h[code]).map(({ label }) => label)

const byId = (a: string, b: string): number => (a < b ? -1 : 1)

/** What is there now beside what was seen; in the order of identifiers. */
export const newsBetween = (seen: Marks, now: Readonly<Record<string, Mark>>): News => {
  const had = new Map(Object.entries(seen.services))
  const has = new Map(Object.entries(now))
  return {
    nouveaux: [...has.keys()].filter((id) => !had.has(id)).sort(byId),
    modifies:
      seen.v !== VERSION
        ? []
        : [...has].flatMap(([id, mark]) => {
            const before = had.get(id)
            const champs = before === undefined ? [] : differing(before, mark)
            return champs.length === 0 ? [] : [{ id, champs }]
          }),
    disparus: [...had]
      .filter(([id]) => !has.has(id))
      .map(([id, { n, s }]) => ({ id, nom: n, structure: s }))
      .sort((a, b) => byId(a.id, b.id)),
  }
}

export const isNothing = ({ nouveaux, modifies, disparus }: News): boolean =>
  nouveaux.length + modifies.length + disparus.length === 0

/** Beyond, a search is too wide for its news to mean anything: it is told so. */
export const MOST_FOLLOWED = 3_000
