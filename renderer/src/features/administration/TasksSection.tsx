import { useEffect } from 'react'
import type { Tache } from '#shared/administration/tache.ts'
import { administration, tasks as t } from '../../i18n/administration.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { localDaysUntil } from '../../lib/local-day.ts'
import { showToast } from '../../lib/toasts.ts'
import { hourOf, inWhen, momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Part } from './Part.tsx'
import { Table } from './Table.tsx'

/** While one is under way, until it is not: no event of the contract tells of the server's jobs. */
const LOOK_AGAIN_MS = 2_000
const HOUR_MS = 3_600_000

const Outcome = ({ task: { en_cours, derniere, succes_le }, now }: { readonly task: Tache; readonly now: Date }) => {
  if (en_cours)
    return (
      <Tag tone="accent" icon="refresh">
        {t.running}
      </Tag>
    )
  if (derniere === null) return <span className="muted">{administration.none}</span>
  if (derniere.issue === 'faite')
    return (
      <Tag tone="good" icon="check">
        {t.done}
      </Tag>
    )
  return (
    <>
      <Tag tone="bad" icon="error">
        {t.broken}
      </Tag>
      {derniere.code !== null && <span className="muted">{derniere.code}</span>}
      <span className="muted">{succes_le === null ? t.neverGood : t.lastGood(momentOf(succes_le, now))}</span>
    </>
  )
}

const nextOf = ({ prochaine, periode_ms }: Tache, now: Date): string => {
  if (prochaine === null) return periode_ms === null ? t.next.useful : t.next.soon
  const days = Date.parse(prochaine) - now.getTime() < HOUR_MS ? 0 : localDaysUntil(prochaine, now)
  if (days === 1) return t.next.tomorrow(hourOf(new Date(prochaine)))
  return days > 1 ? momentOf(prochaine, now) : (inWhen(prochaine, now) ?? t.next.soon)
}

type RowProps = {
  readonly task: Tache
  readonly now: Date
  readonly onLaunch: (id: string) => void
}

const Row = ({ task, now, onLaunch }: RowProps) => {
  const { id, periode_ms, derniere, en_cours } = task
  const name = t.nameOf(id)
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="muted">{t.whatOf(id)}</span>
      </th>
      <td className="admin-nowrap">{periode_ms === HOUR_MS ? t.hourly : t.every(periode_ms)}</td>
      <td>
        {derniere === null ? (
          <span className="muted">{t.never}</span>
        ) : (
          <>
            <time dateTime={derniere.le} title={formatDateTime(derniere.le)}>
              {momentOf(derniere.le, now)}
            </time>
            <span className="muted">
              {t.lasted(derniere.duree_ms)}
              {derniere.par === 'equipe' && `, ${t.byTeam}`}
            </span>
          </>
        )}
      </td>
      <td>
        <Outcome task={task} now={now} />
      </td>
      <td className="admin-nowrap">{nextOf(task, now)}</td>
      <td>
        <Button size="s" isDisabled={en_cours} aria-label={t.launchOf(name)} onPress={() => onLaunch(id)}>
          {t.launch}
        </Button>
      </td>
    </tr>
  )
}

/** What the server does by itself: when, how it went, and what comes next. */
export const TasksSection = () => {
  const read = useCall('administration.taches', undefined, { fresh: true })
  const { mutate } = useAction('administration.lancer')
  const { data, refetch, dataUpdatedAt } = read
  const busy = data?.some(({ en_cours }) => en_cours) === true
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(() => void refetch(), LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [busy, refetch, dataUpdatedAt])
  const launch = (id: string) =>
    mutate(
      { id },
      {
        onSuccess: ({ etat }) => showToast({ message: (etat === 'lancee' ? t.launched : t.already)(t.nameOf(id)) }),
        onError: (error) => showToast({ message: error.message }),
        onSettled: () => void refetch(),
      },
    )
  return (
    <Part title={t.title} intro={t.intro} failed={t.failed} read={read}>
      {(all) => {
        if (all.length === 0)
          return (
            <EmptyState icon="clock" title={t.none} level={3}>
              {t.noneText}
            </EmptyState>
          )
        const broken = all.filter(({ derniere }) => derniere?.issue === 'echouee')
        const now = new Date()
        return (
          <>
            <div role="status">
              {broken.length > 0 ? (
                <Notice tone="bad" title={t.problems(broken.length)}>
                  {broken.map(({ id }) => t.nameOf(id)).join(', ')}
                </Notice>
              ) : (
                <p className="muted">{t.allGood}</p>
              )}
            </div>
            <Table label={t.table} columns={Object.values(t.columns)} acts>
              {all.map((task) => (
                <Row key={task.id} task={task} now={now} onLaunch={launch} />
              ))}
            </Table>
          </>
        )
      }}
    </Part>
  )
}
