import { useState } from 'react'
import type { OutputOf } from '#shared/rpc.ts'
import type { DoraContract } from '#shared/contract.ts'
import type { PlanDoc, PlanOption } from '#shared/plan/plan.ts'
import type { Card } from '#shared/search/result.ts'
import { displayName } from '#shared/text/names.ts'
import { plan } from '../../i18n/plan.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Link } from '../../ui/Link.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'

const t = plan.requests

type Prepared = OutputOf<DoraContract, 'plans.preparees'>[number]
type Done = OutputOf<DoraContract, 'plans.demandes'>

const Result = ({
  done,
  nameOf,
  onClose,
}: {
  readonly done: Done
  readonly nameOf: (id: string) => string
  readonly onClose: () => void
}) => (
  <Dialog
    isOpen
    title={t.title}
    onClose={onClose}
    actions={
      <Button variant="primary" onPress={onClose}>
        {t.close}
      </Button>
    }
  >
    <div className="plan-requests">
      <h3 role="status">{t.made(done.brouillons.length)}</h3>
      {done.brouillons.length > 0 && (
        <ul>
          {done.brouillons.map(({ serviceId, draftId, deja }) => (
            <li key={draftId}>
              <Link href={href.brouillon(draftId)}>{nameOf(serviceId)}</Link>
              {deja && <p className="muted">{t.ready}</p>}
            </li>
          ))}
        </ul>
      )}
      {done.refus.length > 0 && (
        <>
          <h3>{t.refused(done.refus.length)}</h3>
          <ul>
            {done.refus.map(({ serviceId, raison }) => (
              <li key={serviceId}>
                <Link href={href.service(serviceId)}>{nameOf(serviceId)}</Link>
                <p className="muted">{raison}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Link href={href.brouillons()}>{t.all}</Link>
      </p>
    </div>
  </Dialog>
)

type Props = {
  readonly id: string
  readonly prepared: readonly Prepared[]
  readonly doc: PlanDoc
  readonly cardOf: (serviceId: string) => Card | null | undefined
  readonly onClose: () => void
}

/** Drafts of requests for the services ticked: to begin with, the first that takes requests of each need for which nothing was made yet. */
const Choice = ({ id, prepared, doc, cardOf, onClose }: Props) => {
  const prepare = useAction('plans.demandes')
  const takes = ({ serviceId }: PlanOption) => cardOf(serviceId)?.orientable.ok === true
  const waiting = prepared.filter(({ envoye }) => !envoye)
  const isReady = ({ serviceId }: PlanOption) => waiting.some((one) => one.serviceId === serviceId)
  const isMade = ({ serviceId }: PlanOption) => prepared.some((one) => one.serviceId === serviceId)
  const aboutOf = (option: PlanOption): string => {
    if (isMade(option)) return isReady(option) ? t.ready : t.sent
    return takes(option) ? displayName(option.structure) : t.notByDora
  }
  const [ticked, setTicked] = useState<string[]>(() =>
    doc.besoins
      .filter(({ options }) => !options.some(isMade))
      .flatMap(({ options }) => options.filter(takes).slice(0, 1))
      .map(({ serviceId }) => serviceId),
  )
  const names = new Map(doc.besoins.flatMap(({ options }) => options.map(({ serviceId, nom }) => [serviceId, nom] as const)))
  const nameOf = (serviceId: string) => displayName(names.get(serviceId) ?? '')
  const ready = waiting.filter(({ serviceId }) => names.has(serviceId))
  if (prepare.data !== undefined) return <Result done={prepare.data} nameOf={nameOf} onClose={onClose} />
  return (
    <ActDialog
      title={t.title}
      confirm={t.prepare(ticked.length)}
      isBusy={prepare.isPending}
      isDisabled={ticked.length === 0}
      error={prepare.error}
      onConfirm={() => prepare.mutate({ id, services: ticked })}
      onClose={onClose}
    >
      <p>{t.intro}</p>
      {doc.besoins
        .filter(({ options }) => options.length > 0)
        .map((need) => {
          const here = need.options.map(({ serviceId }) => serviceId)
          return (
            <CheckboxGroup
              key={need.id}
              label={need.mots}
              value={ticked.filter((one) => here.includes(one))}
              onChange={(next) => setTicked([...ticked.filter((one) => !here.includes(one)), ...next])}
            >
              {need.options.map((option) => (
                <Checkbox
                  key={option.serviceId}
                  value={option.serviceId}
                  description={aboutOf(option)}
                  isDisabled={isReady(option)}
                >
                  {displayName(option.nom)}
                </Checkbox>
              ))}
            </CheckboxGroup>
          )
        })}
      {ready.length > 0 && (
        <>
          <h3>{t.waiting}</h3>
          <ul>
            {ready.map(({ serviceId, draftId }) => (
              <li key={draftId}>
                <Link href={href.brouillon(draftId)}>{nameOf(serviceId)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </ActDialog>
  )
}

/** What was made of this plan already is read first: nothing is made twice, nor is ticked that was sent. */
export const RequestsDialog = (props: Omit<Props, 'prepared'>) => {
  const { data, error, refetch } = useCall('plans.preparees', { id: props.id })
  if (data !== undefined) return <Choice {...props} prepared={data} />
  return error === null ? null : (
    <Dialog isOpen title={t.title} onClose={props.onClose} actions={<Button onPress={props.onClose}>{t.close}</Button>}>
      <ReadFailure title={t.unread} error={error} onRetry={() => void refetch()} />
    </Dialog>
  )
}
