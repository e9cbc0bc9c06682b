import { labelOf } from '#shared/reference/labels.ts'
import { FRAICHEURS } from '#shared/search/query.ts'
import { monthInWords } from '#shared/text/month.ts'
import { SUITES } from '#shared/usage/answers.ts'
import { MESURES } from '#shared/usage/figures.ts'
import type { ChiffresTerritoire, Serie } from '#shared/usage/told.ts'
import { SUITE_TEXT } from '#shared/usage/words.ts'
import { figuresText as common, serieName, territoryFigures as t } from '../../../i18n/figures.ts'
import { changeInWords, isKept, missingInWords, pointsOf, sumInWords } from '../../../lib/figures.ts'
import { formatCount } from '../../../lib/format.ts'
import { Chart } from '../../../ui/Chart.tsx'
import { FiguresTable } from '../../../ui/FiguresTable.tsx'
import { type FigureTile, FigureTiles } from '../../../ui/FigureTiles.tsx'
import { Gauge } from '../../../ui/Gauge.tsx'

type Props = { readonly told: ChiffresTerritoire }

const Use = ({ told }: Props) => {
  const { mois, periode, precedente } = told
  const tiles = MESURES.map((mesure): FigureTile => {
    const kept = isKept(periode[mesure], mois.length)
    const details = [
      changeInWords(periode[mesure], precedente[mesure], mois.length),
      missingInWords(periode[mesure], mois.length),
    ].filter((one) => one !== null)
    return {
      key: mesure,
      name: serieName[mesure],
      value: sumInWords(periode[mesure], mois.length),
      kept,
      detail: details.length === 0 ? null : details.join('\u202f; '),
    }
  })
  return (
    <section aria-labelledby="figures-use">
      <h2 id="figures-use">{t.use}</h2>
      <p className="muted">
        {common.next(monthInWords(told.prochain.mois), told.prochain.le)} {common.once} {common.consent}
      </p>
      <FigureTiles tiles={tiles} />
    </section>
  )
}

/** Active desks are a number of people at a moment: a line; what happened is counted: bars. */
const CHARTS: readonly Serie[] = ['recherches', 'fiches', 'mobilisations', 'imer', 'demandes', 'postes']

const Months = ({ told: { mois, series } }: Props) => (
  <section aria-labelledby="figures-months">
    <h2 id="figures-months">{t.byMonth}</h2>
    <div className="figures-charts">
      {CHARTS.map((serie) => (
        <Chart
          key={serie}
          title={serieName[serie]}
          of={common.month}
          kept={common.kept}
          kind={serie === 'postes' ? 'line' : 'bar'}
          points={pointsOf(mois, series[serie])}
        />
      ))}
    </div>
    <p className="muted">{common.keptHelp}</p>
  </section>
)

const COLUMNS = ['recherches', 'fiches', 'mobilisations', 'demandes'] as const

const Themes = ({ told: { mois, thematiques } }: Props) => {
  const rows = thematiques.toSorted((a, b) => b.recherches.n - a.recherches.n || b.fiches.n - a.fiches.n)
  return (
    <section aria-labelledby="figures-themes">
      <h2 id="figures-themes">{t.themes}</h2>
      <p className="muted">{t.themesHelp}</p>
      <FiguresTable
        label={t.themes}
        columns={[t.theme, ...COLUMNS.map((mesure) => serieName[mesure])]}
        rows={rows.map((one) => ({
          key: one.valeur,
          name: labelOf('thematiques', one.valeur),
          cells: COLUMNS.map((mesure) => sumInWords(one[mesure], mois.length)),
        }))}
      />
    </section>
  )
}

const Offer = ({ told: { offre, delai } }: Props) => {
  const percent = offre.services === 0 ? 0 : Math.round((offre.a_actualiser / offre.services) * 100)
  return (
    <section aria-labelledby="figures-offer">
      <h2 id="figures-offer">{t.offer}</h2>
      <FigureTiles
        tiles={[
          { key: 'structures', name: t.tiles.structures, value: formatCount(offre.structures) },
          { key: 'services', name: t.tiles.services, value: formatCount(offre.services) },
          { key: 'due', name: t.tiles.due, value: formatCount(offre.a_actualiser), detail: t.percent(percent) },
          { key: 'views', name: t.tiles.views, value: formatCount(offre.vues), detail: t.viewsHelp },
          delai === null
            ? { key: 'delay', name: t.tiles.delay, value: common.noDelay, kept: true }
            : { key: 'delay', name: t.tiles.delay, value: common.days(delai.jours), detail: common.answers(delai.reponses) },
        ]}
      />
      <FiguresTable
        label={t.age}
        columns={[t.age, common.share, t.services]}
        rows={FRAICHEURS.map((one) => ({
          key: one,
          name: labelOf('fraicheur', one),
          cells: [<Gauge key="part" value={offre.fraicheur[one]} most={offre.services} />, formatCount(offre.fraicheur[one])],
        }))}
      />
    </section>
  )
}

const Requests = ({ told: { reponses } }: Props) => {
  const [first, last] = [reponses.mois[0], reponses.mois.at(-1)]
  const all = SUITES.reduce((sum, suite) => sum + reponses.suites[suite].n, 0)
  return (
    <section aria-labelledby="figures-requests">
      <h2 id="figures-requests">{t.requests}</h2>
      {first === undefined || last === undefined ? (
        <p className="muted">{t.requestsNone}</p>
      ) : (
        <>
          <p className="muted">{t.requestsOf(monthInWords(first), monthInWords(last))}</p>
          <FiguresTable
            label={t.requests}
            columns={[t.suite, common.share, serieName.demandes]}
            rows={SUITES.map((suite) => ({
              key: suite,
              name: SUITE_TEXT[suite],
              cells: [
                <Gauge key="part" value={reponses.suites[suite].n} most={all} />,
                sumInWords(reponses.suites[suite], reponses.mois.length),
              ],
            }))}
          />
        </>
      )}
    </section>
  )
}

/** What a territory is told. */
export const TerritoryFigures = ({ told }: Props) => (
  <div className="figures-body">
    <Use told={told} />
    <Months told={told} />
    <div className="figures-pair">
      <Themes told={told} />
      <div className="figures-body">
        <Offer told={told} />
        <Requests told={told} />
      </div>
    </div>
  </div>
)
