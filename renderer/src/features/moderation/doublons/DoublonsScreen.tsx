import { useState } from 'react'
import { doublons as t } from '../../../i18n/doublons.ts'
import { useCall } from '../../../lib/api.ts'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { MergesList } from './MergesList.tsx'
import { PairsDesk } from './PairsDesk.tsx'
import './doublons.css'

/** `/moderation/doublons`: pairs side by side, and merges that may be taken back. */
export const DoublonsScreen = ({ id }: { readonly id: string | null }) => {
  const { data, error, refetch } = useCall('moderation.doublons', undefined, { fresh: true })
  const [merges, setMerges] = useState(false)
  if (data === undefined)
    return (
      <div className="doublons-page">
        {error === null ? (
          <div role="status" aria-busy="true" aria-label={t.loading}>
            <Skeleton lines={8} />
          </div>
        ) : (
          <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
            {t.failedHelp}
          </ReadFailure>
        )}
      </div>
    )
  return merges ? (
    <MergesList fusions={data.fusions} onPairs={() => setMerges(false)} />
  ) : (
    <PairsDesk read={data} id={id} onMerges={() => setMerges(true)} />
  )
}
