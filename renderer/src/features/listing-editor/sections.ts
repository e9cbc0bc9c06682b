import { type Group, groupsOf, type ListingKind } from '#shared/listing/groups.ts'
import { MODEL_FIELDS } from '#shared/listing/model.ts'
import type { Problem } from '#shared/listing/problems.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { isNothing } from './values.ts'

/** Parts of the form, as verifications and histories name them; those of a model are what services follow of it. */
export const sectionsOf = (kind: ListingKind): readonly Group[] =>
  kind !== 'modele'
    ? groupsOf(kind)
    : groupsOf(kind)
        .map((group) => ({
          ...group,
          champs: group.champs.filter(({ champ }) => (MODEL_FIELDS as readonly string[]).includes(champ)),
        }))
        .filter(({ champs }) => champs.length > 0)

export type SectionState = {
  readonly etat: 'complet' | 'a-remplir' | 'facultatif'
  /** Problems that keep it from being complete. */
  readonly reste: number
}

/** `facultatif`: nothing is there, and nothing is asked for. */
export const sectionState = (section: Group, doc: Doc, problems: readonly Problem[]): SectionState => {
  const champs = new Set(section.champs.map(({ champ }) => champ))
  const reste = problems.filter(({ champ }) => champs.has(champ)).length
  if (reste > 0) return { etat: 'a-remplir', reste }
  return { etat: [...champs].some((champ) => !isNothing(doc[champ])) ? 'complet' : 'facultatif', reste }
}

/** The section that holds a field; undefined for one of no section. */
export const sectionOf = (kind: ListingKind, champ: string): Group | undefined =>
  sectionsOf(kind).find(({ champs }) => champs.some((one) => one.champ === champ))
