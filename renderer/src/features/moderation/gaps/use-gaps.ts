import { useState } from 'react'
import type { Preuve, RegistreAsked } from '#shared/gaps/line.ts'
import { lastQuarters, quarterOf } from '#shared/gaps/quarter.ts'
import { useCall } from '../../../lib/api.ts'
import { localToday } from '../../../lib/local-day.ts'

const SHOWN = 200
/** Two years are kept (shared/usage/event.ts). */
const QUARTERS = 8

type GapFilters = {
  readonly trimestre: string
  readonly departement: string | null
  readonly categorie: string | null
  readonly preuve: Preuve | null
}

const fresh = (): GapFilters => ({ trimestre: quarterOf(localToday()), departement: null, categorie: null, preuve: null })

/** What is asked of the register, and its answer: the server's, asked again each time it is shown. */
export const useGaps = () => {
  const [filters, setFilters] = useState<GapFilters>(fresh)
  const asked: RegistreAsked = { ...filters, limite: SHOWN }
  const { data, error, refetch } = useCall('manques.registre', asked, { fresh: true, keepPrevious: true })
  return {
    filters,
    asked,
    quarters: lastQuarters(localToday(), QUARTERS),
    set: (part: Partial<GapFilters>) => setFilters((before) => ({ ...before, ...part })),
    clear: () => setFilters(fresh()),
    data,
    error,
    retry: () => void refetch(),
  }
}
export type Gaps = ReturnType<typeof useGaps>
