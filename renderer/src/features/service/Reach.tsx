import { useState } from 'react'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { distanceKm } from '#shared/geo/distance.ts'
import { BEFORE, isWhen, nextWorkingDay } from '#shared/reach/when.ts'
import { hasRadius, type PlaceRef } from '#shared/search/query.ts'
import { reach as t } from '../../i18n/reach.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { useCurrentPerson } from '../../lib/current-person.ts'
import { localToday } from '../../lib/local-day.ts'
import { href } from '../../lib/route.ts'
import { useSettings } from '../../lib/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Section } from '../../ui/sheet/Section.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './reach.css'

type From = { readonly place: PlaceRef; readonly label: string }

type LegsProps = { readonly from: From; readonly serviceId: string; readonly level: 3 | 4 }

const Transit = ({ from, serviceId, level }: LegsProps) => {
  const [jour, setJour] = useState(() => nextWorkingDay(localToday()))
  const [arrivee, setArrivee] = useState(BEFORE)
  const { data: networks } = useCall('portee.reseaux', undefined)
  const ready = isWhen(jour, arrivee) && (networks?.length ?? 0) > 0
  const input = { place: from.place, services: [serviceId], jour, arrivee }
  const { data, error, isFetching, refetch } = useCall('portee.arriver', input, { enabled: ready, keepPrevious: true })
  const Title = `h${level}` as const
  if (networks === undefined) return null
  const trajet = data?.trajets[0]?.trajet ?? null
  return (
    <div className="sheet-reach-part">
      <Title>{t.transit}</Title>
      {networks.length === 0 ? (
        <p>
          {t.noTimetable} <Link href={href.reglages()}>{t.load}</Link>
        </p>
      ) : (
        <>
          <div className="sheet-reach-when no-print">
            <TextField label={t.day} type="date" value={jour} onChange={setJour} />
            <TextField label={t.before} type="time" value={arrivee} onChange={setArrivee} />
          </div>
          {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
          <div role="status">
            {isFetching && <p className="muted">{t.searching}</p>}
            {!isFetching && data !== undefined && data.reseau === null && <p>{t.notCovered}</p>}
            {!isFetching && data != null && data.reseau !== null && trajet === null && <p>{t.none(arrivee)}</p>}
            {!isFetching && trajet !== null && (
              <p>
                <strong>{t.found(trajet.depart ?? '', trajet.arrivee ?? '', trajet.minutes, trajet.correspondances ?? 0)}</strong>
              </p>
            )}
          </div>
          {!isFetching && trajet !== null && (
            <>
              <ol className="sheet-reach-steps" aria-label={t.steps}>
                {trajet.etapes.map((etape) => (
                  <li key={etape}>{etape}</li>
                ))}
              </ol>
              <p className="ui-description">{`${t.honest} ${t.source(data?.reseau ?? '')}`}</p>
            </>
          )}
        </>
      )}
    </div>
  )
}

const Route = ({ from, serviceId }: Omit<LegsProps, 'level'>) => {
  const { mutate, data, error, isPending } = useAction('portee.itineraire')
  const ask = (moyen: 'pied' | 'voiture') => mutate({ place: from.place, serviceId, moyen })
  return (
    <div className="sheet-reach-part">
      <div className="sheet-reach-when no-print" role="group" aria-label={t.routes}>
        <Button size="s" isPending={isPending} onPress={() => ask('pied')}>
          {t.walk}
        </Button>
        <Button size="s" isPending={isPending} onPress={() => ask('voiture')}>
          {t.car}
        </Button>
      </div>
      {error !== null && (
        <Notice tone="bad" urgent>
          {error.message}
        </Notice>
      )}
      <p role="status">
        {data !== undefined && error === null
          ? t.route(data.moyen === 'voiture' ? 'voiture' : 'pied', data.minutes, data.km)
          : ''}
      </p>
    </div>
  )
}

const Known = ({ from, at, serviceId, level }: LegsProps & { readonly at: { readonly lat: number; readonly lon: number } }) => {
  const located = useCall('geo.place', from.place)
  const { settings } = useSettings()
  const { lat, lon } = located.data ?? { lat: null, lon: null }
  if (located.isPending) return null
  if (lat === null || lon === null) return <p>{t.placeUnknown}</p>
  return (
    <>
      <p>{t.from(from.label, distanceKm({ lat, lon }, at))}</p>
      <Transit from={from} serviceId={serviceId} level={level} />
      {settings?.itinerairesEnLigne === true && <Route key={JSON.stringify(from.place)} from={from} serviceId={serviceId} />}
    </>
  )
}

type Props = { readonly service: ServiceSheet['service']; readonly level: 2 | 3 }

/** How to go there, from where the person in front lives, else from the last place searched. Nothing for a service without place. */
export const Reach = ({ service, level }: Props) => {
  const person = useCurrentPerson()
  const { settings } = useSettings()
  const { latitude: lat, longitude: lon } = service
  if (lat == null || lon == null || settings === undefined) return null
  const from = person?.profil.lieu ?? settings.dernierLieu ?? settings.monLieu
  return (
    <Section title={t.title} level={level} className="sheet-reach">
      {from === null ? (
        <p>{t.noPlace}</p>
      ) : !hasRadius(from.place) ? (
        <p>{t.territory(from.label)}</p>
      ) : (
        <Known from={from} at={{ lat, lon }} serviceId={service.id} level={level === 2 ? 3 : 4} />
      )}
    </Section>
  )
}
