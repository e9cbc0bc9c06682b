import { useEffect, useRef } from 'react'
import type { OrientationView } from '#shared/contract/orientation.ts'
import type { DraftView } from '#shared/orientation/draft.ts'
import { displayName } from '#shared/text/names.ts'
import { sentText as t } from '../../../i18n/sending.ts'
import { announce } from '../../../lib/announce.ts'
import { client, useCall } from '../../../lib/api.ts'
import { keepPerson, nameOf } from '../../../lib/person-at-hand.ts'
import { href, navigate } from '../../../lib/route.ts'
import { useSyncStatus } from '../../../lib/sync-status.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { Button } from '../../../ui/Button.tsx'
import type { IconName } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../../ui/ScreenPage.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import { PersonNotice } from '../PersonNotice.tsx'
import { sentState, type SentState } from './sent-state.ts'
import './send.css'

const LOOKS = {
  transmise: { tone: 'good', icon: 'check' },
  attente: { tone: 'neutral', icon: 'offline' },
  pieces: { tone: 'busy', icon: 'clip' },
  depart: { tone: 'busy', icon: 'send' },
  retenue: { tone: 'warn', icon: 'shield' },
  refusee: { tone: 'bad', icon: 'error' },
} as const satisfies Readonly<Record<SentState, { tone: string; icon: IconName }>>

/** What was sent, as it was when it left. */
export type Sent = { readonly id: string; readonly draft: DraftView }

type StateProps = { readonly sent: Sent; readonly view: OrientationView }

/** What became of it, as long as one looks: « en attente du réseau » becomes « transmise » by itself, and is said. */
const State = ({ sent, view }: StateProps) => {
  const state = sentState(view.line, useSyncStatus())
  const { titre, texte } = t.etats[state]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const told = useRef(titre)
  useEffect(() => {
    if (told.current !== titre) announce(titre)
    told.current = titre
  }, [titre])
  const refused = state === 'refusee'
  return (
    <>
      <StateMark tone={LOOKS[state].tone} icon={LOOKS[state].icon} size="l" />
      <div className="sent-text">
        <h2 id="sent-title" ref={heading} tabIndex={-1}>
          {titre}
        </h2>
        <p>{texte(displayName(sent.draft.service.structure))}</p>
        {refused && view.refus !== null && <Notice tone="bad">{view.refus.message}</Notice>}
        {!refused && <p className="muted">{t.numero(view.line.numero)}</p>}
        {refused && <Resume id={sent.id} />}
      </div>
    </>
  )
}

const Resume = ({ id }: { readonly id: string }) => (
  <Button
    variant="primary"
    icon="pencil"
    onPress={() =>
      void client
        .call('orientations.resume', { id })
        .then(({ draftId }) => navigate(href.brouillon(draftId)))
        .catch(({ message }: Error) => showToast({ tone: 'erreur', message }))
    }
  >
    {t.reprendre}
  </Button>
)

/** After the sending: what became of the request, where to follow it, and what is left to do for the person. */
export const SentScreen = ({ sent }: { readonly sent: Sent }) => {
  const { draft, id } = sent
  const account = useAccount()?.compte?.id ?? null
  const { data: view, error, refetch } = useCall('orientations.get', { sens: 'envoi', id })
  const person = nameOf(draft.content)
  return (
    <ScreenPage title={t.titre} subtitle={displayName(draft.service.nom)}>
      <div className="sent">
        <section className="sent-state" aria-labelledby="sent-title" aria-busy={view === undefined && error === null}>
          {view !== undefined && <State sent={sent} view={view} />}
          {view === undefined && error === null && <Skeleton lines={3} />}
          {view === undefined && error !== null && (
            <ReadFailure title={t.echec} error={error} onRetry={() => void refetch()}>
              {t.echecAide}
            </ReadFailure>
          )}
        </section>
        {draft.content.beneficiaire_courriel.trim() === '' && (
          <Notice tone="warn" title={t.informer} actions={<PersonNotice draft={draft} />}>
            {t.informerAide}
          </Notice>
        )}
        <div className="sent-next">
          <Button variant="primary" icon="list" onPress={() => navigate(href.demande('envoi', id))}>
            {t.voir}
          </Button>
          <Button
            icon="plus"
            onPress={() => {
              keepPerson(draft.content, account)
              showToast({ message: t.encoreAide(person) })
              navigate(href.recherche())
            }}
          >
            {t.encore}
          </Button>
          <Link href={href.brouillons()}>{t.brouillons}</Link>
        </div>
      </div>
    </ScreenPage>
  )
}
