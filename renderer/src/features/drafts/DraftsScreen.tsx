import { useState } from 'react'
import type { DraftSummary } from '#shared/orientation/draft.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { sendingText } from '../../i18n/sending.ts'
import { useCall } from '../../lib/api.ts'
import { daysSince, formatAge, formatDateTime } from '../../lib/format.ts'
import { localHour, localToday } from '../../lib/local-day.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { href, navigate } from '../../lib/route.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { removeDraft } from './remove-draft.ts'
import { EmploisDialog } from './EmploisDialog.tsx'
import { KeyWarning } from './KeyWarning.tsx'
import { sendingHref } from './send/use-sending.ts'
import './drafts.css'

const text = draftsText.liste

const State = ({ draft }: { readonly draft: DraftSummary }) => {
  if (draft.etat === 'pret-a-envoyer') {
    return (
      <Tag tone="good" icon="check">
        {draftsText.etat.pret}
      </Tag>
    )
  }
  return <Tag icon="pencil">{draftsText.etat.reste(draft.problemes.filter(({ niveau }) => niveau === 'erreur').length)}</Tag>
}

/** The hour on the day itself, the age later. */
const modified = (iso: string, now: Date): string =>
  localToday(new Date(iso)) === localToday(now) ? text.modifieA(localHour(iso)) : text.modifie(formatAge(daysSince(iso, now)))

type RowProps = { readonly draft: DraftSummary; readonly now: Date; readonly readOnly: boolean }

const Row = ({ draft, now, readOnly }: RowProps) => (
  <li className="drafts-row">
    <div className="drafts-main">
      <Link href={href.brouillon(draft.id)} quiet className="drafts-link">
        {draft.personne === '' ? text.sansPersonne : draft.personne}
      </Link>
      <span className="drafts-service">{draftsText.demande.pour(draft.serviceNom, draft.structureNom)}</span>
    </div>
    <span className="drafts-state">
      <State draft={draft} />
      {draft.etat === 'pret-a-envoyer' && (
        <Button
          size="s"
          icon="send"
          aria-label={sendingText.envoyerListe(draft.personne, draft.serviceNom)}
          isDisabled={readOnly}
          onPress={() => navigate(sendingHref(draft.id))}
        >
          {sendingText.envoyerCourt}
        </Button>
      )}
    </span>
    <time className="drafts-age tabular" dateTime={draft.modifie_le} title={formatDateTime(draft.modifie_le)}>
      {modified(draft.modifie_le, now)}
    </time>
    <IconButton
      label={text.supprimer(draft.serviceNom)}
      icon="trash"
      isDisabled={readOnly}
      onPress={() => void removeDraft(draft.id)}
    />
  </li>
)

const Rows = ({ drafts }: { readonly drafts: readonly DraftSummary[] }) => {
  const now = new Date()
  const readOnly = useReadOnly()
  return (
    <ul className="drafts-list" aria-label={text.nom} {...useFocusAfterRemoval(drafts.length)}>
      {drafts.map((draft) => (
        <Row key={draft.id} draft={draft} now={now} readOnly={readOnly} />
      ))}
    </ul>
  )
}

/** `/brouillons`: every request being written, the latest first. */
export const DraftsScreen = () => {
  const { data, error, refetch } = useCall('drafts.list', undefined)
  const readOnly = useReadOnly()
  const [fromEmplois, setFromEmplois] = useState(false)
  return (
    <ScreenPage
      title={text.titre}
      subtitle={text.sousTitre}
      actions={
        <Button icon="link" isDisabled={readOnly} onPress={() => setFromEmplois(true)}>
          {draftsText.emplois.ouvrir}
        </Button>
      }
    >
      <EmploisDialog isOpen={fromEmplois} onClose={() => setFromEmplois(false)} />
      <ReadOnlyNotice />
      <KeyWarning />
      {error !== null && <ReadFailure title={text.echec} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={4} />
        </div>
      )}
      {data?.length === 0 && (
        <EmptyState
          icon="document"
          title={text.vide}
          actions={
            <Button variant="primary" icon="search" onPress={() => navigate(href.recherche())}>
              {text.chercher}
            </Button>
          }
        >
          {text.videAide}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && <Rows drafts={data} />}
    </ScreenPage>
  )
}
