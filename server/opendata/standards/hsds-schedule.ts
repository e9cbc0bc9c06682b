import type { OpenPlace } from '../record.ts'
import type { TellHours } from './hours.ts'
import { uuidOf } from './ids.ts'

const BYDAY: Readonly<Record<string, string>> = {
  lundi: 'MO',
  mardi: 'TU',
  mercredi: 'WE',
  jeudi: 'TH',
  vendredi: 'FR',
  samedi: 'SA',
  dimanche: 'SU',
}

/**
 * What is written is always told; days and hours too when nothing is lost by it. Hours are those of the place: an offset would be
 * wrong half the year.
 */
export const schedulesOf = (
  written: string | null,
  place: OpenPlace,
  link: { readonly service_id: string } | { readonly location_id: string },
  tell: TellHours,
): readonly object[] => {
  if (written === null) return []
  const owner = Object.values(link)[0] ?? ''
  const plain = tell(written, place) ?? []
  if (plain.length === 0) return [{ id: uuidOf('schedule', owner), ...link, description: written }]
  return [...Map.groupBy(plain, ({ opens, closes }) => `${opens} ${closes}`)].map(([key, days]) => ({
    id: uuidOf('schedule', owner, key),
    ...link,
    freq: 'WEEKLY',
    byday: days.map(({ jour }) => BYDAY[jour]).join(','),
    opens_at: days[0]?.opens,
    closes_at: days[0]?.closes,
    description: written,
    notes: 'Heures locales du lieu. Les jours fériés peuvent différer.',
  }))
}
