import type { EtatStructure } from '#shared/moderation/structure-state.ts'

/** How each state is drawn: a shape of its own, and the colour of what it asks for. In the table, its chips and on the map. */

export type Tone = 'personne' | 'attente' | 'agir' | 'bon' | 'eteint'

/** Paths on a 16 × 16 grid; `hollow` ones are outlines. */
export type StateLook = { readonly tone: Tone; readonly path: string; readonly hollow: boolean }

export const STATE_LOOKS: Readonly<Record<EtatStructure, StateLook>> = {
  obsolete: { tone: 'eteint', path: 'M3.5 3.5l9 9M12.5 3.5l-9 9', hollow: true },
  'invitation-expiree': { tone: 'personne', path: 'M3 2.5h10L8 8l5 5.500H3L8 8Z', hollow: false },
  'sans-utilisateur': { tone: 'personne', path: 'M8 2.700a5.300 5.300 0 1 0 0 10.600 5.300 5.300 0 0 0 0-10.600Z', hollow: true },
  'administrateur-invite': { tone: 'attente', path: 'M8 1.500 14.500 8 8 14.500 1.500 8Z', hollow: false },
  'a-valider': { tone: 'agir', path: 'M8 1.800 15 14H1Z', hollow: false },
  'sans-service': { tone: 'agir', path: 'M3 3h10v10H3Z', hollow: true },
  'a-actualiser': { tone: 'agir', path: 'M2.500 2.500h11v11h-11Z', hollow: false },
  'en-ordre': { tone: 'bon', path: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z', hollow: false },
}

export const TONES: readonly Tone[] = ['personne', 'agir', 'attente', 'bon', 'eteint']
