import type { Ref } from 'react'
import type { QueueItem } from '#shared/moderation/queue.ts'
import { displayName } from '#shared/text/names.ts'
import { dossier as d } from '../../../i18n/moderation-dossier.ts'
import { acts, pair as t } from '../../../i18n/moderation-acts.ts'
import { formatDate } from '../../../lib/format.ts'
import { href, navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Link } from '../../../ui/Link.tsx'

type Props = {
  readonly ref: Ref<HTMLElement>
  readonly id: string
  /** Null when the queue no longer has it. */
  readonly item: QueueItem | null
  readonly onBack: (() => void) | undefined
  readonly onMove: (by: number) => void
}

/** Two sheets that may be one: what they are, and the way to the desk where they are compared. */
export const PairPane = ({ ref, id, item, onBack, onMove }: Props) => (
  <section className="dossier-pane" aria-label={d.label} ref={ref} tabIndex={-1}>
    <div className="dossier-bar">
      <div className="dossier-acts">
        {onBack !== undefined && (
          <Button variant="quiet" size="s" icon="arrow-left" onPress={onBack}>
            {d.back}
          </Button>
        )}
        <Button variant="primary" size="s" icon="copy" onPress={() => navigate(href.moderationDe('doublons', id))}>
          {t.compare}
        </Button>
      </div>
      <div className="dossier-tools">
        <IconButton label={acts.previous} icon="chevron-up" size="s" shortcut="K" onPress={() => onMove(-1)} />
        <IconButton label={acts.next} icon="chevron-down" size="s" shortcut="J" onPress={() => onMove(1)} />
      </div>
    </div>
    <div className="dossier">
      <header className="dossier-head">
        <h2 className="dossier-title" tabIndex={-1}>
          {t.title}
        </h2>
        {item === null ? (
          <p>{t.gone}</p>
        ) : (
          <>
            <p>{t.since(formatDate(item.depuis))}</p>
            <ul className="dossier-bullets">
              {[item.cible, ...(item.autre === null ? [] : [item.autre])].map(({ kind, id: own }, at) => (
                <li key={own}>
                  <Link href={href[kind](own)}>{at === 0 ? displayName(item.nom) : t.other}</Link>
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="muted">{t.help}</p>
      </header>
    </div>
  </section>
)
