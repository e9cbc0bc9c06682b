import { kitForm as t } from '../../../i18n/kit.ts'
import { territoryName } from '../../../lib/territories.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { TerritoryPicker } from '../../../ui/TerritoryPicker.tsx'

/** As many as are ticked at a glance; more are looked for. */
const FEW = 12

type Props = {
  /** Those that this person moderates. */
  readonly allowed: readonly string[]
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
  readonly wrong: string | undefined
}

export const TerritoryChoice = ({ allowed, chosen, onChange, wrong }: Props) =>
  allowed.length <= FEW ? (
    <CheckboxGroup
      label={t.departements}
      value={[...chosen]}
      onChange={(codes) => onChange(new Set(codes))}
      errorMessage={wrong}
      isRequired
      inline
    >
      {allowed.map((code) => (
        <Checkbox key={code} value={code}>
          {territoryName(code)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  ) : (
    <div role="group" aria-label={t.departements}>
      <p className="ui-label">{t.departements}</p>
      <TerritoryPicker
        chosen={chosen}
        onChange={(codes) => onChange(new Set([...codes].filter((code) => allowed.includes(code))))}
      />
      {wrong !== undefined && (
        <p className="ui-error" role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
