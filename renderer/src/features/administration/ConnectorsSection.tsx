import { useEffect, useState } from 'react'
import { type ConnecteurVu, estAcceptable } from '#shared/partners/connector.ts'
import { connectors as t } from '../../i18n/administration-connecteurs.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { localDaysUntil } from '../../lib/local-day.ts'
import { showToast } from '../../lib/toasts.ts'
import { dayOf, hourOf, inWhen, momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { DecideDialog, DeleteDialog, RunsDialog } from './ConnectorDialogs.tsx'
import { ConnectorForm } from './ConnectorForm.tsx'
import { ConnectorOrigin } from './ConnectorOrigin.tsx'
import { Outcome } from './ConnectorReport.tsx'
import { focusPart, Part } from './Part.tsx'
import { RowActs } from './RowActs.tsx'
import { Table } from './Table.tsx'
import './connectors.css'

/** While one is under way, until it is not: no event of the contract tells of the server's runs. */
const LOOK_AGAIN_MS = 2_000
const HOUR_MS = 3_600_000

type Act = 'modifier' | 'supprimer' | 'passages' | 'rapport' | 'accepter' | 'ecarter'
type Asked = { readonly act: Act; readonly one: ConnecteurVu }
type Ask = (act: Act, one: ConnecteurVu) => void

/** « dans 4 min », « à 10 h 15 », « demain à 4 h 00 », « le 12 décembre à 4 h 00 ». */
const whenOf = (instant: string, now: Date): string => {
  const days = localDaysUntil(instant, now)
  const hour = hourOf(new Date(instant))
  if (days > 0 && Date.parse(instant) - now.getTime() >= HOUR_MS)
    return days === 1 ? t.tomorrow(hour) : t.onDay(dayOf(instant, now), hour)
  return inWhen(instant, now) ?? t.soon
}

const State = ({ one, now }: { readonly one: ConnecteurVu; readonly now: Date }) => {
  const { actif, en_cours, prochain, etat } = one
  const { echecs, reprise_le, succes_le, quarantaine, suppression } = etat
  if (en_cours || suppression || quarantaine?.accepte === true)
    return (
      <Tag tone="accent" icon="refresh">
        {suppression ? t.removing : quarantaine?.accepte === true ? t.quarantine.taking : t.running}
      </Tag>
    )
  return (
    <>
      {!actif && <Tag icon="minus">{t.off}</Tag>}
      {actif && quarantaine !== null && <Outcome issue="quarantaine" />}
      {actif && quarantaine === null && echecs > 0 && <Outcome issue="echec" />}
      {actif && quarantaine === null && echecs === 0 && succes_le !== null && <Outcome issue="pris" />}
      {echecs > 0 && reprise_le !== null ? (
        <span className="muted">{t.retry(whenOf(reprise_le, now), echecs)}</span>
      ) : (
        prochain !== null && <span className="muted">{t.next(whenOf(prochain, now))}</span>
      )}
      {(echecs > 0 || quarantaine !== null) && succes_le !== null && (
        <span className="muted">{t.lastGood(momentOf(succes_le, now))}</span>
      )}
    </>
  )
}

const Last = ({ run, now }: { readonly run: ConnecteurVu['dernier']; readonly now: Date }) => {
  if (run === null) return <span className="muted">{t.never}</span>
  return (
    <>
      <time dateTime={run.le} title={formatDateTime(run.le)}>
        {momentOf(run.le, now)}
      </time>
      <span className="muted">
        {[t.issues[run.issue], ...(run.rapport === null ? [] : [t.effect(run, run.rapport)])].join(' · ')}
      </span>
      {run.echec !== null && <span className="muted">{t.why(run)}</span>}
    </>
  )
}

type RowProps = { readonly one: ConnecteurVu; readonly now: Date; readonly onAsk: Ask; readonly onDone: () => void }

const Row = ({ one, now, onAsk, onDone }: RowProps) => {
  const { id, nom, origine, sources, rythme, en_cours, etat } = one
  const { mutate } = useAction('connecteurs.lancer')
  const launch = (essai: boolean) =>
    mutate(
      { id, essai },
      {
        onSuccess: ({ etat: told }) =>
          showToast({ message: (told === 'deja-en-cours' ? t.already : essai ? t.trying : t.launched)(nom) }),
        onError: (error) => showToast({ message: error.message, tone: 'erreur' }),
        onSettled: onDone,
      },
    )
  const busy = en_cours || etat.suppression
  const entries: readonly MenuEntry[] = [
    { id: 'essai', label: t.try, icon: 'info', disabled: busy, onAction: () => launch(true) },
    { id: 'passages', label: t.history, icon: 'history', onAction: () => onAsk('passages', one) },
    { id: 'modifier', label: t.edit, icon: 'pencil', disabled: etat.suppression, onAction: () => onAsk('modifier', one) },
    { id: 'supprimer', label: t.remove, icon: 'trash', danger: true, disabled: busy, onAction: () => onAsk('supprimer', one) },
  ]
  return (
    <tr>
      <th scope="row">
        {nom}
        <span className="muted">{`${t.kinds[origine.genre]} · ${sources.join(', ')}`}</span>
      </th>
      <td>{t.rythme(rythme)}</td>
      <td>
        <State one={one} now={now} />
      </td>
      <td>
        <Last run={one.dernier} now={now} />
      </td>
      <td>
        <RowActs more={t.more(nom)} entries={entries}>
          <Button size="s" isDisabled={busy} aria-label={t.launchOf(nom)} onPress={() => launch(false)}>
            {t.launch}
          </Button>
        </RowActs>
      </td>
    </tr>
  )
}

const Quarantined = ({ one, now, onAsk }: { readonly one: ConnecteurVu; readonly now: Date; readonly onAsk: Ask }) => {
  const { quarantaine } = one.etat
  if (quarantaine === null || quarantaine.accepte) return null
  const { raison, depuis } = quarantaine
  return (
    <Notice
      tone="warn"
      title={t.quarantine.title(one.nom)}
      actions={
        <>
          <Button size="s" onPress={() => onAsk('rapport', one)}>
            {t.quarantine.see}
          </Button>
          {estAcceptable(raison) && (
            <Button size="s" onPress={() => onAsk('accepter', one)}>
              {t.quarantine.take}
            </Button>
          )}
          <Button size="s" onPress={() => onAsk('ecarter', one)}>
            {t.quarantine.drop}
          </Button>
        </>
      }
    >
      {t.quarantine.since(t.why({ quarantaine: raison, echec: null, code: null }), momentOf(depuis, now))}
    </Notice>
  )
}

/** Imports from partners: what each brings, how it went, and what waits for a decision. */
export const ConnectorsSection = () => {
  const read = useCall('connecteurs.lire', undefined, { fresh: true })
  const { data, refetch, dataUpdatedAt } = read
  const [asked, setAsked] = useState<Asked | null>(null)
  const [adding, setAdding] = useState(false)
  const busy = data?.connecteurs.some(({ en_cours, etat }) => en_cours || etat.suppression || etat.quarantaine?.accepte === true)
  useEffect(() => {
    if (busy !== true) return
    const timer = setTimeout(() => void refetch(), LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [busy, refetch, dataUpdatedAt])
  const again = () => void refetch()
  const close = () => setAsked(null)
  const ask: Ask = (act, one) => setAsked({ act, one })
  const ends = { onClose: close, onDone: again }
  const gone = () => {
    again()
    focusPart()
  }
  return (
    <>
      <Part
        title={t.title}
        intro={t.intro}
        failed={t.failed}
        read={read}
        actions={
          <Button size="s" icon="plus" isDisabled={data === undefined} onPress={() => setAdding(true)}>
            {t.add}
          </Button>
        }
      >
        {({ connecteurs }) => {
          if (connecteurs.length === 0)
            return (
              <EmptyState icon="exchange" title={t.empty} level={3}>
                {t.emptyText}
              </EmptyState>
            )
          const now = new Date()
          return (
            <>
              {connecteurs.map((one) => (
                <Quarantined key={one.id} one={one} now={now} onAsk={ask} />
              ))}
              <Table label={t.table} columns={Object.values(t.columns)} acts>
                {connecteurs.map((one) => (
                  <Row key={one.id} one={one} now={now} onAsk={ask} onDone={again} />
                ))}
              </Table>
              <ConnectorOrigin />
            </>
          )
        }}
      </Part>
      {adding && <ConnectorForm one={null} depot={data?.depot ?? ''} onClose={() => setAdding(false)} onDone={again} />}
      {asked?.act === 'modifier' && <ConnectorForm one={asked.one} depot={data?.depot ?? ''} {...ends} />}
      {asked?.act === 'supprimer' && <DeleteDialog one={asked.one} onClose={close} onDone={gone} />}
      {(asked?.act === 'passages' || asked?.act === 'rapport') && (
        <RunsDialog
          one={asked.one}
          open={asked.act === 'rapport' ? (asked.one.etat.quarantaine?.passage ?? null) : null}
          onClose={close}
        />
      )}
      {(asked?.act === 'accepter' || asked?.act === 'ecarter') && (
        <DecideDialog one={asked.one} decision={asked.act} onClose={close} onDone={gone} />
      )}
    </>
  )
}
