import { useEffect, useState } from 'react'
import { queueRow as t } from '../../i18n/moderation.ts'
import { isAway } from '../../lib/exchange-state.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'

const left = (at: number): number => Math.max(0, Math.ceil((at - Date.now()) / 1000))

/** « part dans 8 s »: counts down by itself, so that nothing around is drawn again. `at`: milliseconds since 1970. */
export const Leaves = ({ at }: { readonly at: number }) => {
  const [seconds, setSeconds] = useState(() => left(at))
  const away = isAway(useSyncStatus())
  const over = seconds === 0
  useEffect(() => {
    setSeconds(left(at))
    if (over) return
    const timer = setInterval(() => setSeconds(left(at)), 1000)
    return () => clearInterval(timer)
  }, [at, over])
  return <span className="tabular">{over ? (away ? t.waits : t.leaving) : t.leaves(seconds)}</span>
}
