import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { refusalLabel } from '#shared/orientation/answers.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { monthInWords } from '#shared/text/month.ts'
import type { ChiffresDeStructure } from '#shared/usage/told.ts'
import { figuresText as common, structureFiguresText as t } from '../../../i18n/figures.ts'
import { pointsOf, sumInWords } from '../../../lib/figures.ts'
import { formatCount, formatDate } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { Chart } from '../../../ui/Chart.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { FiguresTable } from '../../../ui/FiguresTable.tsx'
import { FigureTiles } from '../../../ui/FigureTiles.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Tag } from '../../../ui/Tag.tsx'

type Props = { readonly told: ChiffresDeStructure }

const SERIES = ['recherches', 'fiches', 'structure', 'mobilisations', 'demandes'] as const
const STATES = ['recues', 'acceptees', 'refusees', 'expirees', 'en_attente', 'retirees'] as const

const Requests = ({ told: { demandes, delai, delai_territoire } }: Props) => {
  const there = delai_territoire === null ? t.delayUnknownThere : t.delayThere(common.days(delai_territoire.jours))
  return (
    <section aria-labelledby="figures-requests">
      <h2 id="figures-requests">{t.requests}</h2>
      <p className="muted">{t.requestsSince(demandes.depuis)}</p>
      <FigureTiles
        tiles={[
          ...STATES.map((state) => ({ key: state, name: t.states[state], value: formatCount(demandes[state]) })),
          {
            key: 'delai',
            name: t.delay,
            value: delai === null ? common.noDelay : common.days(delai.jours),
            kept: delai === null,
            detail: there,
          },
        ]}
      />
      {demandes.motifs.length > 0 && (
        <FiguresTable
          label={t.reasons}
          columns={[t.reasons, t.count]}
          rows={demandes.motifs.map(({ motif, n }) => ({ key: motif, name: refusalLabel(motif), cells: [formatCount(n)] }))}
        />
      )}
    </section>
  )
}

const Use = ({ told: { mois, series, prochain } }: Props) => (
  <section aria-labelledby="figures-use">
    <h2 id="figures-use">{t.use}</h2>
    <p className="muted">
      {t.useHelp} {common.next(monthInWords(prochain.mois), prochain.le)} {common.consent}
    </p>
    <div className="own-figures-charts">
      {SERIES.map((serie) => (
        <Chart key={serie} title={t.series[serie]} of={common.month} kept={common.kept} points={pointsOf(mois, series[serie])} />
      ))}
    </div>
  </section>
)

const Services = ({ told: { mois, services } }: Props) => (
  <section aria-labelledby="figures-services">
    <h2 id="figures-services">{t.services}</h2>
    {services.length === 0 ? (
      <EmptyState icon="document" title={t.noService} level={3}>
        {t.noServiceText}
      </EmptyState>
    ) : (
      <FiguresTable
        label={t.services}
        columns={[t.service, ...Object.values(t.columns)]}
        rows={services.map((one) => ({
          key: one.id,
          name: <Link href={href.service(one.id)}>{one.nom}</Link>,
          cells: [
            sumInWords(one.recherches, mois.length),
            sumInWords(one.fiches, mois.length),
            sumInWords(one.mobilisations, mois.length),
            formatCount(one.demandes),
            formatCount(one.vues),
            <span key="maj" className="own-figures-age">
              {one.date_maj === UNKNOWN_DATE ? labelOf('fraicheur', 'inconnue') : formatDate(one.date_maj)}
              {one.a_actualiser && <Tag tone="warn">{t.due}</Tag>}
            </span>,
          ],
        }))}
      />
    )}
  </section>
)

/** What a structure is told of itself. */
export const StructureFigures = ({ told }: Props) => (
  <div className="own-figures">
    <Requests told={told} />
    <Use told={told} />
    <Services told={told} />
  </div>
)
