import { useEffect, useRef } from 'react'
import { calls as t } from '../../../i18n/appels.ts'
import { useCall } from '../../../lib/api.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { ONE_PANE, useMedia } from '../../../lib/use-media.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { CallList } from './CallList.tsx'
import { CallPane } from './CallPane.tsx'
import { begin, finish, keyOf, open, useDay } from './day.ts'
import './calls.css'

const AT_ONCE = 10
/** The server gives no more. */
const MOST = 200

/** Reads the list when there is none begun for this person; it then stays as it is until it is done with. */
const useCalls = () => {
  const userId = useAccount()?.compte?.id ?? null
  const begun = useDay((state) => state.userId === userId && state.appels.length > 0)
  const made = useDay((state) => (state.userId === userId ? state.done.size : 0))
  const n = Math.min(MOST, AT_ONCE + made)
  const { data, error, refetch, isFetching } = useCall(
    'moderation.calls',
    { n },
    { enabled: !begun && userId !== null, fresh: true },
  )
  useEffect(() => {
    if (!begun && userId !== null && data !== undefined && !isFetching) begin(userId, data.appels.slice(0, n))
  }, [begun, userId, data, isFetching, n])
  return { begun, data, error, isFetching, refetch }
}

const Finished = () => (
  <EmptyState
    icon="check"
    title={t.finished}
    actions={
      <Button variant="primary" icon="phone" onPress={finish}>
        {t.more}
      </Button>
    }
  >
    {t.finishedText}
  </EmptyState>
)

const Panes = () => {
  const narrow = useMedia(ONE_PANE)
  const appels = useDay((state) => state.appels)
  const currentKey = useDay((state) => state.currentKey)
  const made = useDay((state) => state.appels.filter((one) => state.done.has(keyOf(one))).length)
  const current = appels.find((one) => keyOf(one) === currentKey)
  const title = useRef<HTMLHeadingElement>(null)
  const before = useRef(currentKey)
  // The call that follows is read from its name on.
  useEffect(() => {
    if (before.current === currentKey) return
    before.current = currentKey
    title.current?.focus()
  }, [currentKey])
  const list = (
    <div className="calls-side">
      <div className="calls-side-head">
        <h2>{t.title}</h2>
        <span className="muted tabular">{t.count(made, appels.length)}</span>
      </div>
      <p className="calls-intro">{t.intro}</p>
      <CallList appels={appels} />
      {current !== undefined && made > 0 && (
        <Button size="s" icon="refresh" onPress={finish}>
          {t.more}
        </Button>
      )}
    </div>
  )
  const pane = (
    <div className="calls-pane">
      {narrow && <h2 className="ui-hidden">{t.title}</h2>}
      {narrow && (
        <Button size="s" variant="quiet" icon="arrow-left" onPress={() => open(null)}>
          {t.back}
        </Button>
      )}
      {current !== undefined ? (
        <CallPane key={currentKey} one={current} ref={title} />
      ) : made < appels.length ? (
        <EmptyState icon="phone" title={t.choose} />
      ) : (
        <Finished />
      )}
    </div>
  )
  if (narrow) return <div className="calls calls-one">{current === undefined && made < appels.length ? list : pane}</div>
  return (
    <div className="calls">
      {list}
      {pane}
    </div>
  )
}

/** `/moderation/appels`: ten sheets to check by telephone, and what was learnt of each. */
export const CallsScreen = () => {
  const { begun, data, error, isFetching, refetch } = useCalls()
  if (begun) return <Panes />
  return (
    <div className="calls-alone">
      <h2>{t.title}</h2>
      {error !== null ? (
        <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
      ) : data === undefined || isFetching ? (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={8} />
        </div>
      ) : (
        <EmptyState icon="phone" title={t.empty}>
          {t.emptyText}
        </EmptyState>
      )}
    </div>
  )
}
