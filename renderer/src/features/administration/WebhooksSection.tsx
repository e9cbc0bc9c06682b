import { useState } from 'react'
import type { EnvoiWebhook, QuoiWebhook, Webhooks, WebhookVue } from '#shared/partners/webhook.ts'
import { webhooks as t } from '../../i18n/administration-webhooks.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { territoriesInWords } from '../../lib/territories.ts'
import { showToast } from '../../lib/toasts.ts'
import { inWhen, momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { focusPart, Part } from './Part.tsx'
import { RowActs } from './RowActs.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { Table } from './Table.tsx'
import { DeliveriesDialog, RemoveDialog, RotateDialog } from './WebhookDialogs.tsx'
import { WebhookForm } from './WebhookForm.tsx'

const quoiInWords = ({ fiches, departements, thematiques, sources }: QuoiWebhook): readonly string[] => [
  fiches.map((one) => t.fiches[one]).join(', '),
  territoriesInWords(departements) ?? t.everywhere,
  ...(thematiques.length === 0 ? [] : [t.themes(thematiques.length)]),
  ...(sources.length === 0 ? [] : [t.sources(sources.length)]),
]

/** « à 10 h 12 », « hier à 17 h 40 », « le 12 novembre ». */
const whenOf = (iso: string, now: Date): string => momentOf(iso, now).replace(/^(?=\d)/, 'à ')

const State = ({ one, now }: { readonly one: WebhookVue; readonly now: Date }) => {
  const { actif, suspendu, echec_depuis, prochain, attente, ancienne_signature_jusqu } = one
  const [last] = one.envois
  return (
    <>
      {suspendu !== null ? (
        <Tag tone="bad" icon="error">
          {t.suspended}
        </Tag>
      ) : !actif ? (
        <Tag icon="minus">{t.off}</Tag>
      ) : echec_depuis === null ? (
        <Tag tone="good" icon="check">
          {t.on}
        </Tag>
      ) : (
        <Tag tone="warn" icon="warning">
          {t.failing}
        </Tag>
      )}
      {suspendu !== null && <span className="muted">{t.suspendedOn(whenOf(suspendu.le, now), suspendu.motif)}</span>}
      {suspendu === null && actif && echec_depuis !== null && (
        <>
          {last?.echec != null && <span className="muted">{t.why(last.echec, last.statut)}</span>}
          <span className="muted">
            {t.failingSince(momentOf(echec_depuis, now))}
            {prochain !== null && `, ${t.retry(inWhen(prochain, now)).toLowerCase()}`}
          </span>
        </>
      )}
      {attente > 0 && <span className="muted">{t.waiting(attente)}</span>}
      {ancienne_signature_jusqu !== null && (
        <span className="muted">{t.oldSecret(momentOf(ancienne_signature_jusqu, now).replace(/^le /, ''))}</span>
      )}
    </>
  )
}

const Last = ({ envoi, now }: { readonly envoi: EnvoiWebhook | undefined; readonly now: Date }) =>
  envoi === undefined ? (
    <span className="muted">{t.never}</span>
  ) : (
    <>
      {whenOf(envoi.le, now).replace(/^./, (first) => first.toUpperCase())}
      <span className="muted">
        {t.whatOf(envoi)}, {(envoi.arrive ? t.arrived : t.notArrived).toLowerCase()}
      </span>
    </>
  )

type Asked = { readonly act: 'modifier' | 'secret' | 'supprimer' | 'envois'; readonly one: WebhookVue }

type RowProps = {
  readonly one: WebhookVue
  readonly now: Date
  readonly onAsk: (asked: Asked) => void
  readonly onDone: () => void
}

const Row = ({ one, now, onAsk, onDone }: RowProps) => {
  const { id, nom, adresse, quoi, suspendu, cree_le, envois } = one
  const trying = useAction('webhooks.try')
  const resuming = useAction('webhooks.resume')
  const tryIt = () =>
    trying.mutate(
      { id },
      {
        onSuccess: ({ arrive, echec, statut, duree_ms }) =>
          showToast({
            message: arrive || echec === null ? t.tried(duree_ms, statut) : t.notTried(t.why(echec, statut)),
            ...(!arrive && { tone: 'erreur' as const }),
          }),
        onError: (error) => showToast({ message: error.message, tone: 'erreur' }),
      },
    )
  const resume = () =>
    resuming.mutate(
      { id },
      {
        onSuccess: () => showToast({ message: t.resumed(nom) }),
        onError: (error) => showToast({ message: error.message, tone: 'erreur' }),
        onSettled: onDone,
      },
    )
  const entries: readonly MenuEntry[] = [
    { id: 'envois', label: t.deliveries, icon: 'history', onAction: () => onAsk({ act: 'envois', one }) },
    { id: 'modifier', label: t.edit, icon: 'pencil', onAction: () => onAsk({ act: 'modifier', one }) },
    { id: 'secret', label: t.rotate, icon: 'lock', onAction: () => onAsk({ act: 'secret', one }) },
    ...(suspendu === null ? [] : [{ id: 'reprendre', label: t.resume, icon: 'refresh' as const, onAction: resume }]),
    { id: 'supprimer', label: t.remove, icon: 'trash', danger: true, onAction: () => onAsk({ act: 'supprimer', one }) },
  ]
  return (
    <tr>
      <th scope="row">
        {nom}
        <span className="muted">{adresse}</span>
        <span className="muted">{t.since(whenOf(cree_le, now))}</span>
      </th>
      <td>
        {quoiInWords(quoi).map((words) => (
          <span key={words} className="muted">
            {words}
          </span>
        ))}
      </td>
      <td>
        <State one={one} now={now} />
      </td>
      <td>
        <Last envoi={envois[0]} now={now} />
      </td>
      <td>
        <RowActs more={t.more(nom)} entries={entries}>
          <Button size="s" icon="send" aria-label={t.tryOf(nom)} isDisabled={trying.isPending} onPress={tryIt}>
            {t.try}
          </Button>
        </RowActs>
      </td>
    </tr>
  )
}

type ListProps = { readonly data: Webhooks; readonly onAsk: (asked: Asked) => void; readonly onDone: () => void }

const List = ({ data: { abonnements, illisibles }, onAsk, onDone }: ListProps) => {
  const now = new Date()
  const suspended = abonnements.filter(({ suspendu }) => suspendu !== null).length
  return (
    <>
      {illisibles > 0 && <Notice tone="warn">{t.unreadable(illisibles)}</Notice>}
      {suspended > 0 && <Notice tone="bad">{t.suspendedCount(suspended)}</Notice>}
      {abonnements.length === 0 ? (
        <EmptyState icon="exchange" title={t.empty} level={3}>
          {t.emptyText}
        </EmptyState>
      ) : (
        <Table label={t.table} columns={Object.values(t.columns)} acts>
          {abonnements.map((one) => (
            <Row key={one.id} one={one} now={now} onAsk={onAsk} onDone={onDone} />
          ))}
        </Table>
      )}
    </>
  )
}

/** Partners that are told of what changes. */
export const WebhooksSection = () => {
  const read = useCall('webhooks.list', undefined, { fresh: true })
  const [asked, setAsked] = useState<Asked | null>(null)
  const [creating, setCreating] = useState(false)
  // Of this page alone: it goes with it.
  const [secret, setSecret] = useState<string | null>(null)
  const again = () => void read.refetch()
  const close = () => {
    setAsked(null)
    setCreating(false)
  }
  const done = () => {
    close()
    again()
  }
  const told = (given: string) => {
    done()
    setSecret(given)
  }
  return (
    <Part
      title={t.title}
      intro={t.intro}
      failed={t.failed}
      read={read}
      actions={
        <Button size="s" variant="primary" icon="plus" onPress={() => setCreating(true)}>
          {t.add}
        </Button>
      }
    >
      {(data) => (
        <>
          <List data={data} onAsk={setAsked} onDone={again} />
          {(creating || asked?.act === 'modifier') && (
            <WebhookForm
              before={creating ? null : (asked?.one ?? null)}
              restricted={data.sources_restreintes}
              onCreated={told}
              onSaved={done}
              onClose={close}
            />
          )}
          {asked?.act === 'secret' && <RotateDialog one={asked.one} onTold={told} onClose={close} />}
          {asked?.act === 'envois' && <DeliveriesDialog one={asked.one} onClose={close} />}
          {asked?.act === 'supprimer' && (
            <RemoveDialog
              one={asked.one}
              onClose={close}
              onDone={() => {
                done()
                focusPart()
              }}
            />
          )}
          {secret !== null && (
            <ShownOnce
              words={t.shown}
              secret={secret}
              onClose={() => {
                setSecret(null)
                focusPart()
              }}
            />
          )}
        </>
      )}
    </Part>
  )
}
