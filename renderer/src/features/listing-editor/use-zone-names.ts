import { useCall } from '../../lib/api.ts'

/** Names of the codes of a perimeter, as the geography of this desk has them. */
export const useZoneNames = (codes: readonly string[]): ((code: string) => string | null) => {
  const asked = [...new Set(codes)].slice(0, 2_000)
  const { data } = useCall('geo.zoneNames', { codes: asked }, { enabled: asked.length > 0, keepPrevious: true })
  return (code) => data?.find((one) => one.code === code)?.nom ?? null
}
