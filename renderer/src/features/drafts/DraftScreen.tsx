import { useRef, useState } from 'react'
import { draftsText } from '../../i18n/drafts.ts'
import { useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { DraftForm } from './DraftForm.tsx'
import { type Sent, SentScreen } from './send/SentScreen.tsx'
import './drafts.css'

const text = draftsText.demande

/** `/brouillons/:id`: one request being written. */
export const DraftScreen = ({ id }: { readonly id: string }) => {
  const { data, error, isFetching, refetch } = useCall('drafts.get', { id })
  const [sent, setSent] = useState<Sent | null>(null)
  // Not from what was read before it was last left: what is typed over an old version would clash with one's own.
  const shown = useRef(false)
  shown.current ||= data !== undefined && !isFetching
  if (sent !== null) return <SentScreen sent={sent} />
  if (data !== undefined && shown.current) return <DraftForm key={id} view={data} onSent={setSent} />
  return (
    <ScreenPage title={text.titre} wide>
      {error === null ? (
        <div aria-busy="true">
          <Skeleton lines={8} />
        </div>
      ) : (
        <ReadFailure
          title={text.echec}
          error={error}
          onRetry={() => void refetch()}
          actions={<Link href={href.brouillons()}>{text.retour}</Link>}
        />
      )}
    </ScreenPage>
  )
}
