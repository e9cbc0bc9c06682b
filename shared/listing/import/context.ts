import { fold } from '../../geo/fold.ts'
import { checkSiret } from '../../reference/siret.ts'

/** What is already there, as far as the person may write it: what rows refer to, and what they must not repeat. */

export type KnownStructure = {
  readonly id: string
  readonly nom: string
  readonly siret?: string | null
  readonly slug?: string | null
  /** Of the structure it is a branch of. */
  readonly parent?: string | null
}
export type KnownModel = { readonly id: string; readonly nom: string; readonly slug?: string | null }
export type KnownService = {
  readonly id: string
  readonly structure_id: string | null
  readonly nom: string
  readonly modele?: string | null
  readonly courriel?: string | null
  readonly adresse?: string | null
  readonly code_postal?: string | null
  /** Put away: it may be changed, and keeps no other from being made. */
  readonly archive?: boolean
}

export type ImportContext = {
  readonly structures: readonly KnownStructure[]
  /** Where services go, and whose branches are named, when the table does not say. */
  readonly structure_id?: string | null
  readonly modeles: readonly KnownModel[]
  readonly services: readonly KnownService[]
}

/** By identifier, SIRET or slug, else by name when only one bears it. `null`: unknown; `plusieurs`: the name of several. */
export type Finder<T> = (said: string) => T | null | 'plusieurs'

const finder = <
  T extends { readonly id: string; readonly nom: string; readonly slug?: string | null; readonly siret?: string | null },
>(
  all: readonly T[],
): Finder<T> => {
  const exact = new Map<string, T>()
  const named = new Map<string, T | 'plusieurs'>()
  for (const one of all) {
    for (const key of [one.id, one.slug, one.siret]) if (key != null && key !== '') exact.set(key.toLowerCase(), one)
    const name = fold(one.nom)
    if (name !== '') named.set(name, named.has(name) ? 'plusieurs' : one)
  }
  return (said) => exact.get(said.trim().toLowerCase()) ?? exact.get(checkSiret(said).siret) ?? named.get(fold(said)) ?? null
}

export type Known = {
  readonly structure: Finder<KnownStructure>
  readonly structureById: ReadonlyMap<string, KnownStructure>
  readonly modele: Finder<KnownModel>
}

export const known = ({ structures, modeles }: ImportContext): Known => ({
  structure: finder(structures),
  structureById: new Map(structures.map((one) => [one.id, one])),
  modele: finder(modeles),
})
