import { useState } from 'react'
import type { CleApi, ClesApi } from '#shared/partners/key.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { cles as t } from '../../i18n/administration-cles.ts'
import { useCall } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { DaysDialog, ForgetDialog, RevokeDialog } from './KeyDialogs.tsx'
import { KeyForm } from './KeyForm.tsx'
import { focusPart, Part } from './Part.tsx'
import { RowActs } from './RowActs.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { Table } from './Table.tsx'

type Asked = { readonly act: 'modifier' | 'jours' | 'revoquer' | 'oublier'; readonly one: CleApi }

const Usage = ({ one: { jours, vue_le, creee_le }, now }: { readonly one: CleApi; readonly now: Date }) => {
  if (vue_le === null) {
    const isOld = now.getTime() - Date.parse(creee_le) > 30 * 24 * 3600_000
    return <span className="muted">{isOld ? t.notLately : t.never}</span>
  }
  const total = (field: 'demandes' | 'refusees'): number => jours.reduce((sum, day) => sum + day[field], 0)
  const refused = total('refusees')
  return (
    <>
      {t.requests(total('demandes'))}
      {refused > 0 && (
        <Tag tone="warn" icon="warning">
          {t.refused(refused)}
        </Tag>
      )}
      <span className="muted">{t.lastSeen(formatDate(vue_le))}</span>
    </>
  )
}

type RowProps = { readonly one: CleApi; readonly now: Date; readonly onAsk: (asked: Asked) => void }

const Row = ({ one, now, onAsk }: RowProps) => {
  const { nom, contact, debut, portees, quota, sources, creee_le, revoquee_le } = one
  const entries: readonly MenuEntry[] = [
    { id: 'jours', label: t.days, icon: 'history', onAction: () => onAsk({ act: 'jours', one }) },
    revoquee_le === null
      ? { id: 'revoquer', label: t.revoke, icon: 'close', danger: true, onAction: () => onAsk({ act: 'revoquer', one }) }
      : { id: 'oublier', label: t.forget, icon: 'trash', danger: true, onAction: () => onAsk({ act: 'oublier', one }) },
  ]
  return (
    <tr>
      <th scope="row">
        {nom}
        <span className="muted">{contact}</span>
        <span className="muted">
          <code>{t.begins(debut)}</code>
        </span>
      </th>
      <td>
        {revoquee_le === null ? (
          portees.map((portee) => <Tag key={portee}>{t.portees[portee]}</Tag>)
        ) : (
          <Tag tone="bad" icon="close">
            {t.revoked}
          </Tag>
        )}
        <span className="muted">
          {revoquee_le === null ? t.created(formatDate(creee_le)) : t.revokedOn(formatDate(revoquee_le))}
        </span>
        {sources.length > 0 && <span className="muted">{t.sources(sources.map((source) => labelOf('sources', source)))}</span>}
      </td>
      <td className="admin-nowrap">
        {t.perMinute(quota.minute)}
        <span className="muted">{t.perDay(quota.jour)}</span>
      </td>
      <td>
        <Usage one={one} now={now} />
      </td>
      <td>
        <RowActs more={t.more(nom)} entries={entries}>
          {revoquee_le === null && (
            <Button size="s" aria-label={t.editOf(nom)} onPress={() => onAsk({ act: 'modifier', one })}>
              {t.edit}
            </Button>
          )}
        </RowActs>
      </td>
    </tr>
  )
}

const List = ({ data: { cles, adresse }, onAsk }: { readonly data: ClesApi; readonly onAsk: (asked: Asked) => void }) => {
  const now = new Date()
  return (
    <>
      <p className="muted">{t.address(adresse)}</p>
      {cles.length === 0 ? (
        <EmptyState icon="lock" title={t.empty} level={3}>
          {t.emptyText}
        </EmptyState>
      ) : (
        <Table label={t.table} columns={Object.values(t.columns)} acts>
          {cles.map((one) => (
            <Row key={one.id} one={one} now={now} onAsk={onAsk} />
          ))}
        </Table>
      )}
    </>
  )
}

/** Keys of the public API, and how much each is used. */
export const KeysSection = () => {
  const read = useCall('cles.lister', undefined, { fresh: true })
  const [asked, setAsked] = useState<Asked | null>(null)
  const [creating, setCreating] = useState(false)
  // Of this page alone: it goes with it.
  const [cle, setCle] = useState<string | null>(null)
  const close = () => {
    setAsked(null)
    setCreating(false)
  }
  const done = () => {
    close()
    void read.refetch()
  }
  const gone = () => {
    done()
    focusPart()
  }
  return (
    <Part
      title={t.title}
      intro={t.intro}
      failed={t.failed}
      read={read}
      actions={
        <Button size="s" variant="primary" icon="plus" onPress={() => setCreating(true)}>
          {t.add}
        </Button>
      }
    >
      {(data) => (
        <>
          <List data={data} onAsk={setAsked} />
          {(creating || asked?.act === 'modifier') && (
            <KeyForm
              before={creating ? null : (asked?.one ?? null)}
              restricted={data.sources_restreintes}
              onCreated={(given) => {
                done()
                setCle(given)
              }}
              onSaved={done}
              onClose={close}
            />
          )}
          {asked?.act === 'jours' && <DaysDialog one={asked.one} onClose={close} />}
          {asked?.act === 'revoquer' && <RevokeDialog one={asked.one} onClose={close} onDone={gone} />}
          {asked?.act === 'oublier' && <ForgetDialog one={asked.one} onClose={close} onDone={gone} />}
          {cle !== null && (
            <ShownOnce
              words={t.shown}
              secret={cle}
              onClose={() => {
                setCle(null)
                focusPart()
              }}
            />
          )}
        </>
      )}
    </Part>
  )
}
