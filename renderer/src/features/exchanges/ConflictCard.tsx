import { useState } from 'react'
import type { SyncConflict } from '#shared/contract/sync.ts'
import { clashes as t } from '../../i18n/sync.ts'
import { announce } from '../../lib/announce.ts'
import { useAction } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ClashField, type Choice } from './ClashField.tsx'
import { Subject } from './Subject.tsx'

type Choices = Readonly<Record<string, Choice>>
const every = ({ champs }: SyncConflict, choice: Choice): Choices =>
  Object.fromEntries(champs.map(({ champ }) => [champ, choice]))

type BodyProps = {
  readonly conflict: SyncConflict
  readonly busy: boolean
  readonly resolve: (choices: Choices) => void
}

const Fields = ({ conflict, busy, resolve }: BodyProps) => {
  const [choices, setChoices] = useState<Choices>({})
  // Only what is still asked: a clash that changes while it is looked at keeps the choices that still make sense.
  const chosen = Object.fromEntries(conflict.champs.flatMap(({ champ }) => (champ in choices ? [[champ, choices[champ]]] : [])))
  const left = conflict.champs.length - Object.keys(chosen).length
  return (
    <>
      <p className="muted">{t.intro}</p>
      {conflict.champs.length > 1 && (
        <div className="exchange-tools">
          <Button size="s" onPress={() => setChoices(every(conflict, 'mienne'))}>
            {t.keepAllMine}
          </Button>
          <Button size="s" onPress={() => setChoices(every(conflict, 'leur'))}>
            {t.takeAllTheirs}
          </Button>
        </div>
      )}
      {conflict.champs.map((field) => (
        <ClashField
          key={field.champ}
          kind={conflict.kind}
          field={field}
          value={choices[field.champ] ?? null}
          onChange={(choice) => setChoices((before) => ({ ...before, [field.champ]: choice }))}
        />
      ))}
      <div className="exchange-tools">
        <Button variant="primary" isDisabled={left > 0 || busy} onPress={() => resolve(chosen as Choices)}>
          {t.validate}
        </Button>
        <span className="muted" role="status">
          {left > 0 ? t.missing(left) : ''}
        </span>
      </div>
    </>
  )
}

const Removed = ({ conflict, busy, resolve }: BodyProps) => {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <p>{t.removedText(conflict.nom)}</p>
      <dl className="clash-mine">
        {conflict.champs.map(({ champ, mienne }) => (
          <div key={champ}>
            <dt>{t.mineOf(champ, conflict.kind)}</dt>
            <dd>{mienne === null || mienne === '' ? t.none : mienne}</dd>
          </div>
        ))}
      </dl>
      <div className="exchange-tools">
        <Button variant="primary" isDisabled={busy} onPress={() => resolve(every(conflict, 'mienne'))}>
          {t.keepMine}
        </Button>
        <Button isDisabled={busy} onPress={() => setAsking(true)}>
          {t.abandon}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t.abandonTitle}
          confirm={t.abandonConfirm}
          back={t.back}
          danger
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            resolve(every(conflict, 'leur'))
          }}
        >
          <p>{t.abandonText(conflict.nom)}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

/** The same thing changed here and elsewhere: both versions, and the choice. Nothing is lost before it is made. */
export const ConflictCard = ({ conflict }: { readonly conflict: SyncConflict }) => {
  const action = useAction('sync.resolve')
  const resolve = (choix: Choices) =>
    action.mutate({ id: conflict.id, choix: { ...choix } }, { onSuccess: () => announce(t.resolved(conflict.nom)) })
  const Body = conflict.nature === 'supprime' ? Removed : Fields
  return (
    <li className="exchange-card">
      <div className="exchange-head">
        <Subject of={conflict} level={3} />
        <Tag tone="warn" icon="warning">
          {conflict.nature === 'supprime' ? t.removedElsewhere : t.title}
        </Tag>
        <time className="exchange-age" dateTime={conflict.cree_le}>
          {formatDateTime(conflict.cree_le)}
        </time>
      </div>
      <Body conflict={conflict} busy={action.isPending} resolve={resolve} />
      {action.error !== null && (
        <Notice tone="bad" urgent>
          {action.error.message}
        </Notice>
      )}
    </li>
  )
}
