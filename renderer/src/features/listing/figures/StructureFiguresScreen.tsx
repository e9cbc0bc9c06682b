import { useState } from 'react'
import { displayName } from '#shared/text/names.ts'
import { figuresText as common, type Period, structureFiguresText as t } from '../../../i18n/figures.ts'
import { useAction, useCall } from '../../../lib/api.ts'
import { href } from '../../../lib/route.ts'
import { saveFigures } from '../../../lib/save-figures.ts'
import { isSignedOutError, StructureRefused } from '../../../lib/StructureRefused.tsx'
import { showToast } from '../../../lib/toasts.ts'
import { ExportMenu } from '../../../ui/ExportMenu.tsx'
import { Link } from '../../../ui/Link.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../../ui/ScreenPage.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { StructureFigures } from './StructureFigures.tsx'
import './figures.css'

/** `/structures/:id/chiffres`: what is made of the offer of a structure, for its members. */
export const StructureFiguresScreen = ({ id }: { readonly id: string }) => {
  const [period, setPeriod] = useState<Period>('12')
  const input = { structureId: id, mois: Number(period) }
  const { data, error, refetch } = useCall('chiffres.structure', input, { fresh: true, keepPrevious: true })
  const file = useAction('chiffres.exporterStructure')
  const signedOut = isSignedOutError(error)
  if (signedOut || error?.code === 'compte-droit')
    return (
      <ScreenPage title={t.title}>
        <StructureRefused id={id} signedOut={signedOut} back={href.chiffres(id)} words={t} />
      </ScreenPage>
    )
  if (error !== null || data === undefined)
    return (
      <ScreenPage title={t.title}>
        {error === null ? (
          <div role="status" aria-busy="true" aria-label={common.loading}>
            <Skeleton lines={10} />
          </div>
        ) : (
          <ReadFailure title={common.failed} error={error} onRetry={() => void refetch()}>
            {common.failedHelp}
          </ReadFailure>
        )}
      </ScreenPage>
    )
  return (
    <ScreenPage
      wide
      title={t.titleOf(displayName(data.structure.nom))}
      subtitle={<Link href={href.offre(id)}>{t.back}</Link>}
      actions={
        <>
          <Select label={common.period} hideLabel choices={common.periods} value={period} onChange={setPeriod} />
          <ExportMenu
            isPending={file.isPending}
            onExport={(format) =>
              file.mutate(
                { ...input, format },
                { onSuccess: saveFigures, onError: (failure) => showToast({ message: failure.message, tone: 'erreur' }) },
              )
            }
          />
        </>
      }
    >
      <StructureFigures told={data} />
    </ScreenPage>
  )
}
