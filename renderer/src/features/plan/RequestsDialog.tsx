import { useState } from 'react'
import type { OutputOf } from '#shared/rpc.ts'
import type { DoraContract } from '#shared/contract.ts'
import type { PlanDoc, PlanOption } from '#shared/plan/plan.ts'
import type { Card } from '#shared/search/result.ts'
import { displayName } from '#shared/text/names.ts'
import { plan } from '../../i18n/plan.ts'
import { useAction } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Link } from '../../ui/Link.tsx'

const t = plan.requests

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
          {done.brouillons.map(({ serviceId, draftId }) => (
            <li key={draftId}>
              <Link href={href.brouillon(draftId)}>{nameOf(serviceId)}</Link>
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
  readonly doc: PlanDoc
  readonly cardOf: (serviceId: string) => Card | null | undefined
  readonly onClose: () => void
}

/** Drafts of requests for the services ticked: the first of each need that takes requests, to begin with. */
export const RequestsDialog = ({ id, doc, cardOf, onClose }: Props) => {
  const prepare = useAction('plans.demandes')
  const takes = ({ serviceId }: PlanOption) => cardOf(serviceId)?.orientable.ok === true
  const [ticked, setTicked] = useState<string[]>(() =>
    doc.besoins.flatMap(({ options }) => options.filter(takes).slice(0, 1)).map(({ serviceId }) => serviceId),
  )
  const names = new Map(doc.besoins.flatMap(({ options }) => options.map(({ serviceId, nom }) => [serviceId, nom] as const)))
  const nameOf = (serviceId: string) => displayName(names.get(serviceId) ?? '')
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
                  description={takes(option) ? displayName(option.structure) : t.notByDora}
                >
                  {displayName(option.nom)}
                </Checkbox>
              ))}
            </CheckboxGroup>
          )
        })}
    </ActDialog>
  )
}
