import { REGLES, type Checks, type Regle } from '#shared/orientation/checks.ts'
import { type Delai, DELAI_REPONSES } from '#shared/orientation/clocks.ts'
import type { Candidate } from '#shared/orientation/plan-b.ts'
import type { Random } from '../sim/random.ts'
import {
  FULL,
  HABITS_KNOWN,
  MOST_OTHER_SERVICES,
  NO_OTHER_SERVICE,
  NOT_ELIGIBLE,
  NOT_ORIENTABLE,
  OUT_OF_ZONE,
} from './assumptions.ts'
import { type Answer, drawAnswer, drawHabit } from './law.ts'

/** Invented services around one person, each with the answer that it would give. */

export const NEED = 'mobilite--preparer-un-permis'

export type Offered = Candidate & { readonly answer: Answer }

const checksWith = (failed: Regle | null, verdict: Checks['eligibilite']['verdict']): Checks => ({
  eligibilite: { verdict, lignes: [] },
  checks: REGLES.map((regle) => ({ regle, niveau: regle === failed ? 'raison' : 'ok', message: '' })),
})

const drawDelai = (random: Random, habit: number): Delai | null =>
  random.chance(HABITS_KNOWN) ? { jours: habit, reponses: DELAI_REPONSES + random.int(20) } : null

/** The service asked first: what it does, and what is known of its habits. */
export const drawFirst = (random: Random): { readonly delai: Delai | null; readonly answer: Answer } => {
  const habit = drawHabit(random)
  return { delai: drawDelai(random, habit), answer: drawAnswer(random, habit) }
}

const drawOther = (random: Random, number: number): Offered => {
  const habit = drawHabit(random)
  return {
    card: {
      id: `autre-${number}`,
      structure: { id: `structure-${number}`, nom: `Structure ${number}` },
      thematiques: [NEED],
      distanceKm: random.int(50),
      modes_accueil: ['en-presentiel'],
      orientable: { ok: !random.chance(NOT_ORIENTABLE), raison: '' },
      disponibilite: random.chance(FULL) ? { etat: 'complet', jusqu_au: '2099-12-31', dit_le: '2026-01-01' } : null,
    },
    delai: drawDelai(random, habit),
    checks: checksWith(random.chance(OUT_OF_ZONE) ? 'zone' : null, random.chance(NOT_ELIGIBLE) ? 'non' : 'a-verifier'),
    answer: drawAnswer(random, habit),
  }
}

export const drawOthers = (random: Random): readonly Offered[] => {
  const count = random.chance(NO_OTHER_SERVICE) ? 0 : 1 + random.int(MOST_OTHER_SERVICES)
  return Array.from({ length: count }, (_, number) => drawOther(random, number + 1))
}
