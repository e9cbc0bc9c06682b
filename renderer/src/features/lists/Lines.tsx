import { type KeyboardEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import type { Liste } from '#shared/contract/listes.ts'
import { displayName } from '#shared/text/names.ts'
import { listsText as t } from '../../i18n/lists.ts'
import { ui } from '../../i18n/ui.ts'
import { announce } from '../../lib/announce.ts'
import { client } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { href } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { LineDialog } from './LineDialog.tsx'

type Line = Liste['lignes'][number]
const keyOf = ({ kind, id }: Pick<Line, 'kind' | 'id'>): string => `${kind}:${id}`
const pick = ({ kind, id }: Line) => ({ kind, id })

const failed = (error: unknown) => showToast({ tone: 'erreur', message: error instanceof Error ? error.message : t.failed })

const take = async (listId: string, line: Line): Promise<void> => {
  await client.call('listes.retirer', { id: listId, ligne: pick(line) })
  const back = async () => {
    await client.call('listes.ajouter', { id: listId, ligne: { ...pick(line), nom: line.nom } })
    if (line.note !== '' || line.etiquettes.length > 0)
      await client.call('listes.noter', { id: listId, ligne: pick(line), note: line.note, etiquettes: line.etiquettes })
  }
  showToast({ message: t.taken(displayName(line.nom)), action: { label: ui.undo, run: () => void back().catch(failed) } })
}

const Facts = ({ line }: { readonly line: Line }) => (
  <>
    <p className="muted">
      {[
        t.kind[line.kind],
        line.card?.structure == null ? null : displayName(line.card.structure.nom),
        line.card?.commune,
        line.disponible ? null : t.gone,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
    {line.note !== '' && <p className="team-note">{line.note}</p>}
    {(line.etiquettes.length > 0 || line.le !== '') && (
      <p className="team-tags">
        {line.etiquettes.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {line.le !== '' && <span className="muted">{t.written(line.par, formatDate(line.le.slice(0, 10)))}</span>}
      </p>
    )}
  </>
)

type Props = {
  readonly list: Liste
  /** Those shown; all of them may be moved only when all are. */
  readonly lines: readonly Line[]
}

/** Lines of a list: moved by dragging, by the keys of dragging that screen readers know, or by Alt and an arrow. */
export const Lines = ({ list, lines }: Props) => {
  const [noting, setNoting] = useState<Line | null>(null)
  const whole = lines.length === list.lignes.length
  const move = (line: Line, before: Line | null, at: number) => {
    client
      .call('listes.deplacer', { id: list.id, ligne: pick(line), avant: before === null ? null : pick(before) })
      .then(() => announce(t.moved(displayName(line.nom), at + 1, lines.length)), failed)
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    isDisabled: !whole,
    onReorder: ({ keys, target }) => {
      const [key] = keys
      const line = lines.find((one) => keyOf(one) === key)
      const at = lines.findIndex((one) => keyOf(one) === target.key)
      if (line === undefined || at < 0) return
      const others = lines.filter((one) => one !== line)
      const found = others.findIndex((one) => keyOf(one) === target.key)
      const to = target.dropPosition === 'before' ? found : found + 1
      move(line, others[to] ?? null, to)
    },
  })
  const step = (line: Line, by: 1 | -1) => {
    const at = lines.indexOf(line)
    const others = lines.filter((one) => one !== line)
    const to = at + by
    if (to < 0 || to > others.length) return
    move(line, others[to] ?? null, to)
  }

  /** From the row or from anything in it. */
  const pressed = (event: KeyboardEvent) => {
    if (!whole || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    const key = event.target instanceof Element ? event.target.closest('[role=row]')?.getAttribute('data-key') : null
    const line = lines.find((one) => keyOf(one) === key)
    if (line === undefined) return
    event.preventDefault()
    event.stopPropagation()
    step(line, event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <div onKeyDownCapture={pressed}>
      <GridList
        aria-label={t.lines}
        className="team-lines"
        items={lines.map((line) => ({ id: keyOf(line), line }))}
        dragAndDropHooks={dragAndDropHooks}
        keyboardNavigationBehavior="tab"
      >
        {({ id, line }) => (
          <GridListItem id={id} textValue={displayName(line.nom)} className="team-line">
            {({ allowsDragging }) => (
              <div className="team-line-in">
                {allowsDragging && (
                  <AriaButton slot="drag" className="team-drag" aria-label={t.drag(displayName(line.nom))}>
                    <Icon name="sort" size={16} />
                  </AriaButton>
                )}
                <div className="team-line-main">
                  {line.disponible ? (
                    <Link
                      href={line.kind === 'service' ? href.service(line.id) : href.structure(line.id)}
                      quiet
                      className="team-name"
                    >
                      {displayName(line.nom)}
                    </Link>
                  ) : (
                    <span className="team-name">{displayName(line.nom)}</span>
                  )}
                  <Facts line={line} />
                </div>
                <div className="team-line-acts no-print">
                  <Button
                    size="s"
                    variant="quiet"
                    icon="pencil"
                    aria-label={t.edit(displayName(line.nom))}
                    onPress={() => setNoting(line)}
                  >
                    {t.editShort}
                  </Button>
                  <IconButton
                    size="s"
                    icon="close"
                    label={t.take(displayName(line.nom))}
                    onPress={() => void take(list.id, line).catch(failed)}
                  />
                </div>
              </div>
            )}
          </GridListItem>
        )}
      </GridList>
      {noting !== null && <LineDialog listId={list.id} line={noting} onClose={() => setNoting(null)} />}
    </div>
  )
}
