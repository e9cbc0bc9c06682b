import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { serverText as t } from '../i18n/sync.ts'
import { findTerritories, TERRITORIES, territoryName } from '../lib/territories.ts'
import { Button } from './Button.tsx'
import { Chip } from './Chip.tsx'
import { Icon } from './Icon.tsx'
import { SearchField } from './SearchField.tsx'
import './Popover.css'
import './TerritoryPicker.css'

type Props = { readonly chosen: ReadonlySet<string>; readonly onChange: (chosen: ReadonlySet<string>) => void }

/** Départements to tick, found by name, number or région; the arrows move in the list, the space bar ticks. */
export const TerritoryPicker = ({ chosen, onChange }: Props) => {
  const [typed, setTyped] = useState('')
  const found = findTerritories(typed)
  const missing = found.filter(({ code }) => !chosen.has(code))
  const filtered = found.length < TERRITORIES.length
  const without = (code: string) => new Set([...chosen].filter((other) => other !== code))
  return (
    <div className="territories">
      <p className="territories-count" role="status">
        {chosen.size === 0 ? t.noneChosen : t.chosen(chosen.size)}
      </p>
      {chosen.size > 0 && (
        <div className="territories-chosen">
          {[...chosen].sort().map((code) => (
            <Chip
              key={code}
              label={territoryName(code)}
              removeLabel={t.removeOne(territoryName(code))}
              onRemove={() => onChange(without(code))}
            />
          ))}
          {chosen.size > 1 && (
            <Button size="s" variant="quiet" onPress={() => onChange(new Set())}>
              {t.clearAll}
            </Button>
          )}
        </div>
      )}
      <SearchField label={t.filter} placeholder={t.filterHint} value={typed} onChange={setTyped} />
      <ListBox
        aria-label={t.departements}
        className="ui-listbox territories-list"
        selectionMode="multiple"
        selectionBehavior="toggle"
        selectedKeys={chosen}
        onSelectionChange={(keys) => {
          // Only what is shown is told: what the filter hides stays as it is.
          const shown = new Set(found.map(({ code }) => code))
          const ticked = keys === 'all' ? [...shown] : [...keys].map(String)
          onChange(new Set([...[...chosen].filter((code) => !shown.has(code)), ...ticked]))
        }}
        items={found.map((one) => ({ ...one, id: one.code }))}
        dependencies={[chosen]}
        renderEmptyState={() => <p className="ui-listbox-empty">{t.nothing}</p>}
      >
        {({ code, nom, region }) => (
          <ListBoxItem className="ui-option territories-option" textValue={`${nom} ${code}`}>
            {({ isSelected }) => (
              <>
                <span className="ui-option-label">
                  <span className="territories-tick">{isSelected && <Icon name="check" size={14} />}</span>
                  <span className="tabular territories-code">{code}</span>
                  {nom}
                </span>
                <span className="territories-region">{region}</span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
      {filtered && missing.length > 1 && (
        <Button size="s" icon="plus" onPress={() => onChange(new Set([...chosen, ...missing.map(({ code }) => code)]))}>
          {t.addShown(missing.length)}
        </Button>
      )}
    </div>
  )
}
