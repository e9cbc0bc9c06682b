import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import './Progress.css'

type Props = {
  readonly label: string
  /** Beside the bar: « 12 Mo sur 98 Mo ». Read with it. */
  readonly detail: string
  /** 0 to 100; null when the end is not known. */
  readonly percent: number | null
}

/** `<Progress label="Téléchargement" detail="12 Mo sur 98 Mo" percent={12} />` */
export const Progress = ({ label, detail, percent }: Props) => (
  <ProgressBar className="ui-progress" value={percent ?? 0} isIndeterminate={percent === null} valueLabel={detail}>
    <div className="ui-progress-head">
      <Label>{label}</Label>
      <span className="tabular muted">{percent === null ? detail : `${detail} · ${percent}\u202f%`}</span>
    </div>
    <div className="ui-progress-track">
      <span style={percent === null ? {} : { inlineSize: `${percent}%` }} data-unknown={percent === null || undefined} />
    </div>
  </ProgressBar>
)
