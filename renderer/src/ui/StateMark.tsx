import { cx } from '../lib/cx.ts'
import { Icon, type IconName } from './Icon.tsx'
import './StateMark.css'

type Props = {
  /** `warn` and `bad` are square: the shape says it as the colour does. */
  readonly tone: 'good' | 'neutral' | 'busy' | 'warn' | 'bad'
  readonly icon: IconName
  readonly size?: 'm' | 'l'
}

/** `<StateMark tone="good" icon="check" />`: the drawing of a state, beside the words that say it. */
export const StateMark = ({ tone, icon, size = 'm' }: Props) => (
  <span className={cx('ui-state-mark', `ui-state-${tone}`, size === 'l' && 'ui-state-mark-l')}>
    <Icon name={icon} size={size === 'l' ? 18 : 16} />
  </span>
)
