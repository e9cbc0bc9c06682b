import { FRANCE } from '#shared/usage/told.ts'
import { figuresText as common, type Period, territoryFigures as t } from '../../../i18n/figures.ts'
import { isTeam } from '../../../lib/account.ts'
import { useAction, useCall } from '../../../lib/api.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { href, navigate, useQueryString } from '../../../lib/route.ts'
import { saveFigures } from '../../../lib/save-figures.ts'
import { useSyncStatus } from '../../../lib/sync-status.ts'
import { TERRITORIES, territoryName } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { ExportMenu } from '../../../ui/ExportMenu.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { TerritoryFigures } from './TerritoryFigures.tsx'
import './figures.css'

const DEFAULT_PERIOD: Period = '12'
const isPeriod = (text: string | null): text is Period => common.periods.some(({ value }) => value === text)

/** Territories that this person may be told of: their départements; all of them, and France, for the team. */
const useTerritories = (): readonly string[] => {
  const compte = useAccount()?.compte
  if (compte == null) return []
  return isTeam(compte) ? [FRANCE, ...TERRITORIES.map(({ code }) => code)] : compte.departements
}

const nameOf = (code: string): string => (code === FRANCE ? t.france : territoryName(code))

/** The same figures, for everybody. */
const PublicPage = () => {
  const server = useSyncStatus()?.serveur ?? null
  return server === null ? null : <ExternalLink url={new URL('/statistiques', server).href}>{t.publicPage}</ExternalLink>
}

type DeskProps = { readonly departement: string; readonly period: Period }

const Read = ({ departement, period }: DeskProps) => {
  const input = { departement, mois: Number(period) }
  const { data, error, refetch } = useCall('chiffres.territoire', input, { fresh: true })
  if (error !== null)
    return (
      <ReadFailure title={common.failed} error={error} onRetry={() => void refetch()}>
        {common.failedHelp}
      </ReadFailure>
    )
  if (data === undefined)
    return (
      <div role="status" aria-busy="true" aria-label={common.loading}>
        <Skeleton lines={10} />
      </div>
    )
  return <TerritoryFigures told={data} />
}

/** `/moderation/chiffres`: what is made of the offer of a territory. */
export const FiguresScreen = () => {
  const codes = useTerritories()
  const asked = new URLSearchParams(useQueryString())
  const wanted = asked.get('departement')
  const departement = codes.find((code) => code === wanted) ?? codes[0]
  const months = asked.get('mois')
  const period = isPeriod(months) ? months : DEFAULT_PERIOD
  const file = useAction('chiffres.exporterTerritoire')
  if (departement === undefined) return null
  const go = (more: { readonly departement?: string; readonly mois?: string }): void =>
    navigate(href.moderation('chiffres', new URLSearchParams({ departement, mois: period, ...more }).toString()), {
      replace: true,
    })
  return (
    <section className="figures" aria-label={t.title}>
      <div className="figures-bar">
        <Select
          label={t.where}
          choices={codes.map((value) => ({ value, label: nameOf(value) }))}
          value={departement}
          onChange={(code) => go({ departement: code })}
        />
        <Select label={common.period} choices={common.periods} value={period} onChange={(mois) => go({ mois })} />
        <ExportMenu
          isPending={file.isPending}
          onExport={(format) =>
            file.mutate(
              { departement, mois: Number(period), format },
              { onSuccess: saveFigures, onError: (failure) => showToast({ message: failure.message, tone: 'erreur' }) },
            )
          }
        />
        <PublicPage />
      </div>
      <Read key={departement} departement={departement} period={period} />
    </section>
  )
}
