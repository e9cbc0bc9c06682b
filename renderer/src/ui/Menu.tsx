import type { ReactElement } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon, type IconName } from './Icon.tsx'
import { useOverlayRoot } from './overlay-root.ts'
import './Popover.css'

export type MenuEntry = {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly danger?: boolean
  readonly disabled?: boolean
  /** Makes the entry a choice among the others: shows a tick. */
  readonly checked?: boolean
  readonly onAction: () => void
}

type Props = { readonly trigger: ReactElement; readonly label: string; readonly entries: readonly MenuEntry[] }

/** `<Menu trigger={<IconButton label="Actions" icon="more" />} label="Actions" entries={[{ id, label, onAction }]} />` */
export const Menu = ({ trigger, label, entries }: Props) => {
  const root = useOverlayRoot()
  const choice = entries.some(({ checked }) => checked !== undefined)
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="ui-popover" placement="bottom end" UNSTABLE_portalContainer={root}>
        <AriaMenu
          aria-label={label}
          className="ui-listbox"
          selectionMode={choice ? 'single' : 'none'}
          selectedKeys={entries.filter(({ checked }) => checked === true).map(({ id }) => id)}
        >
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              isDisabled={entry.disabled ?? false}
              className="ui-option"
              data-danger={entry.danger === true ? '' : undefined}
              onAction={entry.onAction}
            >
              <span className="ui-option-label">
                {entry.icon !== undefined && <Icon name={entry.icon} size={16} />}
                {entry.label}
              </span>
              {entry.checked === true && <Icon name="check" size={16} className="ui-option-check" />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
