import { mapText } from '../../i18n/map.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { type Territory, TERRITORIES } from '../../lib/map/parts-of-france.ts'

type Props = {
  readonly territory: Territory | null
  readonly canFit: boolean
  readonly picking: boolean
  readonly onTerritory: (territory: Territory) => void
  readonly onZoom: (levels: 1 | -1) => void
  readonly onFit: () => void
  readonly onPick: () => void
}

/** What one does to the map, in one place, before the markers in the order of reading. */
export const MapTools = ({ territory, canFit, picking, onTerritory, onZoom, onFit, onPick }: Props) => (
  <div className="map-tools" role="group" aria-label={mapText.outils}>
    <div className="map-tools-territory">
      <Menu
        label={mapText.territoires}
        trigger={
          <Button size="s" icon="globe">
            {territory?.nom ?? mapText.ailleurs}
            <VisuallyHidden>{mapText.changerDeTerritoire}</VisuallyHidden>
          </Button>
        }
        entries={TERRITORIES.map((entry) => ({
          id: entry.key,
          label: entry.nom,
          checked: entry === territory,
          onAction: () => onTerritory(entry),
        }))}
      />
    </div>
    <div className="map-tools-group">
      <IconButton label={mapText.zoomer} icon="plus" onPress={() => onZoom(1)} />
      <IconButton label={mapText.dezoomer} icon="minus" onPress={() => onZoom(-1)} />
    </div>
    <div className="map-tools-group">
      <IconButton label={mapText.ajuster} icon="fit" isDisabled={!canFit} onPress={onFit} />
      <IconButton label={mapText.poserUnPoint} icon="target" isDisabled={picking} onPress={onPick} />
    </div>
  </div>
)
