import { useEffect, useState, type KeyboardEvent, type Ref } from 'react'
import type { OrientationView, Sens } from '#shared/contract/orientation.ts'
import { isClosed, type Geste } from '#shared/orientation/life.ts'
import { acts, simple } from '../../../i18n/orientation-answers.ts'
import { detail as t, gesteLabel } from '../../../i18n/orientations.ts'
import { useCall } from '../../../lib/api.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useKeptFocus } from '../../../lib/use-kept-focus.ts'
import { Button } from '../../../ui/Button.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { AnswerDialogs } from '../answer/AnswerDialogs.tsx'
import { ask, useDesk } from '../desk.ts'
import { nudgeNotYet } from '../nudge.ts'
import { toldOf, type Told } from '../told.ts'
import { useAct } from '../use-act.ts'
import { useReading } from '../use-reading.ts'
import { ActionBar } from './ActionBar.tsx'
import { AnswerPart } from './AnswerPart.tsx'
import { ChecksPart } from './ChecksPart.tsx'
import { ContactsPart } from './ContactsPart.tsx'
import { FilesPart } from './FilesPart.tsx'
import { Head } from './Head.tsx'
import { HeldDialog } from './HeldDialog.tsx'
import { NeedPart } from './NeedPart.tsx'
import { OutcomePart } from './OutcomePart.tsx'
import { PersonPart } from './PersonPart.tsx'
import { PlanBPanel } from './PlanBPanel.tsx'
import { PrivacyPart } from './PrivacyPart.tsx'
import { StoryPart } from './StoryPart.tsx'
import { Trouble } from './Trouble.tsx'
import './detail.css'

type Moves = {
  readonly onMove: (by: number) => void
  /** It was answered: the next one may be shown. */
  readonly onAnswered: () => void
}

/** What a key asked of this request: a question opens, the rest is done; what its state does not allow is said. */
const useAsked = (view: OrientationView) => {
  const asked = useDesk((state) => state.asked)
  const { runAloud } = useAct()
  const { id, sens } = view.line
  const geste = asked?.id === id ? asked.geste : null
  const notYet = geste === 'relancer' ? nudgeNotYet(view, new Date()) : null
  const may = geste !== null && view.gestes.includes(geste) && notYet === null
  useEffect(() => {
    if (geste === null) return
    if (!may) {
      ask(null)
      showToast({ message: notYet ?? acts.notOpen(gesteLabel[geste]) })
    } else if (geste === 'accuser' && sens === 'reception') {
      ask(null)
      void runAloud({ geste, sens, id }, simple.acknowledged)
    }
  }, [geste, may, notYet, sens, id, runAloud])
  return may ? geste : null
}

const Whole = ({ view, of, onMove, onAnswered }: Moves & { readonly view: OrientationView; readonly of: Told }) => {
  const [held, setHeld] = useState(false)
  const { line } = view
  // What is closed without being accepted keeps a name only, on the side of the structure.
  const gone = line.sens === 'reception' && isClosed(line.etat) && line.etat !== 'VALIDÉE'
  const geste = useAsked(view)
  useReading(view)
  const askFor = (wanted: Geste) => ask({ id: line.id, geste: wanted })
  const close = () => ask(null)
  return (
    <>
      <ActionBar
        view={view}
        of={of}
        onAsk={askFor}
        onAcknowledge={() => askFor('accuser')}
        onHeld={() => setHeld(true)}
        onMove={onMove}
      />
      <article className="request">
        <Head view={view} of={of} />
        <Trouble view={view} />
        {line.sens === 'envoi' && line.plan_b && <PlanBPanel view={view} />}
        <AnswerPart of={of} />
        <OutcomePart view={view} of={of} />
        <PersonPart of={of} hides={line.sens === 'reception' && line.etat === 'OUVERTE'} gone={gone} />
        {!gone && of.anonyme_le === null && <NeedPart of={of} />}
        {(!gone || of.pieces_supprimees_le !== null) && <FilesPart sens={line.sens} of={of} />}
        <ChecksPart of={of} />
        <ContactsPart view={view} of={of} />
        <StoryPart view={view} of={of} />
        <PrivacyPart view={view} of={of} onHeld={() => setHeld(true)} />
      </article>
      <AnswerDialogs
        geste={geste}
        view={view}
        of={of}
        onClose={close}
        onAnswered={() => {
          close()
          onAnswered()
        }}
      />
      {held && <HeldDialog sens={line.sens} id={line.id} onClose={() => setHeld(false)} />}
    </>
  )
}

type Props = Moves & {
  readonly ref: Ref<HTMLElement>
  readonly sens: Sens
  readonly id: string
  /** Back to the list; absent where it stands beside. */
  readonly onBack: (() => void) | undefined
  readonly onLeave: () => void
}

/** A request, whole. Escape goes back to the list. */
export const RequestDetail = ({ ref, sens, id, onBack, onLeave, ...moves }: Props) => {
  const { data, error, refetch } = useCall('orientations.get', { sens, id })
  const of = data === undefined ? null : toldOf(data)
  const keepFocus = useKeptFocus('.request-title')
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onLeave()
  }
  return (
    <section className="request-pane" aria-label={t.label} ref={ref} tabIndex={-1} onKeyDown={leave} onFocus={keepFocus}>
      {onBack !== undefined && (
        <p className="request-back no-print">
          <Button variant="quiet" size="s" icon="arrow-left" onPress={onBack}>
            {t.back}
          </Button>
        </p>
      )}
      {error !== null && data === undefined && (
        <div className="request">
          <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {data === undefined && error === null && (
        <div className="request" role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={3} />
          <Skeleton lines={8} />
        </div>
      )}
      {data !== undefined && of !== null && <Whole view={data} of={of} {...moves} />}
    </section>
  )
}
