import type { Preuve } from '#shared/gaps/line.ts'
import { PREUVES } from '#shared/gaps/line.ts'
import { quarterLabel } from '#shared/gaps/quarter.ts'
import { PREUVE_LABELS } from '#shared/gaps/say.ts'
import { CATEGORIES } from '#shared/reference/thematiques.ts'
import { gaps as t } from '../../../i18n/manques.ts'
import { TERRITORIES, territoryName } from '../../../lib/territories.ts'
import { Select } from '../../../ui/Select.tsx'
import type { Gaps } from './use-gaps.ts'

/** For « no choice »: a Select has no empty value. */
const ALL = 'tous'
const orNull = (value: string): string | null => (value === ALL ? null : value)

export const GapFilters = ({ gaps: { filters, set, quarters, data } }: { readonly gaps: Gaps }) => {
  const theirs = data?.departements ?? null
  const codes = theirs ?? TERRITORIES.map(({ code }) => code)
  const counts = data?.categories ?? {}
  return (
    <div className="gaps-filters" role="group" aria-label={t.filters}>
      <Select
        label={t.departement}
        choices={[
          { value: ALL, label: theirs === null ? t.allDepartements : t.mine },
          ...codes.map((code) => ({ value: code, label: territoryName(code) })),
        ]}
        value={filters.departement ?? ALL}
        onChange={(value) => set({ departement: orNull(value) })}
      />
      <Select
        label={t.category}
        choices={[
          { value: ALL, label: t.allCategories },
          ...CATEGORIES.map(({ value, label }) => ({ value, label: t.withCount(label, counts[value] ?? 0) })),
        ]}
        value={filters.categorie ?? ALL}
        onChange={(value) => set({ categorie: orNull(value) })}
      />
      <Select
        label={t.period}
        choices={quarters.map((value) => ({ value, label: quarterLabel(value) }))}
        value={filters.trimestre}
        onChange={(trimestre) => set({ trimestre })}
      />
      <Select
        label={t.evidence}
        choices={[{ value: ALL, label: t.allEvidence }, ...PREUVES.map((value) => ({ value, label: PREUVE_LABELS[value] }))]}
        value={filters.preuve ?? ALL}
        onChange={(value) => set({ preuve: orNull(value) as Preuve | null })}
      />
    </div>
  )
}
