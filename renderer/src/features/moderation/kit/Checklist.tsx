import { useState } from 'react'
import type { EtapeKit, Suivi, SuiviEtape, SuiviGeste } from '#shared/kit/checklist.ts'
import { checklist as t } from '../../../i18n/kit.ts'
import { queryClient, useAction, useCall } from '../../../lib/api.ts'
import { localToday } from '../../../lib/local-day.ts'
import { territoryName } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { saveDocument } from './save-document.ts'

type Act = (geste: SuiviGeste, after?: () => void) => void

const facts = ({ pour_le, compte, par, constatee, faite }: SuiviEtape): string =>
  [
    pour_le === null ? '' : t.due(pour_le),
    compte === null ? '' : t.count(compte.vu, compte.seuil),
    par === null ? '' : t.by(par.nom, par.le),
    constatee && !faite ? t.notSeen : '',
  ]
    .filter(Boolean)
    .join(' · ')

type StepProps = {
  readonly one: SuiviEtape
  /** As it was just said, while the server is told. */
  readonly said: boolean | null
  readonly act: Act
}

const Step = ({ one, said, act }: StepProps) => (
  <li>
    <Checkbox
      isSelected={said ?? one.faite}
      isReadOnly={one.constatee}
      onChange={(fait) => act({ geste: 'cocher', etape: one.etape, fait })}
      description={
        <>
          {t.aide(one.etape)}
          <br />
          {facts(one)}
        </>
      }
    >
      {t.titre(one.etape)}
    </Checkbox>
    {one.en_retard && (
      <Tag tone="warn" icon="clock">
        {t.late}
      </Tag>
    )}
    {one.constatee && one.faite && <Tag tone="good">{t.seen}</Tag>}
  </li>
)

const Start = ({ suivi, act, isBusy }: { readonly suivi: Suivi; readonly act: Act; readonly isBusy: boolean }) => {
  const [day, setDay] = useState(suivi.depart ?? localToday())
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day)
  return (
    <form
      className="kit-start"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isDay && !isBusy) act({ geste: 'commencer', depart: day }, () => showToast({ message: t.begun }))
      }}
    >
      <TextField label={t.start} type="date" value={day} onChange={setDay} errorMessage={isDay ? undefined : t.startWrong} />
      <Button type="submit" isDisabled={!isDay || day === suivi.depart}>
        {t.begin}
      </Button>
    </form>
  )
}

const Steps = ({ departement }: { readonly departement: string }) => {
  const { data, error, refetch } = useCall('kit.checklist', { departement }, { fresh: true })
  const follow = useAction('kit.follow')
  const print = useAction('kit.checklistPdf')
  const [saying, setSaying] = useState<{ readonly etape: EtapeKit; readonly fait: boolean } | null>(null)
  const failed = ({ message }: { readonly message: string }) => showToast({ message, tone: 'erreur' })
  const act: Act = (geste, after) => {
    if (geste.geste === 'cocher') setSaying(geste)
    follow.mutate(
      { departement, geste },
      {
        onSuccess: (told) => {
          queryClient.setQueryData(['kit.checklist', { departement }], told)
          after?.()
        },
        onError: failed,
        onSettled: () => setSaying(null),
      },
    )
  }
  if (data === undefined)
    return error === null ? (
      <div role="status" aria-busy="true" aria-label={t.loading}>
        <Skeleton lines={6} />
      </div>
    ) : (
      <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
    )
  const done = data.etapes.filter(({ faite }) => faite).length
  return (
    <>
      <Start key={data.depart} suivi={data} act={act} isBusy={follow.isPending} />
      <p role="status">{t.progress(done, data.etapes.length)}</p>
      <ul className="kit-steps" aria-label={t.list}>
        {data.etapes.map((one) => (
          <Step key={one.etape} one={one} said={saying?.etape === one.etape ? saying.fait : null} act={act} />
        ))}
      </ul>
      <div>
        <Button
          icon="print"
          isPending={print.isPending}
          onPress={() => print.mutate({ departement }, { onSuccess: (document) => saveDocument(document), onError: failed })}
        >
          {t.print}
        </Button>
      </div>
    </>
  )
}

/** The first thirty days of one département, by whoever moderates it. */
export const Checklist = ({ departements }: { readonly departements: readonly string[] }) => {
  const [value, setValue] = useState<string | null>(null)
  const chosen = value ?? departements[0]
  if (chosen === undefined) return null
  return (
    <PageSection title={t.title} help={t.help}>
      {departements.length > 1 && (
        <Select
          label={t.departement}
          choices={departements.map((code) => ({ value: code, label: territoryName(code) }))}
          value={chosen}
          onChange={setValue}
          className="kit-choice"
        />
      )}
      <Steps key={chosen} departement={chosen} />
    </PageSection>
  )
}
