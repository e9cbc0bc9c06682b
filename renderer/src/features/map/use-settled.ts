import { useEffect, useState } from 'react'

/** The value once it has stopped changing for `ms`: while someone types, the list follows each key and the map waits for a pause. */
export const useSettled = <T>(value: T, ms: number): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
