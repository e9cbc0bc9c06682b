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

/** What the team keeps for everyone, of the desk's own catalogue: what a later version wrote says nothing to this one. */

type Others = CatalogueTold['others']

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What is closed, by département; null without a catalogue. */
export const featuresOf = async (others: Others): Promise<DepartementFonctions[] | null> => {
  const rows = await others(FONCTIONS_LOCALES)
  if (rows === null) return null
  return rows.flatMap(({ id, doc }) => {
    const read = FonctionsLocales.safeParse(parsed(doc))
    return read.success && read.data.fermees.length > 0 && isDeployable(id) ? [{ departement: id, ...read.data }] : []
  })
}

/** Every list, with what is delivered; that alone without a catalogue. */
export const choicesOf = async (others: Others): Promise<EntreeReferentiel[]> => {
  const rows = ((await others(REFERENTIEL)) ?? []).flatMap(({ doc }) => {
    const read = EntreeGardee.safeParse(parsed(doc))
    return read.success ? [read.data] : []
  })
  return FAMILLES.flatMap((famille) => entriesOfFamily(famille, rows))
}
