import { Label } from 'react-aria-components/Label'
import { Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import './Field.css'
import './Slider.css'

type Props = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min: number
  readonly max: number
  readonly step?: number
  /** What the value is called: « 50 km ». */
  readonly unit: string
}

/** `<Slider label="Rayon" value={50} onChange={setRadius} min={5} max={100} step={5} unit="kilometer" />` */
export const Slider = ({ label, value, onChange, min, max, step = 1, unit }: Props) => (
  <AriaSlider
    className="ui-slider"
    value={value}
    onChange={onChange}
    minValue={min}
    maxValue={max}
    step={step}
    formatOptions={{ style: 'unit', unit }}
  >
    <div className="ui-slider-head">
      <Label className="ui-label">{label}</Label>
      <SliderOutput className="tabular" />
    </div>
    <SliderTrack className="ui-slider-track">
      {({ state }) => (
        <>
          <span className="ui-slider-fill" style={{ inlineSize: `${state.getThumbPercent(0) * 100}%` }} />
          <SliderThumb className="ui-slider-thumb" />
        </>
      )}
    </SliderTrack>
  </AriaSlider>
)
