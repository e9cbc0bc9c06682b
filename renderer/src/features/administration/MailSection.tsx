import { useState } from 'react'
import type { Courrier, JourDeCourrier, Lettre } from '#shared/administration/courrier.ts'
import { mail as t } from '../../i18n/administration.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { formatCount, formatDate } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { inWhen, momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { focusPart, Part } from './Part.tsx'
import { Table } from './Table.tsx'

const TONES = { attente: 'neutral', differee: 'warn', abandonnee: 'bad' } as const

type Asked = { readonly act: 'adresse' | 'abandonner'; readonly letter: Lettre }

type RowProps = {
  readonly letter: Lettre
  readonly now: Date
  /** In clear, once it was asked for. */
  readonly address: string | undefined
  readonly onAsk: (asked: Asked) => void
  readonly onRetry: (letter: Lettre) => void
}

const nextOf = ({ etat, suite_le }: Lettre, now: Date): string => {
  if (etat === 'abandonnee') return t.forgotten(`le ${formatDate(suite_le)}`)
  const when = inWhen(suite_le, now)
  return when === null ? t.dueNow : t.again(when)
}

const Row = ({ letter, now, address, onAsk, onRetry }: RowProps) => {
  const { sujet, destinataire, etat, essais, echec, faite_le } = letter
  const what = `${t.subjectOf(sujet)}, ${destinataire}`
  return (
    <tr>
      <th scope="row">
        {t.subjectOf(sujet)}
        <span className="muted">{t.made(momentOf(faite_le, now))}</span>
      </th>
      <td className="admin-details">{address ?? destinataire}</td>
      <td>
        <Tag tone={TONES[etat]} {...(etat === 'abandonnee' && { icon: 'error' })}>
          {t.etats[etat]}
        </Tag>
        {echec !== null && <span className="muted">{t.why(echec)}</span>}
      </td>
      <td>
        {nextOf(letter, now)}
        {essais > 0 && <span className="muted">{t.tries(essais)}</span>}
      </td>
      <td>
        <div className="admin-acts">
          {address === undefined && (
            <Button size="s" aria-label={t.openOf(destinataire)} onPress={() => onAsk({ act: 'adresse', letter })}>
              {t.open}
            </Button>
          )}
          <Button size="s" aria-label={t.retryOf(what)} onPress={() => onRetry(letter)}>
            {t.retry}
          </Button>
          <Button size="s" aria-label={t.dropOf(what)} onPress={() => onAsk({ act: 'abandonner', letter })}>
            {t.drop}
          </Button>
        </div>
      </td>
    </tr>
  )
}

type DialogProps = {
  readonly letter: Lettre
  readonly onClose: () => void
  readonly onDone: () => void
}

const DropDialog = ({ letter: { id, sujet, destinataire }, onClose, onDone }: DialogProps) => {
  const { mutate, isPending, error } = useAction('administration.abandonner')
  const drop = () =>
    mutate(
      { id },
      {
        onSuccess: () => {
          showToast({ message: t.dropped })
          onDone()
        },
      },
    )
  return (
    <ConfirmDialog
      title={t.dropTitle}
      confirm={t.drop}
      danger
      isBusy={isPending}
      error={error}
      onConfirm={drop}
      onClose={onClose}
    >
      <p>
        {t.subjectOf(sujet)}, {destinataire}
      </p>
      <p>{t.dropText}</p>
    </ConfirmDialog>
  )
}

type AddressProps = Omit<DialogProps, 'onDone'> & { readonly onTold: (courriel: string) => void }

const AddressDialog = ({ letter: { id, destinataire }, onClose, onTold }: AddressProps) => {
  const { mutate, isPending, error } = useAction('administration.adresse')
  return (
    <ConfirmDialog
      title={t.openTitle}
      confirm={t.open}
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate({ id }, { onSuccess: ({ courriel }) => onTold(courriel) })}
      onClose={onClose}
    >
      <p>{destinataire}</p>
      <p>{t.openText}</p>
    </ConfirmDialog>
  )
}

const Days = ({ days }: { readonly days: readonly JourDeCourrier[] }) => (
  <>
    <h3>{t.days}</h3>
    <p className="muted">{days.length === 0 ? t.noDays : t.daysIntro}</p>
    {days.length > 0 && (
      <Table label={t.daysTable} columns={Object.values(t.daysColumns)} numbers={[2, 3]}>
        {days.flatMap(({ jour, sujets }) =>
          sujets.map(({ sujet, envoyees, abandonnees }) => (
            <tr key={`${jour} ${sujet}`}>
              <td className="admin-nowrap">{formatDate(jour)}</td>
              <th scope="row">{t.subjectOf(sujet)}</th>
              <td className="admin-number">{formatCount(envoyees)}</td>
              <td className="admin-number">{formatCount(abandonnees)}</td>
            </tr>
          )),
        )}
      </Table>
    )}
  </>
)

type QueueProps = Omit<RowProps, 'letter' | 'now' | 'address'> & {
  readonly data: Courrier
  readonly addresses: ReadonlyMap<string, string>
}

const Queue = ({ data: { lettres, total, illisibles }, addresses, onAsk, onRetry }: QueueProps) => {
  const now = new Date()
  return (
    <>
      {illisibles > 0 && <Notice tone="warn">{t.unreadable(illisibles)}</Notice>}
      <p className="muted tabular" role="status">
        {t.shown(lettres.length, total)}
      </p>
      {lettres.length === 0 ? (
        <EmptyState icon="mail" title={t.empty} level={3}>
          {t.emptyText}
        </EmptyState>
      ) : (
        <Table label={t.table} columns={Object.values(t.columns)} acts>
          {lettres.map((letter) => (
            <Row key={letter.id} letter={letter} now={now} address={addresses.get(letter.id)} onAsk={onAsk} onRetry={onRetry} />
          ))}
        </Table>
      )}
    </>
  )
}

/** Outgoing mail: what waits and why, and what left. */
export const MailSection = () => {
  const read = useCall('administration.courrier', undefined, { fresh: true })
  const { mutate } = useAction('administration.reessayer')
  const [asked, setAsked] = useState<Asked | null>(null)
  // Of this page alone: they go with it.
  const [addresses, setAddresses] = useState<ReadonlyMap<string, string>>(new Map())
  const again = () => void read.refetch()
  const close = () => setAsked(null)
  const retry = ({ id }: Lettre) =>
    mutate(
      { id },
      {
        onSuccess: () => showToast({ message: t.retried }),
        onError: (error) => showToast({ message: error.message }),
        onSettled: again,
      },
    )
  return (
    <Part title={t.title} intro={t.intro} failed={t.failed} read={read}>
      {(data) => (
        <>
          <Queue data={data} addresses={addresses} onAsk={setAsked} onRetry={retry} />
          <Days days={data.jours} />
          {asked?.act === 'abandonner' && (
            <DropDialog
              letter={asked.letter}
              onClose={close}
              onDone={() => {
                close()
                again()
                focusPart()
              }}
            />
          )}
          {asked?.act === 'adresse' && (
            <AddressDialog
              letter={asked.letter}
              onClose={close}
              onTold={(courriel) => {
                setAddresses((before) => new Map([...before, [asked.letter.id, courriel]]))
                close()
                // The button that asked for it has gone.
                focusPart()
              }}
            />
          )}
        </>
      )}
    </Part>
  )
}
