import { DoraError } from '#shared/errors.ts'
import { placeLabel, reasonsInWords, themeLabel } from '#shared/gaps/say.ts'
import { monthInWords } from '#shared/text/month.ts'
import type { Mesure } from '#shared/usage/figures.ts'
import type { ChiffresTerritoire } from '#shared/usage/told.ts'
import type { DoraHandlers } from '../emit.ts'
import { type Complements, NO_COMPLEMENTS } from './presentation.ts'

/** What figures of use and the register of gaps say of a territory, for its presentation; what cannot be had is left out of it. */

type Handlers = Pick<DoraHandlers, 'chiffres.territoire' | 'manques.registre'>

const MONTHS = 12
/** Of one page, the worst first. */
const MOST_GAPS = 6
/** Of each gap, the first reasons. */
const MOST_REASONS = 2
/** Asked at a time by one desk: a kit of many départements is shown without its figures of use. */
const MOST_DEPARTEMENTS = 6

const TOLD: readonly (readonly [Mesure, string])[] = [
  ['recherches', 'Recherches'],
  ['fiches', 'Fiches de service lues'],
  ['mobilisations', 'Contacts demandés ou ouverts'],
  ['demandes', 'Demandes envoyées'],
]

const number = new Intl.NumberFormat('fr-FR')
/** « d’août », « de mars ». */
const fromMonth = (words: string): string => `${/^[aeiou]/.test(words) ? 'D’' : 'De '}${words}`

/** Null when that server, or this person, has none; other failures are the caller’s. */
const orNull = async <T>(ask: () => Promise<T> | T): Promise<T | null> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof DoraError) return null
    throw error
  }
}

const usageOf = (all: readonly ChiffresTerritoire[]): Complements['usage'] => {
  const [first] = all
  const last = first?.mois.at(-1)
  if (first === undefined || last === undefined) return null
  const lignes = TOLD.flatMap(([mesure, nom]): [string, string][] => {
    const sums = all.map(({ periode }) => periode[mesure])
    const total = sums.reduce((sum, one) => sum + one.n, 0)
    // Months of too few people are not told: the sum is at least that.
    const partly = sums.some(({ mois_tus }) => mois_tus > 0)
    return total === 0 ? [] : [[nom, partly ? `au moins ${number.format(total)}` : number.format(total)]]
  })
  return { periode: `${fromMonth(monthInWords(first.mois[0] ?? last))} à ${monthInWords(last)}`, lignes }
}

export const complementsOf =
  (handlers: Handlers) =>
  async (departements: readonly string[]): Promise<Complements> => {
    if (departements.length > MOST_DEPARTEMENTS) return NO_COMPLEMENTS
    const figures = await Promise.all(
      departements.map((departement) => orNull(() => handlers['chiffres.territoire']({ departement, mois: MONTHS }))),
    )
    const gaps = await Promise.all(
      departements.map((departement) =>
        orNull(() =>
          handlers['manques.registre']({ trimestre: null, departement, categorie: null, preuve: null, limite: MOST_GAPS }),
        ),
      ),
    )
    const told = figures.flatMap((one) => one ?? [])
    return {
      usage: told.length === departements.length ? usageOf(told) : null,
      manques: gaps.includes(null)
        ? null
        : gaps
            .flatMap((one) => one?.lignes ?? [])
            .sort((a, b) => b.score - a.score)
            .slice(0, MOST_GAPS)
            .map((one) => ({
              besoin: themeLabel(one.thematique),
              lieu: placeLabel(one),
              raison: reasonsInWords(one).slice(0, MOST_REASONS).join(' '),
            })),
    }
  }
