import { useState } from 'react'
import type { TableRead } from '#shared/contract/listing.ts'
import { importText as t, listingText } from '../../../i18n/listing.ts'
import { useCall } from '../../../lib/api.ts'
import { href } from '../../../lib/route.ts'
import { Link } from '../../../ui/Link.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../../ui/ScreenPage.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { displayName } from '#shared/text/names.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { FileStep } from './FileStep.tsx'
import { TrialStep } from './TrialStep.tsx'
import type { Kind } from './targets.ts'
import { useTable } from './use-table.ts'
import '../listing.css'
import './import.css'

const KINDS = (['services', 'structures'] as const).map((value) => ({ value, label: t.kinds[value] }))

const Step = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <section className="import-step">
    <h2>{title}</h2>
    {children}
  </section>
)

type WizardProps = { readonly structureId: string; readonly mayStructures: boolean }

const Wizard = ({ structureId, mayStructures }: WizardProps) => {
  const [quoi, setQuoi] = useState<Kind>('services')
  const table = useTable({ structureId, quoi })
  const read: TableRead | null = table.read
  return (
    <div className="import">
      <Step title={t.steps.fichier}>
        {mayStructures && (
          <RadioGroup
            label={t.what}
            choices={KINDS}
            value={quoi}
            onChange={(next) => {
              table.forget()
              setQuoi(next)
            }}
            inline
          />
        )}
        <FileStep table={table} />
      </Step>
      {read !== null && (
        <Step title={t.steps.colonnes}>
          <ColumnsStep key={`${read.id}/${read.feuille ?? ''}`} quoi={quoi} read={read} table={table} />
        </Step>
      )}
      {table.preview !== null && (
        <Step title={t.steps.essai}>
          <TrialStep quoi={quoi} structureId={structureId} table={table} preview={table.preview} />
        </Step>
      )}
    </div>
  )
}

/** `/structures/:id/import`: a spreadsheet becomes services, after a trial that changes nothing. */
export const ImportScreen = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useCall('listing.read', { structureId: id })
  return (
    <ScreenPage
      wide
      title={t.title}
      subtitle={
        <>
          {data !== undefined && `${t.subtitle(displayName(String(data.structure.doc['nom'] ?? '')))} · `}
          <Link href={href.offre(id)}>{t.back}</Link>
        </>
      }
    >
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={6} />
        </div>
      )}
      {data === undefined && error !== null && (
        <ReadFailure title={listingText.failed} error={error} onRetry={() => void refetch()}>
          {listingText.failedHelp}
        </ReadFailure>
      )}
      {data !== undefined && !data.droits.ecrire_services && (
        <EmptyState icon="lock" title={listingText.refused}>
          {listingText.refusedText}
        </EmptyState>
      )}
      {data?.droits.ecrire_services === true && <Wizard structureId={id} mayStructures={data.droits.modifier} />}
    </ScreenPage>
  )
}
