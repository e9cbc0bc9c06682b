import { memo } from 'react'
import { fullName } from '#shared/accounts/compte.ts'
import type { AccountRow as Row } from '#shared/accounts/wire.ts'
import { accountsText as t } from '../../i18n/accounts.ts'
import { daysSince, formatAge } from '../../lib/format.ts'
import { territoriesInWords } from '../../lib/territories.ts'
import { Tag } from '../../ui/Tag.tsx'
import '../../ui/Button.css'

type Props = { readonly row: Row; readonly now: Date; readonly isMe: boolean; readonly onManage: (row: Row) => void }

/** One account. Its button is a plain one: a list may have thousands. */
export const AccountRow = memo(({ row, now, isMe, onManage }: Props) => {
  const name = fullName(row)
  return (
    <li className="accounts-row">
      <div className="accounts-who">
        <div className="accounts-tags">
          <strong>{name}</strong>
          {isMe && <Tag tone="accent">{t.you}</Tag>}
          {row.role === 'administrateur' && (
            <Tag tone="good" icon="shield">
              {t.team}
            </Tag>
          )}
          {row.gestionnaire && (
            <Tag tone={row.departements.length === 0 ? 'warn' : 'neutral'} icon="map">
              {row.departements.length === 0 ? t.managerNowhere : t.managerOf(territoriesInWords(row.departements) ?? '')}
            </Tag>
          )}
          {!row.actif && (
            <Tag tone="bad" icon="lock">
              {t.inactive}
            </Tag>
          )}
        </div>
        <span className="accounts-facts">
          {name !== row.courriel && <span>{row.courriel}</span>}
          <span>{row.structures.length === 0 ? t.noStructure : row.structures.join(', ')}</span>
          <span>{row.derniere_connexion === null ? t.never : t.last(formatAge(daysSince(row.derniere_connexion, now)))}</span>
        </span>
      </div>
      <button
        type="button"
        className="ui-button ui-button-secondary ui-button-s"
        aria-label={t.manageOf(name)}
        onClick={() => onManage(row)}
      >
        {t.manage}
      </button>
    </li>
  )
})
