import { useState } from 'react'
import type { Member, StructureView } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { people } from '../../i18n/people.ts'
import { formatDate } from '../../lib/format.ts'
import { Tag } from '../../ui/Tag.tsx'
import { MemberActions } from './MemberActions.tsx'
import { MemberDialogs, type Asked } from './MemberDialogs.tsx'
import { nameOf, type lastAdmin as lastAdminOf } from './rows.ts'

const State = ({ member: { etat, moi } }: { readonly member: Member }) => (
  <>
    {moi && <Tag tone="accent">{t.you}</Tag>}
    {etat === 'invitation' && (
      <Tag tone="accent" icon="mail">
        {t.invited}
      </Tag>
    )}
    {etat === 'demande' && (
      <Tag tone="warn" icon="clock">
        {t.asks}
      </Tag>
    )}
  </>
)

type Props = { readonly member: Member; readonly structure: StructureView; readonly lastAdmin: ReturnType<typeof lastAdminOf> }

/** One person: who, since when, in what role, and what may be done about it. */
export const MemberRow = ({ member, structure, lastAdmin }: Props) => {
  const [asked, setAsked] = useState<Asked>(null)
  const name = nameOf(member)
  const date = formatDate(member.cree_le)
  return (
    <li className="member">
      <div className="member-who">
        <div className="member-name">
          <strong>{name}</strong>
          <State member={member} />
        </div>
        <span className="muted member-facts">
          {name !== member.courriel && <span>{member.courriel}</span>}
          <span>{member.etat === 'membre' ? t.since(date) : t.on(date)}</span>
        </span>
        {lastAdmin !== null && structure.droits.gerer_membres && <span className="ui-description">{t.lastAdmin[lastAdmin]}</span>}
      </div>
      {member.etat !== 'demande' && <span className="member-role">{member.admin ? people.admin : people.user}</span>}
      <div className="ui-form-actions member-actions" role="group" aria-label={name}>
        <MemberActions member={member} structureId={structure.id} onAsk={setAsked} />
      </div>
      <MemberDialogs
        member={member}
        structure={structure}
        isAlone={lastAdmin === 'seul'}
        asked={asked}
        onClose={() => setAsked(null)}
      />
    </li>
  )
}
