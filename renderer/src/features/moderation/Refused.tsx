import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { displayName } from '#shared/text/names.ts'
import { take } from '../../i18n/moderation-acts.ts'
import { refused as t } from '../../i18n/moderation.ts'
import { client, useAction } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { usePending } from './pending.ts'

const fail = ({ message }: Error): void => showToast({ tone: 'erreur', message })

const One = ({ act }: { readonly act: ActeEnAttente }) => {
  const forget = useAction('moderation.forget')
  const name = displayName(act.nom)
  const forgotten = () => forget.mutate({ id: act.id }, { onError: fail })
  const takeAnyway = async () => {
    try {
      const acte = { id: crypto.randomUUID(), geste: 'prendre', quand_meme: true } as const
      await client.call('moderation.act', { cible: act.cible, nom: act.nom, acte, vu: null })
      forgotten()
    } catch (error) {
      fail(error as Error)
    }
  }
  return (
    <li>
      <p>
        <Link href={href.dossier(cibleKey(act.cible))} aria-label={t.seeOf(name)}>
          {name}
        </Link>
        {'\u202f: '}
        {act.refus}
      </p>
      <span className="ui-form-actions">
        {act.acte.geste === 'prendre' && (
          <Button size="s" onPress={() => void takeAnyway()}>
            {take.anyway}
          </Button>
        )}
        <Button size="s" icon="check" aria-label={t.seenOf(name)} onPress={forgotten}>
          {t.seen}
        </Button>
      </span>
    </li>
  )
}

/** Acts that were not done, with why, until whoever made them has seen it: somebody was first, the server said no. */
export const Refused = () => {
  const { refused, error } = usePending()
  const focus = useFocusAfterRemoval(refused.length)
  return (
    <div className="panel-refused" role="status">
      {error !== null && <Notice tone="bad">{`${t.failed}. ${error.message}`}</Notice>}
      {refused.length > 0 && (
        <Notice tone="warn" title={t.title(refused.length)}>
          <ul className="panel-refused-list" aria-label={t.label} {...focus}>
            {refused.map((act) => (
              <One key={act.id} act={act} />
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
