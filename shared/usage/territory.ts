import { CATEGORIES } from '../reference/thematiques.ts'
import { type ReponsesMois, SUITES } from './answers.ts'
import { type ChiffresMois, MESURES, type Mesure } from './figures.ts'
import { type ChiffresTerritoire, SERIES, type Somme, suitesOf, sumOf, toldOf, toldOfCategory } from './told.ts'

/** What months say of one place. */

type Asked = {
  /** Oldest first. */
  readonly mois: readonly ChiffresMois[]
  /** As many, before. */
  readonly avant: readonly ChiffresMois[]
  readonly reponses: readonly ReponsesMois[]
  /** A code, or `FRANCE`. */
  readonly departement: string
}

export const territoryOfMonths = ({
  mois,
  avant,
  reponses,
  departement,
}: Asked): Pick<
  ChiffresTerritoire,
  'departement' | 'mois' | 'series' | 'periode' | 'precedente' | 'thematiques' | 'reponses'
> => {
  const sums = (of: readonly ChiffresMois[]) =>
    Object.fromEntries(MESURES.map((mesure) => [mesure, sumOf(of.map((one) => toldOf(one, mesure, departement)))])) as Record<
      Mesure,
      Somme
    >
  const ofCategory = (mesure: Mesure, category: string): Somme =>
    sumOf(mois.map((one) => toldOfCategory(one, mesure, departement, category)))
  return {
    departement,
    mois: mois.map((one) => one.mois),
    series: Object.fromEntries(
      SERIES.map((serie) => [serie, mois.map((one) => toldOf(one, serie, departement))]),
    ) as ChiffresTerritoire['series'],
    periode: sums(mois),
    precedente: sums(avant),
    thematiques: CATEGORIES.map(({ value }) => ({
      valeur: value,
      recherches: ofCategory('recherches', value),
      fiches: ofCategory('fiches', value),
      mobilisations: ofCategory('mobilisations', value),
      demandes: ofCategory('demandes', value),
    })),
    reponses: {
      mois: reponses.map((one) => one.mois),
      suites: Object.fromEntries(
        SUITES.map((suite) => [suite, sumOf(reponses.map((one) => suitesOf(one, departement, suite)))]),
      ) as ChiffresTerritoire['reponses']['suites'],
    },
  }
}
