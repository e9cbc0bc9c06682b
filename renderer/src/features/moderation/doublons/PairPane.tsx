import { useState } from 'react'
import type { DoublonView } from '#shared/moderation/doublon.ts'
import { doublons as t } from '../../../i18n/doublons.ts'
import { readAgain, useAction, useCall } from '../../../lib/api.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Clues } from './Clues.tsx'
import { FieldsTable } from './FieldsTable.tsx'
import { Sides } from './Sides.tsx'

type Props = {
  readonly id: string
  readonly onMove: (by: number) => void
  readonly onDecided: () => void
  /** Null where the list stays in sight. */
  readonly onBack: (() => void) | null
}

/** What is taken from each side until somebody says otherwise: the other one when the proposed one cannot go. */
const initialKept = ({ garder, cotes, refus }: DoublonView): string => {
  const held = cotes.find(({ id }) => refus[id] !== undefined)
  return held?.id ?? garder
}

const Pane = ({ view, onMove, onDecided, onBack }: Omit<Props, 'id'> & { readonly view: DoublonView }) => {
  const { doublon, champs, cotes, refus } = view
  const [kept, setKept] = useState(() => initialKept(view))
  const [choix, setChoix] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(champs.filter(({ differe }) => differe).map(({ champ, propose }) => [champ, propose])),
  )
  const decide = useAction('moderation.decideDoublon')
  const unmerge = useAction('moderation.unmerge')
  const impossible = cotes.filter(({ id }) => id !== kept).some(({ id }) => refus[id] !== undefined)

  const takeBack = () =>
    unmerge.mutate(
      { kind: doublon.kind, garde: kept },
      {
        onSuccess: () => {
          showToast({ message: t.undone })
          void readAgain('moderation.doublons')
        },
        onError: (error) => showToast({ message: error.message, tone: 'erreur' }),
      },
    )
  const send = (fusion: boolean) => {
    if (decide.isPending || (fusion && impossible)) return
    decide.mutate(
      { id: doublon.id, acte: fusion ? { geste: 'fusionner', garde: kept, choix } : { geste: 'distinct' } },
      {
        onSuccess: () => {
          showToast(fusion ? { message: t.done, action: { label: t.undo, run: takeBack } } : { message: t.saidDistinct })
          onDecided()
          void readAgain('moderation.doublons')
        },
        onError: (error) => showToast({ message: error.message, tone: 'erreur' }),
      },
    )
  }
  useShortcut('f', () => send(true))
  useShortcut('d', () => send(false))

  return (
    <section className="doublons-pane" aria-label={t.title}>
      <div className="doublons-acts">
        {onBack !== null && (
          <Button variant="quiet" size="s" icon="arrow-left" onPress={onBack}>
            {t.back}
          </Button>
        )}
        <Button
          variant="primary"
          size="s"
          icon="copy"
          isDisabled={impossible}
          isPending={decide.isPending}
          onPress={() => send(true)}
        >
          {t.merge}
        </Button>
        <Button size="s" onPress={() => send(false)}>
          {t.distinct}
        </Button>
        <span className="doublons-moves">
          <IconButton label={t.previous} icon="chevron-up" size="s" shortcut="K" onPress={() => onMove(-1)} />
          <IconButton label={t.next} icon="chevron-down" size="s" shortcut="J" onPress={() => onMove(1)} />
        </span>
      </div>
      <div className="doublons-body">
        <h2 tabIndex={-1}>{t.title}</h2>
        <Sides view={view} kept={kept} onKeep={setKept} />
        <Clues indices={doublon.indices} score={doublon.score} />
        <FieldsTable view={view} choix={choix} onChoose={(champ, from) => setChoix((before) => ({ ...before, [champ]: from }))} />
        <p className="muted">{t.help}</p>
      </div>
    </section>
  )
}

/** Two sheets side by side, and what is decided of them. */
export const PairPane = ({ id, ...rest }: Props) => {
  const { data, error, refetch } = useCall('moderation.doublon', { id }, { fresh: true })
  if (data !== undefined) return <Pane view={data} {...rest} />
  if (error === null)
    return (
      <div className="doublons-page" role="status" aria-busy="true" aria-label={t.loading}>
        <Skeleton lines={8} />
      </div>
    )
  if (error.code === 'compte-doublon-inconnu')
    return (
      <EmptyState icon="copy" title={t.gonePair}>
        {t.gonePairText}
      </EmptyState>
    )
  return (
    <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
      {t.failedHelp}
    </ReadFailure>
  )
}
