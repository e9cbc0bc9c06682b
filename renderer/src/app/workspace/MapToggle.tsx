import { ToggleButton } from 'react-aria-components/ToggleButton'
import { t } from '../../i18n/search.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'

/** The map, one press away. */
export const MapToggle = ({ isOpen, onToggle }: { readonly isOpen: boolean; readonly onToggle: () => void }) => (
  <Tooltip text={t.showMap} shortcut="M">
    <ToggleButton className="ui-button ui-button-secondary map-toggle" isSelected={isOpen} onChange={onToggle}>
      <Icon name="map" />
      <span>{t.showMap}</span>
    </ToggleButton>
  </Tooltip>
)
