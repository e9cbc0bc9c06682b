import { cx } from '../lib/cx.ts'
import './Skeleton.css'

type Props = { readonly lines?: number; readonly className?: string }

/** `<Skeleton lines={3} />`: the shape of what is coming. Put `aria-busy` on the place that waits. */
export const Skeleton = ({ lines = 1, className }: Props) => (
  <div className={cx('ui-skeleton', className)} aria-hidden="true">
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} />
    ))}
  </div>
)
