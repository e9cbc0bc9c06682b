import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { service as t } from '../../../i18n/service.ts'
import { sheet } from '../../../i18n/sheet.ts'
import { useFunderNames } from '../../../lib/choices.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { Button } from '../../Button.tsx'
import { Fact, Facts } from '../Facts.tsx'
import { HoursView } from '../HoursView.tsx'
import { Section } from '../Section.tsx'
import { addressLine } from '#shared/text/address.ts'
import { admissionCriteria, duration } from '#shared/catalogue/admission.ts'

type Props = {
  readonly data: ServiceSheet
  readonly level: 2 | 3
  readonly onShowOnMap: (() => void) | undefined
}

const short = (url: string): string => {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '')
  return bare.length > 38 ? `${bare.slice(0, 35)}…` : bare
}

const Publics = ({ data: { service } }: { readonly data: ServiceSheet }) => {
  const listed = (service.publics ?? []).filter((value) => value !== 'tous-publics')
  const known = service.publics !== null && service.publics !== undefined
  return (
    <Fact term={t.publics}>
      {known && <p>{listed.length === 0 ? t.tousPublics : listed.map((value) => labelOf('publics', value)).join(' · ')}</p>}
      {service.publics_precisions && <p className="muted">{service.publics_precisions}</p>}
    </Fact>
  )
}

const Criteria = ({ data: { service } }: { readonly data: ServiceSheet }) => {
  const criteria = admissionCriteria(service)
  return (
    <Fact term={t.criteres}>
      {criteria.length > 0 ? (
        <ul className="sheet-list">
          {criteria.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p className="sheet-nothing">{service.dora === undefined ? t.criteresInconnus : t.aucunCritere}</p>
      )}
    </Fact>
  )
}

const Place = ({ data: { service }, onShowOnMap }: Props) => {
  const modes = service.modes_accueil ?? []
  const address = addressLine(service)
  const remote = modes.includes('a-distance')
  const onSite = modes.includes('en-presentiel') || (address !== null && !remote)
  return (
    <Fact term={t.lieu}>
      {onSite && (
        <p>
          <strong>{t.presentiel}</strong>
          <br />
          {address ?? <span className="sheet-nothing">{t.sansLieu}</span>}
        </p>
      )}
      {onSite && onShowOnMap !== undefined && typeof service.latitude === 'number' && (
        <Button variant="quiet" size="s" icon="map" className="no-print" onPress={onShowOnMap}>
          {t.voirCarte}
        </Button>
      )}
      {remote && (
        <p>
          <strong>{t.distance}</strong>
          {service.dora?.remote_url !== undefined && (
            <>
              <br />
              <ExternalLink url={service.dora.remote_url}>{short(service.dora.remote_url)}</ExternalLink>
            </>
          )}
        </p>
      )}
    </Fact>
  )
}

/** Who, where, when, how much: what a counsellor checks first (dora-screens.md §3.2 « Informations clés »). */
export const KeyFacts = (props: Props) => {
  const { data, level } = props
  const { service } = data
  const { dora } = service
  const time = duration(service)
  const funders = dora?.funding_labels ?? []
  const names = useFunderNames()
  return (
    <Section title={t.informations} level={level}>
      <Facts>
        <Publics data={data} />
        <Criteria data={data} />
        <Place {...props} />
        <Fact term={t.frequence}>
          {dora?.recurrence !== undefined && <p>{dora.recurrence}</p>}
          {data.horaires !== null && (
            <>
              {data.horaires.deStructure && <p className="muted">{sheet.horairesDeStructure}</p>}
              <HoursView hours={data.horaires} />
            </>
          )}
        </Fact>
        <Fact term={t.perimetreGeo}>
          <p>{data.zone.label}</p>
          {data.zone.noms.length > 1 && <p className="muted">{data.zone.noms.join(', ')}</p>}
        </Fact>
        {time !== null && <Fact term={t.duree}>{time}</Fact>}
        <Fact term={t.frais}>
          {service.frais && (
            <p className={service.frais === 'gratuit' ? undefined : 'sheet-fee'}>{labelOf('frais', service.frais)}</p>
          )}
          {service.frais_precisions && <p className="muted">{service.frais_precisions}</p>}
        </Fact>
      </Facts>
      {dora?.is_cumulative === false && <p className="sheet-fee">{t.nonCumulable}</p>}
      {funders.length > 0 && (
        <p className="muted">
          {t.finance(funders.map((value) => names.get(value) ?? labelOf('funding_labels', value)).join(', '))}
        </p>
      )}
    </Section>
  )
}
