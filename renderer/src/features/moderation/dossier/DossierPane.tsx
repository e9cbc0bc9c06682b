import type { KeyboardEvent, Ref } from 'react'
import type { DossierView } from '#shared/moderation/dossier.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { dossier as t } from '../../../i18n/moderation-dossier.ts'
import { useCall } from '../../../lib/api.ts'
import { useKeptFocus } from '../../../lib/use-kept-focus.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { usePending } from '../pending.ts'
import { ActDialogs } from './acts/ActDialogs.tsx'
import { ActionBar } from './ActionBar.tsx'
import { Head } from './Head.tsx'
import { DifferencesPart } from './parts/DifferencesPart.tsx'
import { HeldPart } from './parts/HeldPart.tsx'
import { JournalPart } from './parts/JournalPart.tsx'
import { MapPart } from './parts/MapPart.tsx'
import { NumbersPart } from './parts/NumbersPart.tsx'
import { PeoplePart } from './parts/PeoplePart.tsx'
import { ReasonsPart } from './parts/ReasonsPart.tsx'
import { RegisterPart } from './parts/RegisterPart.tsx'
import { RelatedPart, ServicesPart } from './parts/ServicesPart.tsx'
import { SheetPart } from './parts/SheetPart.tsx'
import { SuggestionsPart } from './parts/SuggestionsPart.tsx'
import { sheetOf } from './sheet-of.ts'
import { useDeskOf } from './use-desk-of.ts'
import { Waiting } from './Waiting.tsx'
import './dossier.css'

type Moves = {
  /** `by` items further in the list beside; absent where there is none. */
  readonly onMove?: ((by: number) => void) | undefined
  /** It was decided: the next one may be shown. */
  readonly onDecided: () => void
}

const Whole = ({ view, onMove, onDecided }: Moves & { readonly view: DossierView }) => {
  const sheet = sheetOf(view)
  const desk = useDeskOf(view, sheet, onDecided)
  const waiting = usePending().waiting.get(cibleKey(view.cible))
  const isStructure = view.cible.kind === 'structure'
  return (
    <>
      <ActionBar view={view} sheet={sheet} desk={desk} onMove={onMove} />
      {waiting !== undefined && <Waiting act={waiting} />}
      <article className="dossier">
        <Head view={view} sheet={sheet} />
        <div className="dossier-body">
          <div className="dossier-main">
            <ReasonsPart view={view} onAddressSeen={desk.addressSeen} />
            <HeldPart view={view} allowed={desk.allowed} onApprove={desk.approve} onReject={() => desk.ask('rejeter')} />
            <SuggestionsPart view={view} sheet={sheet} />
            <DifferencesPart view={view} sheet={sheet} />
            <SheetPart view={view} sheet={sheet} />
          </div>
          <div className="dossier-aside">
            {isStructure && <RegisterPart sheet={sheet} />}
            <PeoplePart view={view} sheet={sheet} />
            <MapPart sheet={sheet} />
            <ServicesPart view={view} />
            <RelatedPart view={view} />
            <NumbersPart view={view} />
            <JournalPart view={view} />
          </div>
        </div>
      </article>
      <ActDialogs
        question={desk.question}
        view={view}
        sheet={sheet}
        on={desk.on}
        onClose={() => desk.ask(null)}
        onDecided={() => {
          desk.ask(null)
          onDecided()
        }}
      />
    </>
  )
}

type Props = Moves & {
  readonly ref: Ref<HTMLElement>
  readonly kind: 'structure' | 'service'
  readonly id: string
  /** Back to the list; absent where it stands beside. */
  readonly onBack?: (() => void) | undefined
  /** Escape. */
  readonly onLeave: () => void
}

/** The dossier of a sheet, whole: everything about it on one screen, and what may be done of it. Escape goes back to the list. */
export const DossierPane = ({ ref, kind, id, onBack, onLeave, ...moves }: Props) => {
  const { data, error, refetch } = useCall('moderation.dossier', { kind, id }, { fresh: true })
  const keepFocus = useKeptFocus('.dossier-title')
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onLeave()
  }
  return (
    <section className="dossier-pane" aria-label={t.label} ref={ref} tabIndex={-1} onKeyDown={leave} onFocus={keepFocus}>
      {onBack !== undefined && (
        <p className="dossier-back no-print">
          <Button variant="quiet" size="s" icon="arrow-left" onPress={onBack}>
            {t.back}
          </Button>
        </p>
      )}
      {error !== null && data === undefined && (
        <div className="dossier">
          <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
            {t.failedHelp}
          </ReadFailure>
        </div>
      )}
      {error !== null && data !== undefined && (
        <Notice tone="warn">
          {t.staleNow} {error.message}
        </Notice>
      )}
      {data === undefined && error === null && (
        <div className="dossier" role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={3} />
          <Skeleton lines={8} />
        </div>
      )}
      {data !== undefined && <Whole view={data} {...moves} />}
    </section>
  )
}
