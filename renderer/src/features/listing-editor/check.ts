import type { ListingKind } from '#shared/listing/groups.ts'
import { fieldProblems, type Problem, publicationProblems, structureProblems } from '#shared/listing/problems.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What is wrong, and what is asked for, as the rules of publication say it (shared/listing/problems.ts). */

/** What keeps it from being published, or sent for what has no publication. */
export const wholeProblems = (kind: ListingKind, doc: Doc): readonly Problem[] =>
  kind === 'service' ? publicationProblems(doc) : kind === 'structure' ? structureProblems(doc) : fieldProblems(kind, doc)

/** What holds for a draft too. */
export const draftProblems = (kind: ListingKind, doc: Doc): readonly Problem[] => fieldProblems(kind, doc)

/** Fields that no rule of another field depends on: emptied together, each that is asked for says so. */
const LEAVES = [
  'nom',
  'thematiques',
  'type',
  'dora.short_desc',
  'zone_eligibilite',
  'commune',
  'adresse',
  'code_postal',
  'telephone',
  'courriel',
  'dora.forms',
  'frais_precisions',
  'dora.coach_orientation_modes_external_form_link',
  'dora.coach_orientation_modes_other',
  'dora.beneficiaries_access_modes_external_form_link',
  'dora.beneficiaries_access_modes_other',
  'dora.typology',
]
const EMPTY: Doc = Object.fromEntries(LEAVES.map((champ) => [champ, null]))

/** Fields that publication asks for, given what the others say. */
export const requiredFields = (kind: ListingKind, doc: Doc): ReadonlySet<string> => {
  const kept = { modes_accueil: doc['modes_accueil'] ?? null, 'dora.contact_masque': doc['dora.contact_masque'] ?? null }
  const modes = {
    'dora.coach_orientation_modes': doc['dora.coach_orientation_modes'] ?? null,
    'dora.beneficiaries_access_modes': doc['dora.beneficiaries_access_modes'] ?? null,
  }
  const asked = wholeProblems(kind, { ...EMPTY, ...kept, ...modes, frais: doc['frais'] ?? null }).map(({ champ }) => champ)
  return new Set([...asked, ...(kind === 'service' ? ['modes_accueil', 'dora.coach_orientation_modes'] : [])])
}
