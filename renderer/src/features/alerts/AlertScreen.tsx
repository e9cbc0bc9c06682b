import type { ReactNode } from 'react'
import type { Card } from '#shared/search/result.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import { alertsText as t } from '../../i18n/alerts.ts'
import { announce } from '../../lib/announce.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { goToSearch } from '../../lib/go-search.ts'
import { MemoryNav } from '../../lib/MemoryNav.tsx'
import { useReadOnly } from '../../lib/read-only.ts'
import { href } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { hasNews } from './AlertNews.tsx'
import './alerts.css'

type PartProps = {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly help?: string
  readonly children: ReactNode
}

const Part = ({ id, title, count, help, children }: PartProps) =>
  count === 0 ? null : (
    <section aria-labelledby={id} className="alert-section">
      <h2 id={id}>
        {title} <span className="muted tabular">({count})</span>
      </h2>
      {help !== undefined && <p className="muted">{help}</p>}
      <ul className="alert-rows" aria-labelledby={id}>
        {children}
      </ul>
    </section>
  )

const ServiceLine = ({ card, changed }: { readonly card: Card; readonly changed?: readonly string[] }) => (
  <li className="alert-line">
    <Link href={href.service(card.id)} quiet className="alert-name">
      {displayName(card.nom)}
    </Link>
    <p className="muted">
      {[card.structure?.nom, card.commune === null ? null : displayTown(card.commune)]
        .filter((one) => one != null && one !== '')
        .join(' · ')}
    </p>
    {changed !== undefined && <p>{t.champs(changed)}</p>}
  </li>
)

/** `/alertes/:id`: what changed in what one search finds, since it was last marked as seen. */
export const AlertScreen = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useCall('alertes.get', { id })
  const seen = useAction('alertes.vue')
  const readOnly = useReadOnly()
  const markSeen = () =>
    seen.mutate(
      { id },
      {
        onSuccess: () => {
          announce(t.vu)
          showToast({ message: t.vu })
        },
        onError: ({ message }) => showToast({ tone: 'erreur', message }),
      },
    )
  const alerte = data?.alerte
  const news = alerte !== undefined && hasNews(alerte.nouveautes)
  useFocusWhenGone(news)
  return (
    <ScreenPage
      title={alerte?.nom ?? t.titre}
      subtitle={alerte === undefined ? undefined : alerte.criteres.join(' · ')}
      actions={
        alerte !== undefined && (
          <>
            <Button icon="search" aria-label={t.lancerDe(alerte.nom)} onPress={() => goToSearch(alerte.query, alerte.lieu)}>
              {t.lancer}
            </Button>
            {news && (
              <Button variant="primary" icon="check" isDisabled={readOnly || seen.isPending} onPress={markSeen}>
                {t.toutVu}
              </Button>
            )}
          </>
        )
      }
    >
      <MemoryNav here="recherches" />
      <p>
        <Link href={href.alertes()}>{t.retour}</Link>
      </p>
      {error !== null && <ReadFailure title={t.introuvable} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={4} />
        </div>
      )}
      {data !== undefined && alerte !== undefined && (
        <>
          <p role="status" className="alert-summary tabular">
            {t.total(alerte.total)}. {t.depuis(formatDate(alerte.vue_le))}
            {news ? `\u202f: ${t.resume(alerte.nouveautes)}.` : ''}
          </p>
          {alerte.probleme !== null && <Notice tone="warn">{alerte.probleme}</Notice>}
          {alerte.probleme === null && !news && (
            <EmptyState icon="check" title={t.calme}>
              {t.calmeAide(formatDate(alerte.vue_le))}
            </EmptyState>
          )}
          <Part id="alert-new" title={t.titreNouveaux} count={data.nouveaux.length}>
            {data.nouveaux.map((card) => (
              <ServiceLine key={card.id} card={card} />
            ))}
          </Part>
          <Part id="alert-changed" title={t.titreModifies} count={data.modifies.length}>
            {data.modifies.map(({ card, champs }) => (
              <ServiceLine key={card.id} card={card} changed={champs} />
            ))}
          </Part>
          <Part id="alert-gone" title={t.titreDisparus} count={data.disparus.length} help={t.disparuAide}>
            {data.disparus.map(({ id: gone, nom, structure }) => (
              <li key={gone} className="alert-line">
                <span className="alert-name">{displayName(nom)}</span>
                {structure !== '' && <p className="muted">{structure}</p>}
              </li>
            ))}
          </Part>
        </>
      )}
    </ScreenPage>
  )
}
