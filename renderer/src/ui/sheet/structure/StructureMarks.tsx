import type { Structure } from '#shared/catalogue/record.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { structure as t } from '../../../i18n/structure.ts'
import { Tag } from '../../Tag.tsx'

/** Networks and labels that a structure bears; nothing when it has none. */
export const StructureMarks = ({ structure }: { readonly structure: Structure }) => {
  const labels = [
    ...(structure.reseaux_porteurs ?? []).map((value) => labelOf('reseaux_porteurs', value)),
    ...(structure.dora?.national_labels ?? []).map((value) => labelOf('national_labels', value)),
    ...(structure.dora?.other_labels ?? []),
  ]
  if (labels.length === 0) return null
  return (
    <ul className="sheet-marks" aria-label={t.labels}>
      {[...new Set(labels)].map((label) => (
        <li key={label}>
          <Tag tone="accent">{label}</Tag>
        </li>
      ))}
    </ul>
  )
}
