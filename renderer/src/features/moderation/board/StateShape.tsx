import type { EtatStructure } from '#shared/moderation/structure-state.ts'
import { cx } from '../../../lib/cx.ts'
import { STATE_LOOKS } from './state-look.ts'
import './state.css'

type Props = { readonly etat: EtatStructure; readonly size?: number }

/** The shape of a state, beside its words. */
export const StateShape = ({ etat, size = 14 }: Props) => {
  const { tone, path, hollow } = STATE_LOOKS[etat]
  return (
    <svg
      className={cx('etat-shape', `etat-${tone}`, hollow && 'etat-hollow')}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  )
}
