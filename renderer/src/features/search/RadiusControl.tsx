import { hasRadius } from '#shared/search/query.ts'
import { t } from '../../i18n/search.ts'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { setRadius, useSearchStore } from './store.ts'

const PRESETS = [5, 10, 20, 50, 100]

/** Distance within which an on-site service counts. Of no use to a département or a région, which are whole. */
export const RadiusControl = () => {
  const radius = useSearchStore((state) => state.query.radiusKm)
  const usable = useSearchStore((state) => hasRadius(state.query.place))
  return (
    <Popover
      label={t.radius}
      placement="bottom end"
      trigger={
        <Button className="search-radius tabular" isDisabled={!usable} aria-label={`${t.radius} : ${t.radiusValue(radius)}`}>
          {t.radiusValue(radius)}
        </Button>
      }
    >
      <div className="search-radius-body">
        <Slider label={t.radius} value={radius} onChange={setRadius} min={1} max={150} unit="kilometer" />
        <div className="search-radius-presets">
          {PRESETS.map((km) => (
            <Button key={km} size="s" onPress={() => setRadius(km)}>
              {t.radiusValue(km)}
            </Button>
          ))}
        </div>
        <p className="ui-description">{t.radiusHelp}</p>
      </div>
    </Popover>
  )
}
