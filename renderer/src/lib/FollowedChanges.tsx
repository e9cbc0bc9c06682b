import { displayName } from '#shared/text/names.ts'
import { listsText as t } from '../i18n/lists.ts'
import { Button } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { useAction, useCall } from './api.ts'
import { href } from './route.ts'
import { showToast } from './toasts.ts'
import './TeamNotes.css'

/** What changed of what is starred or in a list, until it is marked as seen; nothing when nothing did. */
export const FollowedChanges = () => {
  const { data } = useCall('listes.changements', undefined)
  const seen = useAction('listes.changementsVus')
  if (data === undefined || data.length === 0) return null
  return (
    <section className="followed" aria-labelledby="followed-title">
      <div className="followed-head">
        <h2 id="followed-title">{t.changes}</h2>
        <Button
          size="s"
          icon="check"
          isPending={seen.isPending}
          onPress={() => seen.mutate(undefined, { onError: ({ message }) => showToast({ tone: 'erreur', message }) })}
        >
          {t.seen}
        </Button>
      </div>
      <p className="ui-description">{t.changesHelp}</p>
      <ul>
        {data.map(({ kind, id, nom, champs, disparu }) => (
          <li key={`${kind}/${id}`}>
            {disparu ? (
              <strong>{displayName(nom)}</strong>
            ) : (
              <Link href={kind === 'service' ? href.service(id) : href.structure(id)}>{displayName(nom)}</Link>
            )}
            {' · '}
            {disparu ? t.disappeared : t.changed(champs)}
          </li>
        ))}
      </ul>
    </section>
  )
}
