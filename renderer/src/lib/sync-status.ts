import { useEffect, useRef, useState } from 'react'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { announce } from './announce.ts'
import { useCall } from './api.ts'
import { isPassing, spokenChange } from './exchange-state.ts'

/** The state of the exchanges; undefined before the first answer. */
export const useSyncStatus = (): SyncStatus | undefined => useCall('sync.status', undefined).data

const SETTLED_MS = 1500

/**
 * The state as the shell shows it: an exchange over in a breath, or a change sent at once, is never shown, so that the words
 * do not flicker at each keystroke. Undefined before the first state that lasts.
 */
export const useCalmStatus = (): SyncStatus | undefined => {
  const status = useSyncStatus()
  const [shown, setShown] = useState<SyncStatus | undefined>()
  const waits = status !== undefined && isPassing(status) && (shown === undefined || !isPassing(shown))
  const latest = useRef(status)
  latest.current = status
  useEffect(() => {
    if (!waits) setShown(status)
  }, [waits, status])
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => setShown(latest.current), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [waits])
  return waits ? shown : status
}

/** Says the changes that matter, once they last: a connection that comes and goes is not told at each beat. */
export const useSpokenStatus = (): void => {
  const status = useSyncStatus()
  const told = useRef<SyncStatus | undefined>(undefined)
  useEffect(() => {
    if (status === undefined) return
    const before = told.current
    if (before === undefined) {
      told.current = status
      return
    }
    const sentence = spokenChange(before, status)
    if (sentence === null) {
      // What passes is not remembered: offline, then working, then up to date is a connection found again.
      if (status.etat !== 'en-cours') told.current = { ...status }
      return
    }
    const timer = setTimeout(() => {
      told.current = status
      announce(sentence)
    }, SETTLED_MS)
    return () => clearTimeout(timer)
  }, [status])
}
