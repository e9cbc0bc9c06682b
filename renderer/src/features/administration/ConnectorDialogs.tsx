import { useState } from 'react'
import type { ConnecteurVu, DECISIONS, SORTS_FICHES } from '#shared/partners/connector.ts'
import { connectors as t } from '../../i18n/administration-connecteurs.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { RunTold } from './ConnectorReport.tsx'

type Ends = { readonly one: ConnecteurVu; readonly onClose: () => void; readonly onDone: () => void }

const SORTS = [
  { value: 'gardees', label: t.deletion.gardees, detail: t.deletion.gardeesHelp },
  { value: 'retirees', label: t.deletion.retirees, detail: t.deletion.retireesHelp },
] as const

/** Takes a connector away, once it is said what becomes of its sheets. */
export const DeleteDialog = ({ one: { id, nom }, onClose, onDone }: Ends) => {
  const [fiches, setFiches] = useState<(typeof SORTS_FICHES)[number] | null>(null)
  const { mutate, isPending, error } = useAction('connecteurs.supprimer')
  const remove = () => {
    if (fiches === null) return
    mutate(
      { id, fiches },
      {
        onSuccess: () => {
          showToast({ message: (fiches === 'gardees' ? t.deletion.done : t.deletion.begun)(nom) })
          onDone()
          onClose()
        },
      },
    )
  }
  return (
    <ActDialog
      title={t.deletion.title(nom)}
      confirm={t.deletion.confirm}
      danger
      isBusy={isPending}
      isDisabled={fiches === null}
      error={error}
      onConfirm={remove}
      onClose={onClose}
    >
      <RadioGroup label={t.deletion.question} choices={SORTS} value={fiches} onChange={setFiches} isRequired />
    </ActDialog>
  )
}

/** What becomes of a batch in quarantine. */
export const DecideDialog = ({ one, decision, onClose, onDone }: Ends & { readonly decision: (typeof DECISIONS)[number] }) => {
  const { mutate, isPending, error } = useAction('connecteurs.trancher')
  const takes = decision === 'accepter'
  const { takeTitle, takeText, take, dropTitle, dropText, drop, taken, dropped } = t.quarantine
  const decide = () =>
    mutate(
      { id: one.id, decision },
      {
        onSuccess: () => {
          showToast({ message: takes ? taken : dropped })
          onDone()
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      title={takes ? takeTitle : dropTitle}
      confirm={takes ? take : drop}
      danger={takes}
      isBusy={isPending}
      error={error}
      onConfirm={decide}
      onClose={onClose}
    >
      {takes ? takeText : dropText}
    </ConfirmDialog>
  )
}

type RunsProps = Omit<Ends, 'onDone'> & {
  /** The run to be read; null for the newest. */
  readonly open: string | null
}

/** Its last runs. */
export const RunsDialog = ({ one: { id, nom }, open, onClose }: RunsProps) => {
  const { data, error, refetch } = useCall('connecteurs.passages', { id }, { fresh: true })
  return (
    <Dialog isOpen onClose={onClose} title={t.runs.title(nom)} size="l" textOnly={data?.length === 0}>
      {error !== null && <ReadFailure title={t.runs.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div role="status" aria-busy="true" aria-label={t.runs.loading}>
          <Skeleton lines={6} />
        </div>
      )}
      {data?.length === 0 && <p>{t.runs.none}</p>}
      {data?.map((run, at) => (
        <Disclosure
          key={run.id}
          level={3}
          defaultExpanded={open === null ? at === 0 : run.id === open}
          title={[
            formatDateTime(run.le),
            t.issues[run.issue],
            ...(run.rapport === null ? [] : [t.effect(run, run.rapport)]),
          ].join(' · ')}
        >
          <RunTold run={run} />
        </Disclosure>
      ))}
    </Dialog>
  )
}
