import { DEPARTEMENTS, REGIONS } from '#shared/geo/divisions.ts'
import { slug } from '#shared/geo/fold.ts'
import type { Entry } from '#shared/reference/entry.ts'
import { FRAIS } from '#shared/reference/frais.ts'
import { MOBILISABLE_PAR } from '#shared/reference/mobilisable-par.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { MODES_MOBILISATION } from '#shared/reference/modes-mobilisation.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import { TYPES } from '#shared/reference/types.ts'
import type { Json } from '#shared/rpc.ts'

/** Values that parameters and fields take, as schemas of their own, under the names that data·inclusion’s clients know. */

/** The overseas collectivities are neither régions nor départements there. */
const isCollectivity = (code: string): boolean => /^(?:97[578]|98\d)$/.test(code)
const ofFrance = (all: readonly { readonly code: string; readonly nom: string }[]) =>
  all.filter(({ code }) => !isCollectivity(code))

const ordered = (values: readonly string[]): string[] => [...values].sort()
const valuesOf = (entries: readonly Entry[]): string[] => ordered(entries.map(({ value }) => value))

const listed = (description: string, values: readonly string[]): Json => ({
  type: 'string',
  enum: [...values],
  description,
})

export const VALUE_SCHEMAS: Readonly<Record<string, Json>> = {
  Categorie: listed('Famille de thématiques\u202f: pour filtrer seulement, aucune fiche ne la porte.', valuesOf(CATEGORIES)),
  Thematique: listed('Thématique, précédée de sa famille.', valuesOf(NEEDS)),
  Frais: listed('Ce que coûte le service.', valuesOf(FRAIS)),
  ModeAccueil: listed('Où se passe le service.', valuesOf(MODES_ACCUEIL)),
  ModeMobilisation: listed('Comment demander le service.', valuesOf(MODES_MOBILISATION)),
  PersonneMobilisatrice: listed('Qui peut demander le service.', valuesOf(MOBILISABLE_PAR)),
  Public: listed('À qui s’adresse le service.', valuesOf(PUBLICS)),
  ReseauPorteur: listed('Réseau qui porte la structure.', valuesOf(RESEAUX_PORTEURS)),
  TypeService: listed('Forme que prend le service.', valuesOf(TYPES)),
  RegionCodeEnum: listed('Code d’une région (COG).', ordered(ofFrance(REGIONS).map(({ code }) => code))),
  RegionSlugEnum: listed('Nom d’une région, sans accent.', ordered(ofFrance(REGIONS).map(({ nom }) => slug(nom)))),
  DepartementCodeEnum: listed('Code d’un département (COG).', ordered(ofFrance(DEPARTEMENTS).map(({ code }) => code))),
  DepartementSlugEnum: listed('Nom d’un département, sans accent.', ordered(ofFrance(DEPARTEMENTS).map(({ nom }) => slug(nom)))),
}
