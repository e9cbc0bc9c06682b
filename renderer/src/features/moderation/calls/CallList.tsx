import type { Call } from '#shared/moderation/calls.ts'
import { displayName } from '#shared/text/names.ts'
import { call as t, calls } from '../../../i18n/appels.ts'
import { cx } from '../../../lib/cx.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { keyOf, open, useDay } from './day.ts'

const Row = ({ one, rank }: { readonly one: Call; readonly rank: number }) => {
  const key = keyOf(one)
  const current = useDay((state) => state.currentKey === key)
  const done = useDay((state) => state.done.get(key))
  const [reason] = one.raisons
  return (
    <li>
      <button
        type="button"
        className={cx('call-row', done !== undefined && 'call-row-done')}
        aria-current={current ? 'true' : undefined}
        onClick={() => open(key)}
      >
        <span className="call-rank tabular" aria-hidden="true">
          {done === undefined ? rank : <Icon name="check" size={16} />}
        </span>
        <span className="call-row-text">
          <span className="call-row-name">{displayName(one.nom)}</span>
          <span className="call-row-second">
            {[one.commune === null ? null : displayName(one.commune), t.use(one.vues, one.demandes)].filter(Boolean).join(' · ')}
          </span>
          <span className="call-row-second">
            {done !== undefined
              ? calls.done(done)
              : one.prise !== null
                ? calls.takenBy(one.prise.nom)
                : reason === undefined
                  ? ''
                  : t.reason(reason)}
          </span>
        </span>
      </button>
    </li>
  )
}

/** The calls, the most useful first, and what came of those that were made. */
export const CallList = ({ appels }: { readonly appels: readonly Call[] }) => (
  <ol className="call-list" aria-label={calls.list}>
    {appels.map((one, index) => (
      <Row key={keyOf(one)} one={one} rank={index + 1} />
    ))}
  </ol>
)
