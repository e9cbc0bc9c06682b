import { kit as t } from '../../../i18n/kit.ts'
import { useCall } from '../../../lib/api.ts'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Checklist } from './Checklist.tsx'
import { Documents } from './Documents.tsx'
import { KitList } from './KitList.tsx'
import './kit.css'

/** Départements of kits first: it is there that one deploys. */
const inOrder = (
  departements: readonly string[],
  kits: readonly { readonly departements: readonly string[] }[],
): readonly string[] => [...new Set([...kits.flatMap((one) => one.departements), ...departements])]

/** `/moderation/kit`: what a territory needs to deploy by itself. */
export const KitScreen = () => {
  const { data, error, refetch } = useCall('kit.list', undefined, { fresh: true })
  return (
    <div className="kit">
      {data === undefined && error !== null && (
        <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
          {t.failedHelp}
        </ReadFailure>
      )}
      {data === undefined && error === null && (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={8} />
        </div>
      )}
      {data !== undefined && (
        <div className="kit-page">
          <KitList kits={data} />
          <Documents kits={data} />
          <Checklist departements={inOrder(data.departements, data.kits)} />
        </div>
      )}
    </div>
  )
}
