import { MOTIF_TEXT, type Motif, type QueueItem } from '#shared/moderation/queue.ts'
import { plural } from '../../../lib/format.ts'
import type { IconName } from '../../../ui/Icon.tsx'

export type Look = { readonly tone: 'good' | 'neutral' | 'busy' | 'warn' | 'bad'; readonly icon: IconName }

/** A reason: a drawing and a colour beside its words. What makes people wait is square. */
export const LOOKS: Readonly<Record<Motif, Look>> = {
  'demandes-retenues': { tone: 'warn', icon: 'send' },
  'demandes-suspectes': { tone: 'bad', icon: 'warning' },
  'premier-administrateur': { tone: 'busy', icon: 'user' },
  'structure-a-valider': { tone: 'busy', icon: 'building' },
  'adresse-refusee': { tone: 'warn', icon: 'mail' },
  suggestion: { tone: 'neutral', icon: 'pencil' },
  'service-publie': { tone: 'neutral', icon: 'document' },
  'service-modifie': { tone: 'neutral', icon: 'history' },
  doublon: { tone: 'neutral', icon: 'copy' },
}

const COUNTED: Readonly<Partial<Record<Motif, readonly [one: string, many: string]>>> = {
  'demandes-retenues': ['demande retenue', 'demandes retenues'],
  'demandes-suspectes': ['demande à regarder de près', 'demandes à regarder de près'],
  suggestion: ['suggestion sans réponse', 'suggestions sans réponse'],
  'adresse-refusee': ['adresse qui ne reçoit plus', 'adresses qui ne reçoivent plus'],
}

/** « 3 demandes retenues », « Premier administrateur ». */
export const reasonWords = ({ motif, nombre }: QueueItem['raisons'][number]): string => {
  const counted = COUNTED[motif]
  return counted === undefined ? MOTIF_TEXT[motif] : plural(nombre, ...counted)
}
