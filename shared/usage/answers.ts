import { z } from 'zod'
import type { Etat } from '../orientation/life.ts'
import { count, type Cell, emptyCell, isTellable, roundedAll, tellLabels, tellParts } from './cells.ts'

/** What became of the requests of a month: told once they have all had the time to be answered, by fives. */

export const SUITES = ['acceptees', 'refusees', 'sans_reponse', 'retirees'] as const
export type Suite = (typeof SUITES)[number]

/** Null for those that are nobody's business: held, or rejected by moderation. One still open then was not answered. */
export const suiteOf = (etat: Etat): Suite | null => {
  switch (etat) {
    case 'VALIDÉE':
      return 'acceptees'
    case 'REFUSÉE':
      return 'refusees'
    case 'OUVERTE':
    case 'EXPIRÉE':
      return 'sans_reponse'
    case 'ANNULÉE':
      return 'retirees'
    default:
      return null
  }
}

const Cellules = z.record(z.string(), z.int().min(0).nullable())
export const ReponsesMois = z.object({
  /** `YYYY-MM` in which they were sent. */
  mois: z.string(),
  /** By `Suite`; null when too few people sent any. */
  total: Cellules.nullable(),
  departements: z.record(z.string(), Cellules.nullable()),
})
export type ReponsesMois = z.infer<typeof ReponsesMois>

type One = { readonly auteur: string; readonly departement: string | null; readonly suite: Suite }

const cellsBySuite = (): Map<string, Cell> => new Map(SUITES.map((suite) => [suite, emptyCell()]))
const sum = (cells: readonly Cell[]): Cell => ({
  n: cells.reduce((n, cell) => n + cell.n, 0),
  gens: [new Set(cells.flatMap(({ gens }) => [...(gens[0] ?? [])]))],
})
const isWholeTellable = (cells: ReadonlyMap<string, Cell>): boolean => isTellable(sum([...cells.values()]))

export const createAnswersOfMonth = (mois: string) => {
  const total = cellsBySuite()
  const departements = new Map<string, Map<string, Cell>>()
  const add = (cells: ReadonlyMap<string, Cell>, { suite, auteur }: One): void => {
    const cell = cells.get(suite)
    if (cell !== undefined) count(cell, auteur)
  }
  return {
    add: (one: One): void => {
      add(total, one)
      const where = one.departement ?? ''
      const cells = departements.get(where) ?? cellsBySuite()
      departements.set(where, cells)
      add(cells, one)
    },
    isEmpty: (): boolean => departements.size === 0,
    tell: (): ReponsesMois => ({
      mois,
      total: isWholeTellable(total) ? roundedAll(tellParts(total)) : null,
      departements: Object.fromEntries(
        [...departements].map(([code, cells]) => [
          code,
          isWholeTellable(cells)
            ? roundedAll(
                tellLabels(
                  new Map(
                    [...cells].map(([suite, avec]) => [
                      suite,
                      { avec, sans: sum([...cells].filter(([other]) => other !== suite).map(([, cell]) => cell)) },
                    ]),
                  ),
                ),
              )
            : null,
        ]),
      ),
    }),
  }
}
