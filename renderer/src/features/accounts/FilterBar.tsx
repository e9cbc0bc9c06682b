import { accountsText as t } from '../../i18n/accounts.ts'
import { territoryName } from '../../lib/territories.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { Select } from '../../ui/Select.tsx'
import type { AccountFilter, Kind } from './filter.ts'

const KINDS = (Object.keys(t.kinds) as Kind[]).map((value) => ({ value, label: t.kinds[value] }))

type Props = {
  readonly filter: AccountFilter
  readonly onChange: (filter: AccountFilter) => void
  /** Those that some gestionnaire has. */
  readonly departements: readonly string[]
}

/** Words, rights and département: each narrows the list at once. */
export const FilterBar = ({ filter, onChange, departements }: Props) => (
  <div className="accounts-bar">
    <SearchField
      label={t.words}
      hideLabel
      placeholder={t.wordsHint}
      value={filter.words}
      onChange={(words) => onChange({ ...filter, words })}
      className="accounts-words"
    />
    <Select label={t.kind} hideLabel choices={KINDS} value={filter.kind} onChange={(kind) => onChange({ ...filter, kind })} />
    {departements.length > 0 && (
      <Select
        label={t.departement}
        hideLabel
        choices={[
          { value: '', label: t.anyDepartement },
          ...departements.map((code) => ({ value: code, label: territoryName(code) })),
        ]}
        value={filter.departement}
        onChange={(departement) => onChange({ ...filter, departement })}
      />
    )}
  </div>
)
