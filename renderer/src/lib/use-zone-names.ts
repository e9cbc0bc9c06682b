import { useCall } from './api.ts'

/** Most codes that one call names. */
const MOST = 2_000

/** Names of the codes of a perimeter, as the geography of this desk has them. */
export const useZoneNames = (codes: readonly string[]): ((code: string) => string | null) => {
  const asked = [...new Set(codes)].slice(0, MOST)
  const { data } = useCall('geo.zoneNames', { codes: asked }, { enabled: asked.length > 0, keepPrevious: true })
  return (code) => data?.find((one) => one.code === code)?.nom ?? null
}
