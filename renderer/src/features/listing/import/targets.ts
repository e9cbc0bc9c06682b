import { importField, importFields } from '#shared/listing/import/fields.ts'
import type { ImportKind } from '#shared/listing/import/field.ts'
import type { TableRead } from '#shared/contract/listing.ts'
import { importText as t } from '../../../i18n/listing.ts'
import type { Choice } from '../../../ui/Select.tsx'

export type Kind = 'services' | 'structures'

/** Value of the choice that leaves a column out. */
export const IGNORED = ''

const KINDS: Readonly<Record<Kind, ImportKind>> = { services: 'service', structures: 'structure' }

/** Where a column may go, the way to leave it out first. */
export const targetsOf = (quoi: Kind): readonly Choice[] => [
  { value: IGNORED, label: t.ignore },
  ...importFields(KINDS[quoi]).map(({ champ, libelle }) => ({ value: champ, label: libelle })),
]

export const labelOfTarget = (quoi: Kind, champ: string): string => importField(KINDS[quoi], champ)?.libelle ?? champ

/** What keeps a mapping from being tried: two columns for a field that takes one, or none for the name. */
export const mappingProblems = (
  quoi: Kind,
  mapping: TableRead['correspondance'],
): { readonly twice: readonly string[]; readonly noName: boolean } => {
  const champs = Object.values(mapping).filter((champ): champ is string => champ !== null)
  const twice = champs.filter((champ, at) => champs.indexOf(champ) !== at && importField(KINDS[quoi], champ)?.plusieurs !== true)
  return { twice: [...new Set(twice)], noName: !champs.includes('nom') }
}
