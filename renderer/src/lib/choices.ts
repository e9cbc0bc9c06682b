import { useMemo } from 'react'
import { type EntreeReferentiel, type Famille, proposed } from '#shared/administration/referentiel.ts'
import type { Entry } from '#shared/reference/entry.ts'
import { useCall } from './api.ts'

const NONE: readonly EntreeReferentiel[] = []

/** What the team keeps for everyone, of the desk's own catalogue; what is delivered until that is read. */
const useEntries = (): readonly EntreeReferentiel[] => useCall('administration.choix', undefined).data ?? NONE

/** What an editor proposes of a list. */
export const useChoices = (famille: Famille): readonly Entry[] => {
  const entries = useEntries()
  return useMemo(() => proposed(famille, entries), [famille, entries])
}

/** Names of funders, those that are proposed no more included. */
export const useFunderNames = (): ReadonlyMap<string, string> => {
  const entries = useEntries()
  return useMemo(
    () => new Map(entries.flatMap(({ famille, valeur, libelle }) => (famille === 'financeurs' ? [[valeur, libelle]] : []))),
    [entries],
  )
}
