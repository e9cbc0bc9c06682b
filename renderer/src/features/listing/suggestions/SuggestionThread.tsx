import { useState } from 'react'
import type { Listing } from '#shared/contract/listing.ts'
import { labelOf } from '#shared/listing/groups.ts'
import { sameValue } from '#shared/listing/model.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import { suggestionText as t } from '../../../i18n/listing.ts'
import { people } from '../../../i18n/people.ts'
import { client, readAgain } from '../../../lib/api.ts'
import { formatDate } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { displayName } from '#shared/text/names.ts'
import { listingValue } from '../../../lib/listing-value.ts'
import { WordChanges } from '../../../lib/WordChanges.tsx'

const TAGS = {
  ouverte: { tone: 'warn', icon: 'clock' },
  acceptee: { tone: 'good', icon: 'check' },
  repondue: { tone: 'neutral', icon: 'mail' },
  retiree: { tone: 'neutral', icon: 'close' },
} as const

/** The record it is about, as it is now on this desk. */
const docOf = ({ structure, services }: Listing, { cible }: Suggestion) =>
  cible.kind === 'structure' ? structure.doc : services.find(({ id }) => id === cible.id)?.doc

const Change = ({ suggestion, listing }: { readonly suggestion: Suggestion; readonly listing: Listing }) => {
  const { champ, actuel, valeur, etat } = suggestion
  if (champ === null) return null
  const now = docOf(listing, suggestion)?.[champ]
  const moved = etat === 'ouverte' && now !== undefined && !sameValue(now, actuel)
  const base = listingValue(champ, moved ? now : actuel)
  return (
    <dl className="listing-thread-change">
      <div>
        <dt>{t.now}</dt>
        <dd>
          {moved && <p className="ui-description">{t.stale}</p>}
          {base === '' ? <span className="muted">{t.nothing}</span> : <span className="listing-value">{base}</span>}
        </dd>
      </div>
      {valeur !== null && (
        <div>
          <dt>{t.proposed}</dt>
          <dd>
            <WordChanges from={base} to={listingValue(champ, valeur)} />
          </dd>
        </div>
      )}
    </dl>
  )
}

const Reply = ({ suggestion, onDone }: { readonly suggestion: Suggestion; readonly onDone: () => void }) => {
  const [texte, setTexte] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setTried(true)
    if (texte.trim() === '' || busy) return
    setBusy(true)
    try {
      await client.call('suggestions.answer', { id: suggestion.id, etat: 'repondue', texte: texte.trim() })
      showToast({ message: t.answered })
      onDone()
      await readAgain('listing.read')
    } catch (error) {
      showToast({ tone: 'erreur', message: (error as Error).message })
    }
    setBusy(false)
  }
  return (
    <Form onSubmit={() => void send()} label={t.answerOf(suggestion.cible.nom)}>
      <TextField
        label={t.answerField}
        description={t.answerHelp}
        multiline
        rows={3}
        autoFocus
        value={texte}
        onChange={setTexte}
        maxLength={2_000}
        errorMessage={tried && texte.trim() === '' ? t.answerNeeded : undefined}
      />
      <div className="ui-form-actions">
        <Button type="submit" variant="primary" icon="send" isDisabled={busy}>
          {t.send}
        </Button>
        <Button onPress={onDone}>{people.cancel}</Button>
      </div>
    </Form>
  )
}

type Props = { readonly suggestion: Suggestion; readonly listing: Listing }

/** One suggestion: what it is about, what it would change, who says so, and what was answered. */
export const SuggestionThread = ({ suggestion, listing }: Props) => {
  const { id, cible, champ, valeur, message, auteur, cree_le, etat, reponse } = suggestion
  const [replying, setReplying] = useState(false)
  const [busy, setBusy] = useState(false)
  const accept = async () => {
    setBusy(true)
    try {
      await client.call('suggestions.answer', { id, etat: 'acceptee', texte: '' })
      showToast({ message: t.accepted })
      await readAgain('listing.read')
    } catch (error) {
      showToast({ tone: 'erreur', message: (error as Error).message })
    }
    setBusy(false)
  }
  const structureId = listing.structure.id
  return (
    <li className="listing-thread">
      <div className="listing-thread-head">
        <h3>
          <Link href={href.modifier(cible.kind, structureId, cible.id)}>{displayName(cible.nom)}</Link>
        </h3>
        <Tag {...TAGS[etat]}>{t.states[etat]}</Tag>
      </div>
      <p className="muted">{champ === null ? t.whole : t.on(labelOf(cible.kind, champ))}</p>
      <Change suggestion={suggestion} listing={listing} />
      {message !== '' && <blockquote className="listing-quote">{message}</blockquote>}
      <p className="muted listing-small">
        {t.from(auteur.nom, auteur.structure === null ? null : displayName(auteur.structure), formatDate(cree_le))}
      </p>
      {reponse !== null && (
        <div className="listing-reply">
          {reponse.texte !== '' && <p>{reponse.texte}</p>}
          <p className="muted listing-small">{t.reply(reponse.nom, formatDate(reponse.le))}</p>
        </div>
      )}
      {etat === 'ouverte' &&
        (replying ? (
          <Reply suggestion={suggestion} onDone={() => setReplying(false)} />
        ) : (
          <div className="ui-form-actions" role="group" aria-label={cible.nom}>
            {champ !== null && valeur !== null && (
              <Button
                size="s"
                variant="primary"
                icon="check"
                isDisabled={busy}
                aria-label={t.acceptOf(cible.nom)}
                onPress={() => void accept()}
              >
                {t.accept}
              </Button>
            )}
            <Button size="s" icon="mail" aria-label={t.answerOf(cible.nom)} onPress={() => setReplying(true)}>
              {t.answer}
            </Button>
            {champ !== null && valeur !== null && <span className="ui-description">{t.acceptHelp}</span>}
          </div>
        ))}
    </li>
  )
}
