import type { ListingKind } from '#shared/listing/groups.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Editor } from './Editor.tsx'
import type { PanelName } from './Panels.tsx'
import './listing-editor.css'

type Props = { readonly kind: ListingKind; readonly structureId: string; readonly id: string }

const PANELS: readonly PanelName[] = ['apercu', 'qualite', 'historique']
const panelAsked = (): PanelName | null => {
  const asked = new URLSearchParams(window.location.search).get('panneau')
  return PANELS.find((name) => name === asked) ?? null
}

/** `/structures/:id/modifier`, `/structures/:id/services/:id/modifier`, `/structures/:id/modeles/:id/modifier`. */
export const EditorScreen = ({ kind, structureId, id }: Props) => {
  const { data, error, refetch } = useCall('listing.edit', { kind, id })
  if (data !== undefined) return <Editor key={`${kind} ${id}`} edit={data} panel={panelAsked()} />
  return (
    <ScreenPage title={editorText.titre[kind].connu} wide>
      {error === null ? (
        <div aria-busy="true">
          <Skeleton lines={10} />
        </div>
      ) : (
        <ReadFailure
          title={editorText.echec}
          error={error}
          onRetry={() => void refetch()}
          actions={<Link href={href.offre(structureId)}>{editorText.retour}</Link>}
        />
      )}
    </ScreenPage>
  )
}
