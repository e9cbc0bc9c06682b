import {
  EntreeGardee,
  type EntreeReferentiel,
  entriesOfFamily,
  FAMILLES,
  REFERENTIEL,
} from '#shared/administration/referentiel.ts'
import { type DepartementFonctions, FONCTIONS_LOCALES, FonctionsLocales } from '#shared/deployment/features.ts'
import { isDeployable } from '#shared/deployment/state.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import { toldRows } from '../catalogue/told-rows.ts'

/** What the team keeps for everyone, of the desk's own catalogue. */

type Others = CatalogueTold['others']

/** What is closed, by département; null without a catalogue. */
export const featuresOf = async (others: Others): Promise<DepartementFonctions[] | null> => {
  const rows = await toldRows(others, FONCTIONS_LOCALES, FonctionsLocales)
  return rows?.flatMap(({ id, doc }) => (doc.fermees.length > 0 && isDeployable(id) ? [{ departement: id, ...doc }] : [])) ?? null
}

/** Every list, with what is delivered; that alone without a catalogue. */
export const choicesOf = async (others: Others): Promise<EntreeReferentiel[]> => {
  const rows = ((await toldRows(others, REFERENTIEL, EntreeGardee)) ?? []).map(({ doc }) => doc)
  return FAMILLES.flatMap((famille) => entriesOfFamily(famille, rows))
}
