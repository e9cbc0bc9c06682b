import { bandsOf, namesOf } from '#shared/reach/bands.ts'
import { reach } from '../../i18n/reach.ts'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DISC_M } from './isochrone.ts'
import { type IsochroneState, LASTING } from './use-isochrone.ts'
import './reach-legend.css'

const t = reach.map.isochrone
/** By the keyboard too, for who scrolls by it. */
const REACHED = { tabIndex: 0 } as const
const CHOICES = LASTING.map((value) => ({ value: String(value), label: t.minutes(value) }))

const Isochrone = ({ state: { when, answer, failure, waiting, retry } }: { readonly state: IsochroneState }) => {
  const names = answer == null ? [] : namesOf(answer.arrets)
  return (
    <div className="map-legend" role="group" aria-label={t.legend}>
      <div className="map-legend-when">
        <TextField label={reach.day} type="date" value={when.jour} onChange={when.setJour} />
        <TextField label={t.depart} type="time" value={when.depart} onChange={when.setDepart} />
        <Select
          label={t.lasting}
          choices={CHOICES}
          value={String(when.minutes)}
          onChange={(value) => when.setMinutes(Number(value))}
        />
      </div>
      {failure !== null && <ReadFailure title={t.failed} error={failure} onRetry={retry} />}
      <p role="status">
        {waiting ? reach.searching : answer === null ? reach.notCovered : answer === undefined ? '' : t.count(names.length)}
      </p>
      {names.length > 0 && (
        <>
          <ul className="map-legend-bands">
            {bandsOf(when.minutes).map((end, band) => (
              <li key={end}>
                <span className={`map-legend-swatch map-legend-swatch-${band + 1}`} aria-hidden="true" />
                {t.band(end)}
              </li>
            ))}
          </ul>
          <details>
            <summary>{t.list}</summary>
            <ul className="map-legend-stops" aria-label={t.list} {...REACHED}>
              {names.map(({ nom, minutes }) => (
                <li key={nom}>{t.stop(nom, minutes)}</li>
              ))}
            </ul>
          </details>
          <p>{`${t.honest(DISC_M)} ${reach.source(answer?.reseau ?? '')}`}</p>
        </>
      )}
    </div>
  )
}

type Props = {
  /** What the rings of distance mean; null while they are not drawn. */
  readonly rings: readonly string[] | null
  readonly isochrone: IsochroneState
}

/** What the drawings of reach mean, in words, beside the map. */
export const ReachLegend = ({ rings, isochrone }: Props) => {
  if (rings === null && !isochrone.on) return null
  return (
    <div className="map-legends">
      {rings !== null && (
        <div className="map-legend" role="group" aria-label={reach.map.legend}>
          <ul>
            {rings.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <p>{reach.map.list}</p>
        </div>
      )}
      {isochrone.on && <Isochrone state={isochrone} />}
    </div>
  )
}
