import { type ReactNode, useEffect, useRef } from 'react'
import { plan } from '../../i18n/plan.ts'
import { useCall } from '../../lib/api.ts'
import { takePlan } from '../../lib/plan-at-hand.ts'
import { href } from '../../lib/route.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { PlanDesk } from './PlanDesk.tsx'
import './plan.css'

const t = plan.screen

type Props = {
  readonly id: string
  /** The sheet of a service, beside the plan. */
  readonly sheet: (serviceId: string) => ReactNode
}

/** `/plans/:id`: a plan being made, or taken up again. */
export const PlanScreen = ({ id, sheet }: Props) => {
  const { data, error, isFetching, refetch } = useCall('plans.get', { id })
  const locked = error?.code === 'dossiers-verrouilles'
  // Not from what was read before it was last left: what is typed over an old version would clash with one's own.
  const shown = useRef(false)
  shown.current ||= data !== undefined && !isFetching
  useEffect(() => {
    if (data !== undefined) takePlan(id)
  }, [data, id])
  // Folders that lock themselves close what is on screen too.
  if (locked) {
    return (
      <ScreenPage title={t.title}>
        <EmptyState icon="lock" title={t.lockedTitle} actions={<Link href={href.personnes()}>{plan.list.unlock}</Link>}>
          <p>{t.locked}</p>
        </EmptyState>
      </ScreenPage>
    )
  }
  if (data !== undefined && shown.current) return <PlanDesk key={id} view={data} sheet={sheet} />
  return (
    <ScreenPage title={t.title} wide>
      {error === null ? (
        <div aria-busy="true">
          <Skeleton lines={8} />
        </div>
      ) : (
        <ReadFailure
          title={t.failed}
          error={error}
          onRetry={() => void refetch()}
          actions={<Link href={href.plans()}>{t.back}</Link>}
        />
      )}
    </ScreenPage>
  )
}
