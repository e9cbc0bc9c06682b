import type { CATEGORIES, NEEDS } from '../../reference/thematiques.ts'
import type { PUBLICS } from '../../reference/publics.ts'

export type Thematique = (typeof CATEGORIES)[number]['value'] | (typeof NEEDS)[number]['value']
export type Public = (typeof PUBLICS)[number]['value']

/** What counsellors say, and what the référentiels call it. Accents, plurals, word forms and stop words do not matter in `mots`. */
export type Synonym = {
  /** Expressions separated by commas, written as one reads them: « garde d’enfant, nounou ». */
  readonly mots: string
  /** Needs, or categories for all their needs, the closest first. */
  readonly thematiques?: readonly string[]
  readonly publics?: readonly string[]
  readonly modes_accueil?: readonly string[]
  readonly types?: readonly string[]
  readonly frais?: readonly string[]
}

/** The table written here may only name values of the référentiels; what a user adds is checked when it is saved. */
export type BuiltIn = Synonym & {
  readonly thematiques?: readonly Thematique[]
  readonly publics?: readonly Public[]
  readonly modes_accueil?: readonly ('en-presentiel' | 'a-distance')[]
  readonly types?: readonly ('accompagnement' | 'aide-financiere' | 'aide-materielle' | 'atelier' | 'formation' | 'information')[]
  readonly frais?: readonly ('gratuit' | 'payant')[]
}
