import { useEffect, useState } from 'react'

const TICK_MS = 20_000

/** The time, read again while ages are on screen: « à l’instant » must not stay so for an hour. `from` reads it again at once. */
export const useNow = (from?: unknown): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), TICK_MS)
    return () => clearInterval(timer)
  }, [from])
  return now
}
