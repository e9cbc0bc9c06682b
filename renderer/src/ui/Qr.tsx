import { useMemo } from 'react'
import { qrOf } from './qr-svg.ts'
import './Qr.css'

type Props = { readonly text: string; readonly label: string; readonly className?: string }

/** `<Qr text={address} label="Code QR de la page publique" />`: drawn here, without asking anyone; black on white in every theme. */
export const Qr = ({ text, label, className = '' }: Props) => {
  const { size, path } = useMemo(() => qrOf(text), [text])
  return (
    <svg className={`ui-qr ${className}`.trim()} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path className="ui-qr-ground" d={`M0 0h${size}v${size}H0z`} />
      <path className="ui-qr-ink" d={path} shapeRendering="crispEdges" />
    </svg>
  )
}
