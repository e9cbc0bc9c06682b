import type { PlanResume } from '#shared/plan/plan.ts'
import { plan } from '../../i18n/plan.ts'
import { useCall } from '../../lib/api.ts'
import { daysSince, formatAge, formatDateTime } from '../../lib/format.ts'
import { newPlan } from '../../lib/plan-at-hand.ts'
import { href } from '../../lib/route.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FoundList, FoundRow } from '../../ui/FoundList.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { removePlan } from './remove-plan.ts'
import './plans.css'

const t = plan.list

const needsOf = ({ besoins, lisible }: PlanResume): string =>
  !lisible ? t.unreadable : besoins.length === 0 ? t.noNeed : besoins.join(', ')
/** What it is called aloud: whose, or what it holds. */
const nameOf = (one: PlanResume): string => (one.personne === '' ? needsOf(one) : one.personne)

const Row = ({ one, now }: { readonly one: PlanResume; readonly now: Date }) => (
  <FoundRow
    name={needsOf(one)}
    href={href.plan(one.id)}
    facts={
      <>
        <span>{one.personne === '' ? t.nobody : one.personne}</span>
        {one.lieu !== '' && <span>{one.lieu}</span>}
        <span>{t.services(one.services)}</span>
      </>
    }
  >
    <div className="plans-age tabular">
      <time dateTime={one.modifie_le} title={formatDateTime(one.modifie_le)}>
        {t.changed(formatAge(daysSince(one.modifie_le, now)))}
      </time>
      <span>{t.expires(one.expire_le)}</span>
    </div>
    <IconButton label={t.remove(nameOf(one))} icon="trash" onPress={() => void removePlan(one.id)} />
  </FoundRow>
)

const Rows = ({ plans }: { readonly plans: readonly PlanResume[] }) => {
  const now = new Date()
  return (
    <FoundList
      words={t}
      items={plans}
      textOf={({ personne, lieu, besoins }) => [personne, lieu, ...besoins].join(' ')}
      row={(one) => <Row key={one.id} one={one} now={now} />}
    />
  )
}

const NewPlan = () => (
  <Button variant="primary" icon="plus" onPress={() => void newPlan()}>
    {t.new}
  </Button>
)

/** `/plans`: those of this desk, the last changed first. */
export const PlansScreen = () => {
  const { data, error, refetch } = useCall('plans.list', undefined)
  useShortcut('n', () => void newPlan())
  const isEmpty = data?.plans.length === 0
  return (
    <ScreenPage title={t.title} subtitle={t.subtitle} {...(!isEmpty && { actions: <NewPlan /> })}>
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={4} />
        </div>
      )}
      {data !== undefined && data.verrouilles > 0 && (
        <div className="plans-locked">
          <Notice actions={<Link href={href.personnes()}>{t.unlock}</Link>}>{t.locked(data.verrouilles)}</Notice>
        </div>
      )}
      {isEmpty && (
        <EmptyState icon="list" title={t.empty} actions={<NewPlan />}>
          <p>{t.emptyText}</p>
          <p>{t.emptyKey}</p>
        </EmptyState>
      )}
      {data !== undefined && data.plans.length > 0 && <Rows plans={data.plans} />}
    </ScreenPage>
  )
}
