import type { Doublons } from '#shared/moderation/doublon.ts'
import { displayName } from '#shared/text/names.ts'
import { doublons as t } from '../../../i18n/doublons.ts'
import { readAgain, useAction } from '../../../lib/api.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Link } from '../../../ui/Link.tsx'

type Props = { readonly fusions: Doublons['fusions']; readonly onPairs: () => void }

/** Merges that were made, the latest first: each is taken back by one button. */
export const MergesList = ({ fusions, onPairs }: Props) => {
  const { mutate, isPending, variables } = useAction('moderation.unmerge')
  const unmerge = ({ kind, garde }: Doublons['fusions'][number]) => {
    if (isPending) return
    mutate(
      { kind, garde },
      {
        onSuccess: () => {
          showToast({ message: t.undone })
          void readAgain('moderation.doublons')
        },
        onError: (error) => showToast({ message: error.message, tone: 'erreur' }),
      },
    )
  }
  return (
    <section className="doublons-page" aria-labelledby="doublons-fusions">
      <div className="doublons-bar">
        <h2 id="doublons-fusions" tabIndex={-1}>
          {t.merged}
        </h2>
        <Button size="s" icon="arrow-left" onPress={onPairs}>
          {t.list}
        </Button>
      </div>
      {fusions.length === 0 ? (
        <EmptyState icon="copy" title={t.noMerge}>
          {t.noMergeText}
        </EmptyState>
      ) : (
        <ul className="doublons-merges">
          {fusions.map((one) => (
            <li key={`${one.kind}/${one.garde}`}>
              <div>
                <Link href={href[one.kind](one.garde)}>{t.mergeOf(displayName(one.nom), one.ecartes.length)}</Link>
                <p className="muted">{t.by(one.par, formatDateTime(one.le))}</p>
              </div>
              <Button size="s" isPending={isPending && variables.garde === one.garde} onPress={() => unmerge(one)}>
                {t.unmerge}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
