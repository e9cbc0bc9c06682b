import { labelOf } from '#shared/reference/labels.ts'
import type { Service } from '#shared/catalogue/record.ts'
import type { Reason } from '#shared/search/result.ts'
import type { Reading, ReadNeed } from '#shared/search/reading.ts'
import type { TextMatch } from './text-match.ts'

const MAX_REASONS = 4
const NBSP = '\u202f'

const quoted = (text: string): string => `«${NBSP}${text}${NBSP}»`

const declares = (service: Service, need: ReadNeed): string | null => {
  const own = service.thematiques ?? []
  const exact = need.thematiques.find((value) => own.includes(value))
  if (exact !== undefined) return labelOf('thematiques', exact)
  const within = own.find((value) => need.thematiques.includes(value.split('--')[0] ?? value))
  if (within !== undefined) return labelOf('thematiques', within)
  const person = need.publics.find((value) => service.publics?.includes(value) === true)
  return person === undefined || need.thematiques.length > 0 ? null : labelOf('publics', person)
}

/** Kilometres as people say them: « 800 m », « 3,2 km », « 27 km ». */
export const sayDistance = (km: number): string => {
  if (km < 1) return `${Math.max(1, Math.round(km * 10)) * 100}${NBSP}m`
  return `${km < 10 ? km.toFixed(1).replace('.', ',') : String(Math.round(km))}${NBSP}km`
}

const wordReason = (reading: Reading, match: TextMatch, r: number): Reason | null => {
  const set = match.covered[r] as number
  const required = reading.words.filter((_, index) => (match.optional & (1 << index)) === 0)
  const found = reading.words.filter((_, index) => (set & ~match.optional & (1 << index)) !== 0).map(({ word }) => word)
  if (found.length === 0) return null
  if (set === match.all) {
    if ((match.text[r] as number) === 0) return null
    return {
      code: 'mot',
      label:
        found.length === 1 || match.optional !== 0 ? `Contient ${quoted(found.join(' '))}` : 'Contient tous les mots cherchés',
    }
  }
  return {
    code: 'mot',
    label: `${found.length} mot${found.length > 1 ? 's' : ''} sur ${required.length}${NBSP}: ${found.join(', ')}`,
  }
}

export type ReasonContext = {
  readonly reading: Reading
  readonly match: TextMatch | null
  readonly onSite: boolean
  /** NaN without distance. */
  readonly km: number
  readonly placed: boolean
  readonly ageDays: number
  readonly completude: number
}

/** Why a service is in the answer, the most telling first, at most four. */
export const reasonsFor = (r: number, service: Service, context: ReasonContext): Reason[] => {
  const { reading, match, onSite, km, placed, ageDays, completude } = context
  const reasons: Reason[] = []
  for (const need of reading.needs) {
    const label = declares(service, need)
    if (label !== null && !reasons.some((one) => one.label.includes(label))) {
      reasons.push({ code: 'besoin', label: `Répond au besoin ${quoted(label)}` })
    }
    if (reasons.length === 2) break
  }
  const words = match === null ? null : wordReason(reading, match, r)
  if (words !== null) reasons.push(words)
  if (placed) {
    if (!onSite) reasons.push({ code: 'a-distance', label: 'Proposé à distance' })
    else if (!Number.isNaN(km)) reasons.push({ code: 'distance', label: `À ${sayDistance(km)}` })
  }
  if (ageDays <= 183) reasons.push({ code: 'fraicheur', label: 'Mis à jour il y a moins de 6 mois' })
  if (completude >= 90) reasons.push({ code: 'complet', label: 'Fiche bien renseignée' })
  return reasons.slice(0, MAX_REASONS)
}
