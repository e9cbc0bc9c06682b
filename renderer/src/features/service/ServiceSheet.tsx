import type { MouseEvent } from 'react'
import type { ServiceSheet as Data } from '#shared/contract/catalogue.ts'
import { currentAvailability } from '#shared/listing/availability.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { service as t } from '../../i18n/service.ts'
import { sheet } from '../../i18n/sheet.ts'
import { useCall } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { localToday } from '../../lib/local-day.ts'
import { href } from '../../lib/route.ts'
import { TeamNotes } from '../../lib/TeamNotes.tsx'
import { useAccount } from '../../lib/use-account.ts'
import { gestureAt, useSheetTold } from '../../lib/use-sheet-told.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AvailabilityMark } from '../../ui/sheet/AvailabilityMark.tsx'
import { FreshnessMark } from '../../ui/sheet/FreshnessMark.tsx'
import { useHoursRefresh } from '../../ui/sheet/HoursView.tsx'
import { Markdown } from '../../ui/sheet/Markdown.tsx'
import { displayName } from '#shared/text/names.ts'
import { Section } from '../../ui/sheet/Section.tsx'
import { Documents } from '../../ui/sheet/service/Documents.tsx'
import { KeyFacts } from '../../ui/sheet/service/KeyFacts.tsx'
import { Mobilise } from '../../ui/sheet/service/Mobilise.tsx'
import { ServiceMarks } from '../../ui/sheet/service/ServiceMarks.tsx'
import { SheetFailure } from '../../ui/sheet/SheetFailure.tsx'
import '../../ui/sheet/sheet.css'
import { MoreFacts } from './MoreFacts.tsx'
import { Orientation } from './Orientation.tsx'
import { PersonEligibility } from './PersonEligibility.tsx'
import { Reach } from './Reach.tsx'
import { ReservedContact } from './ReservedContact.tsx'
import { ServiceActions } from './ServiceActions.tsx'

type Props = {
  readonly id: string
  /** Level of the title: 1 on its own page, 2 in the pane of the search. */
  readonly level: 1 | 2
  /** Shows the place of the service on the map beside; absent where there is no map. */
  readonly onShowOnMap?: () => void
}

const Head = ({
  data,
  level,
  demonstration,
}: {
  readonly data: Data
  readonly level: 1 | 2
  readonly demonstration: boolean
}) => {
  const { service, structure, orientable } = data
  const Title = `h${level}` as const
  const source = demonstration
    ? sheet.demonstration
    : service.source === 'dora'
      ? t.sourceSeule(labelOf('sources', service.source))
      : t.sourceVia(labelOf('sources', service.source))
  return (
    <header className="sheet-head">
      <p className="sheet-eyebrow">
        {structure === null ? (
          <span className="sheet-nothing">{t.sansStructure}</span>
        ) : (
          <Link href={href.structure(structure.id)}>{displayName(structure.nom)}</Link>
        )}
      </p>
      <Title className="sheet-title" tabIndex={-1}>
        {displayName(service.nom)}
      </Title>
      <ServiceMarks service={service} orientable={orientable.ok} />
      <p className="sheet-meta">
        <FreshnessMark date={service.date_maj} />
        <span>{source}</span>
        <span>{`${t.perimetre}\u202f: ${data.zone.label}`}</span>
      </p>
    </header>
  )
}

/** Everything the reference knows of a service, on one page (dora-screens.md §3). */
export const ServiceSheet = ({ id, level, onShowOnMap }: Props) => {
  const { data, error, isPending, refetch } = useCall('catalogue.service', { id })
  const info = useCall('catalogue.info', undefined)
  const reader = useAccount()?.compte?.id ?? ''
  useHoursRefresh(data?.horaires?.change_le, refetch)
  const tell = useSheetTold({ kind: 'service', id: data?.service.id, structureId: data?.service.structure_id })

  if (isPending)
    return (
      <div className="sheet sheet-skeleton" aria-busy="true" aria-label={t.chargement}>
        <Skeleton lines={3} />
        <Skeleton lines={6} />
        <Skeleton lines={6} />
      </div>
    )
  if (error !== null) return <SheetFailure level={level} error={error} onRetry={() => void refetch()} />

  const { service, structure } = data
  const sub = (level + 1) as 2 | 3
  const demonstration = info.data?.demonstration === true
  // The last day it is offered: DORA's « Jusqu’au » (dora-backend.md §1.4).
  const lastDay = service.dora?.suspension_date
  const over = lastDay !== undefined && lastDay < localToday()
  const room = currentAvailability(service, localToday())
  const pressed = ({ target }: MouseEvent) => {
    const geste = gestureAt(target)
    if (geste !== null) tell(geste)
  }
  return (
    <article className="sheet" onClickCapture={pressed}>
      <Head data={data} level={level} demonstration={demonstration} />
      {service.structure_id !== null && structure === null && <Notice tone="warn">{t.sansStructureDetail}</Notice>}
      {lastDay !== undefined && (
        <Notice tone={over ? 'warn' : 'info'}>
          {over ? t.termine(formatDate(lastDay)) : t.proposeJusquau(formatDate(lastDay))}
        </Notice>
      )}
      {service.dora?.short_desc !== undefined && <p className="sheet-lead">{service.dora.short_desc}</p>}
      {room !== null && <AvailabilityMark disponibilite={room} />}
      <ServiceActions data={data} onShare={() => tell('partage')} />
      <Orientation data={data} />
      <PersonEligibility data={data} level={sub} />
      <div className="sheet-body">
        <div className="sheet-aside">
          <Mobilise
            data={data}
            level={sub}
            reserved={<ReservedContact key={`${service.id} ${reader}`} data={data} onShown={() => tell('contact')} />}
          />
          <Documents service={service} level={sub} />
        </div>
        <div className="sheet-main">
          <TeamNotes kind="service" id={service.id} level={sub} />
          <KeyFacts data={data} level={sub} onShowOnMap={onShowOnMap} />
          <Reach service={service} level={sub} />
          {service.description && (
            <Section title={t.description} level={sub}>
              <Markdown source={service.description} />
            </Section>
          )}
          <MoreFacts data={data} level={sub} demonstration={demonstration} />
          {data.autres.length > 0 && (
            <Section title={t.autresServices} level={sub} className="no-print">
              <ul className="sheet-rows">
                {data.autres.map((card) => (
                  <li key={card.id}>
                    <Link href={href.service(card.id)}>{displayName(card.nom)}</Link>
                    <span className="muted">{card.commune ?? t.sansLieu}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </div>
    </article>
  )
}
