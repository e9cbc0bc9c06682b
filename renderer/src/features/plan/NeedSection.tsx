import { useState } from 'react'
import type { Eligible } from '#shared/contract/personnes.ts'
import { type PlanBesoin, type PlanDoc } from '#shared/plan/plan.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Card } from '#shared/search/result.ts'
import { plan } from '../../i18n/plan.ts'
import { NoSolutionDialog } from '../../lib/NoSolutionDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { focusNeed } from './focus-plan.ts'
import { OptionCard } from './OptionCard.tsx'
import type { PlanGestures, Place } from './plan-gestures.ts'
import { PlanNote } from './PlanNote.tsx'
import type { Proposals } from './use-proposals.ts'

const t = plan.need

type Props = {
  readonly need: PlanBesoin
  readonly rank: number
  readonly last: boolean
  readonly lieu: PlanDoc['lieu']
  readonly proposals: Proposals
  readonly gestures: PlanGestures
  /** Undefined while it is read; null once it has left the catalogue. */
  readonly cardOf: (serviceId: string) => Card | null | undefined
  readonly eligibleOf: (serviceId: string) => Eligible | undefined
  /** The service whose sheet is beside. */
  readonly opened: string | null
  readonly noting: (at: Place) => boolean
}

/** The thématique it was understood as, unless its words say it already. */
const asWhat = ({ mots, thematiques }: PlanBesoin): string | null => {
  const [first] = thematiques
  if (first === undefined) return t.byWords
  const label = labelOf('thematiques', first)
  return label === mots ? null : label
}

/** A need, and the services retained for it. */
export const NeedSection = (props: Props) => {
  const { need, rank, last, lieu, proposals, gestures, cardOf, eligibleOf, opened, noting } = props
  const [declaring, setDeclaring] = useState(false)
  const here: Place = { needId: need.id, serviceId: null }
  const told = proposals.told.get(need.id)
  const what = asWhat(need)
  const title = `plan-need-${need.id}`
  return (
    <section className="plan-need" data-need={need.id} aria-labelledby={title}>
      <header className="plan-need-head">
        <span className="plan-need-rank tabular" aria-hidden="true">
          {rank + 1}
        </span>
        <h2 id={title} tabIndex={-1}>
          {need.mots}
        </h2>
        {what !== null && <Tag {...(need.thematiques.length === 0 && { tone: 'warn' as const })}>{what}</Tag>}
        <div className="plan-need-acts">
          <Button
            size="s"
            variant="quiet"
            icon="plus"
            aria-label={t.moreOf(need.mots)}
            isPending={proposals.busy}
            onPress={() => gestures.more(need.id)}
          >
            {t.more}
          </Button>
          <Menu
            label={t.actions(need.mots)}
            trigger={<IconButton label={t.actions(need.mots)} icon="more" size="s" />}
            entries={[
              { id: 'note', label: t.note, icon: 'pencil', onAction: () => gestures.note(here) },
              { id: 'up', label: t.up, icon: 'chevron-up', disabled: rank === 0, onAction: () => gestures.move(here, -1) },
              { id: 'down', label: t.down, icon: 'chevron-down', disabled: last, onAction: () => gestures.move(here, 1) },
              ...(need.ecartes.length > 0
                ? [{ id: 'back', label: t.takeBack, icon: 'undo' as const, onAction: () => proposals.takeBackAside(need.id) }]
                : []),
              { id: 'none', label: t.noSolution, icon: 'warning', onAction: () => setDeclaring(true) },
              { id: 'remove', label: t.remove, icon: 'trash', danger: true, onAction: () => gestures.remove(here) },
            ]}
          />
        </div>
      </header>
      {told?.remarque != null && <p className="plan-need-told">{told.remarque}</p>}
      {need.options.length === 0 && (
        <div className="plan-need-none">
          <p>{t.none}</p>
          <Button size="s" icon="search" isPending={proposals.busy} onPress={() => void proposals.fill()}>
            {t.find}
          </Button>
          <Button size="s" variant="quiet" icon="warning" onPress={() => setDeclaring(true)}>
            {t.noSolution}
          </Button>
        </div>
      )}
      {need.options.length > 0 && (
        <ul className="plan-options" aria-label={t.options(need.mots)}>
          {need.options.map((option, at) => (
            <OptionCard
              key={option.serviceId}
              need={need}
              option={option}
              rank={at}
              card={cardOf(option.serviceId)}
              eligible={eligibleOf(option.serviceId)}
              isOpen={opened === option.serviceId}
              noting={noting({ needId: need.id, serviceId: option.serviceId })}
              gestures={gestures}
            />
          ))}
        </ul>
      )}
      <p className="plan-need-more">
        {told !== undefined && told.autres > 0 && <span>{t.others(told.autres)}</span>}
        {need.ecartes.length > 0 && <span>{t.gone(need.ecartes.length)}</span>}
      </p>
      {(noting(here) || need.note !== '') && (
        <PlanNote
          className="plan-need-note"
          label={t.noteOf(need.mots)}
          help={t.noteHelp}
          value={need.note}
          most={2_000}
          onChange={(note) => gestures.writeNote(here, note)}
          onLeave={() => focusNeed(need.id)}
        />
      )}
      {declaring && (
        <NoSolutionDialog
          needs={need.thematiques.slice(0, 1)}
          publics={need.publics}
          place={{ ref: lieu?.place ?? null, label: lieu?.label ?? '' }}
          onClose={() => setDeclaring(false)}
        />
      )}
    </section>
  )
}
