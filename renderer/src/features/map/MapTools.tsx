import { reach } from '../../i18n/reach.ts'
import { mapText } from '../../i18n/map.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { ToggleIconButton } from '../../ui/ToggleIconButton.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { type Territory, TERRITORIES } from '../../lib/map/parts-of-france.ts'

/** Drawn around a place: not around a territory, nor nothing. */
type Drawing = { readonly on: boolean; readonly possible: boolean; readonly wish: (on: boolean) => void }

type Props = {
  readonly territory: Territory | null
  readonly canFit: boolean
  readonly picking: boolean
  readonly onTerritory: (territory: Territory) => void
  readonly onZoom: (levels: 1 | -1) => void
  readonly onFit: () => void
  readonly onPick: () => void
  readonly rings: Drawing
  readonly isochrone: Drawing
}

/** What one does to the map, in one place, before the markers in the order of reading. */
export const MapTools = (props: Props) => {
  const { territory, canFit, picking, rings, isochrone, onTerritory, onZoom, onFit, onPick } = props
  return (
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
        <ToggleIconButton
          label={reach.map.rings}
          icon="rings"
          isSelected={rings.on}
          isDisabled={!rings.possible}
          onChange={rings.wish}
        />
        <ToggleIconButton
          label={reach.map.isochrone.toggle}
          icon="bus"
          isSelected={isochrone.on}
          isDisabled={!isochrone.possible}
          onChange={isochrone.wish}
        />
      </div>
    </div>
  )
}
