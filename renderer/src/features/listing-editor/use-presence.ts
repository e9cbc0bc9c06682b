import { useEffect, useState } from 'react'
import type { ListingKind } from '#shared/listing/groups.ts'
import { PRESENCE_EVERY_MS } from '#shared/listing/wire.ts'
import { client } from '../../lib/api.ts'

/** Names of those who have the same listing open to change it, as the server knows. Offline, nobody is known: that is no failure. */
export const usePresence = (kind: ListingKind, id: string, enabled: boolean): readonly string[] => {
  const [others, setOthers] = useState<readonly string[]>([])
  useEffect(() => {
    if (!enabled) return
    let alive = true
    const say = async () => {
      try {
        const { autres } = await client.call('listing.presence', { kind, id, actif: true })
        if (alive) setOthers([...new Set(autres.map(({ nom }) => nom))])
      } catch {
        if (alive) setOthers([])
      }
    }
    const leave = () => void client.call('listing.presence', { kind, id, actif: false }).catch(() => undefined)
    void say()
    const timer = setInterval(() => void say(), PRESENCE_EVERY_MS)
    window.addEventListener('pagehide', leave)
    return () => {
      alive = false
      clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [kind, id, enabled])
  return others
}
