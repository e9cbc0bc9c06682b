import { useState, type ReactNode } from 'react'
import type { Listing, Task } from '#shared/contract/listing.ts'
import { renewed } from '#shared/listing/availability.ts'
import { taskText as t } from '../../../i18n/listing.ts'
import { href, navigate } from '../../../lib/route.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon, type IconName } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Acts } from '../acts.ts'
import type { useHiddenTasks } from '../hidden-tasks.ts'
import type { LineFilter } from '../lines.ts'
import type { Create } from '../use-create.ts'

type Code = Task['code']

export type Doing = {
  readonly listing: Listing
  readonly acts: Acts
  readonly create: Create
  readonly today: string
  /** Shows the services that a task is about. */
  readonly see: (filter: Partial<LineFilter>) => void
}

const ICONS: Readonly<Record<Code, IconName>> = {
  suggestions: 'help',
  'demandes-acces': 'people',
  'services-a-actualiser': 'refresh',
  'modeles-changes': 'copy',
  'disponibilite-expire': 'clock',
  'brouillons-anciens': 'pencil',
  'envois-refuses': 'warning',
  'structure-a-completer': 'building',
  'structure-a-actualiser': 'building',
  'inviter-collegues': 'people',
  'premier-service': 'plus',
}

/** The same availability again, for each as long as it was first said for: those that say the same go together. */
const renewAll = ({ listing, acts, today }: Doing, ids: readonly string[]): void => {
  const groups = new Map<string, { readonly ids: string[]; readonly said: Parameters<Acts['setAvailability']>[1] }>()
  for (const { id, disponibilite } of listing.services) {
    if (!ids.includes(id) || disponibilite === null) continue
    const { dit_le: _, ...said } = renewed(disponibilite, today)
    const key = JSON.stringify(said)
    const group = groups.get(key) ?? { ids: [], said }
    group.ids.push(id)
    groups.set(key, group)
  }
  for (const { ids: some, said } of groups.values()) void acts.setAvailability(some, said)
}

/** What one click does about each task. */
const actOf = (task: Task, doing: Doing): (() => void) => {
  const { id } = doing.listing.structure
  switch (task.code) {
    case 'suggestions':
      return () => navigate(href.offre(id, 'suggestions'))
    case 'demandes-acces':
    case 'inviter-collegues':
      return () => navigate(href.membres(id))
    case 'services-a-actualiser':
      return () => void doing.acts.verify(task.ids)
    case 'modeles-changes':
      return () => navigate(href.offre(id, 'modeles'))
    case 'disponibilite-expire':
      return () => renewAll(doing, task.ids)
    case 'brouillons-anciens':
      return () => doing.see({ statut: 'DRAFT' })
    case 'envois-refuses':
      return () => navigate(href.echanges())
    case 'structure-a-completer':
      return () => navigate(href.modifier('structure', id, id))
    case 'structure-a-actualiser':
      return () => void doing.acts.verifyStructure()
    case 'premier-service':
      return () => doing.create(null)
  }
}

const labelOf = ({ code, nombre }: Task): string => (code === 'services-a-actualiser' ? t.allRight(nombre) : t.act[code])

/** Beside the act: look before. */
const Look = ({ task: { code }, doing: { see, listing } }: { readonly task: Task; readonly doing: Doing }): ReactNode => {
  if (code === 'services-a-actualiser')
    return (
      <Button size="s" variant="quiet" onPress={() => see({ etat: 'a-actualiser' })}>
        {t.see}
      </Button>
    )
  if (code === 'structure-a-actualiser')
    return (
      <Button
        size="s"
        variant="quiet"
        onPress={() => navigate(href.modifier('structure', listing.structure.id, listing.structure.id))}
      >
        {t.seeSheet}
      </Button>
    )
  return null
}

type RowProps = { readonly task: Task; readonly doing: Doing; readonly first: boolean; readonly onHide: () => void }

const Row = ({ task, doing, first, onHide }: RowProps) => {
  const words = t.what[task.code](task.nombre)
  return (
    <li className="listing-task">
      <Icon name={ICONS[task.code]} size={18} />
      <span className="listing-task-words">{words}</span>
      <span className="listing-task-acts">
        <Look task={task} doing={doing} />
        <Button size="s" variant={first ? 'primary' : 'secondary'} onPress={actOf(task, doing)}>
          {labelOf(task)}
        </Button>
        <IconButton label={t.hideOf(words)} icon="close" size="s" onPress={onHide} />
      </span>
    </li>
  )
}

const FIRST = 3

type Props = { readonly hidden: ReturnType<typeof useHiddenTasks>; readonly doing: Doing }

/** What to do now, most useful first, each done or opened in one click; put away for seven days at will. */
export const Tasks = ({ hidden, doing }: Props) => {
  const [whole, setWhole] = useState(false)
  const { shown, hiddenCount, hide, show, showAll } = hidden
  const rows = whole ? shown : shown.slice(0, FIRST)
  const focus = useFocusAfterRemoval(rows.length, 'h2')
  const left = shown.length - FIRST
  return (
    <section className="listing-tasks" aria-labelledby="listing-tasks">
      <div className="listing-tasks-head">
        <h2 id="listing-tasks" tabIndex={-1}>
          {t.title}
        </h2>
        <span className="listing-tasks-more">
          {hiddenCount > 0 && (
            <span className="muted listing-hidden">
              {t.hidden(hiddenCount)}
              <Button size="s" variant="quiet" onPress={showAll}>
                {t.show}
              </Button>
            </span>
          )}
          {left > 0 && (
            <Button size="s" variant="quiet" onPress={() => setWhole(!whole)} aria-expanded={whole}>
              {whole ? t.less : t.more(left)}
            </Button>
          )}
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="listing-fine">
          <Icon name="check" size={18} />
          {t.none}
        </p>
      ) : (
        <ul aria-label={t.title} {...focus}>
          {rows.map((task, at) => (
            <Row
              key={task.code}
              task={task}
              doing={doing}
              first={at === 0}
              onHide={() => {
                hide(task.code)
                showToast({ message: t.hiddenToast, action: { label: t.undo, run: () => show(task.code) } })
              }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
