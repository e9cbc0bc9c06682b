import { AVAILABILITY_STATES } from '#shared/listing/availability.ts'
import { entriesOf } from '#shared/reference/labels.ts'
import type { ModelLine } from '#shared/contract/listing.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { nameOf, type LineFilter } from '../lines.ts'

const STATUTS: readonly { readonly value: LineFilter['statut']; readonly label: string }[] = [
  { value: 'actifs', label: t.statuts.actifs },
  ...entriesOf('status').map(({ value, label }) => ({ value: value as LineFilter['statut'], label })),
  { value: 'tous', label: t.statuts.tous },
]
const ETATS = (Object.keys(t.etats) as LineFilter['etat'][]).map((value) => ({ value, label: t.etats[value] }))
const DISPOS: readonly { readonly value: LineFilter['dispo']; readonly label: string }[] = [
  { value: '', label: t.dispos[''] },
  ...AVAILABILITY_STATES,
  { value: 'aucune', label: t.dispos.aucune },
]

type Props = {
  readonly filter: LineFilter
  readonly onChange: (filter: LineFilter) => void
  readonly models: readonly ModelLine[]
}

/** Words, status, state, availability and model: each narrows the table at once. */
export const FilterBar = ({ filter, onChange, models }: Props) => (
  <div className="listing-filters" role="search" aria-label={t.words}>
    <SearchField
      label={t.words}
      hideLabel
      placeholder={t.wordsHint}
      value={filter.words}
      onChange={(words) => onChange({ ...filter, words })}
      className="listing-words"
    />
    <Select
      label={t.statut}
      hideLabel
      choices={STATUTS}
      value={filter.statut}
      onChange={(statut) => onChange({ ...filter, statut })}
    />
    <Select label={t.etat} hideLabel choices={ETATS} value={filter.etat} onChange={(etat) => onChange({ ...filter, etat })} />
    <Select
      label={t.dispo}
      hideLabel
      choices={DISPOS}
      value={filter.dispo}
      onChange={(dispo) => onChange({ ...filter, dispo })}
    />
    {models.length > 0 && (
      <Select
        label={t.modele}
        hideLabel
        choices={[
          { value: '', label: t.modeles[''] },
          ...models.map((model) => ({ value: model.id, label: nameOf(model) })),
          { value: 'aucun', label: t.modeles.aucun },
        ]}
        value={filter.modele}
        onChange={(modele) => onChange({ ...filter, modele })}
      />
    )}
  </div>
)
