import { useRef } from 'react'
import type { Member, Members, StructureView } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { people } from '../../i18n/people.ts'
import { useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { isSignedOutError, StructureRefused } from '../../lib/StructureRefused.tsx'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { displayName } from '#shared/text/names.ts'
import { InviteForm } from './InviteForm.tsx'
import { LinkedStructures } from './LinkedStructures.tsx'
import { MemberRow } from './MemberRow.tsx'
import { groupsOf, lastAdmin } from './rows.ts'
import './members.css'

type GroupProps = { readonly title: string; readonly rows: readonly Member[]; readonly all: Members }

const Group = ({ title, rows, all: { structure, membres } }: GroupProps) => {
  const focus = useFocusAfterRemoval(rows.length)
  if (rows.length === 0) return null
  return (
    <section className="members-group">
      <h2>
        {title} <span className="muted tabular">({people.rows(rows.length)})</span>
      </h2>
      <ul className="members-rows" aria-label={title} {...focus}>
        {rows.map((member) => (
          <MemberRow key={member.user_id} member={member} structure={structure} lastAdmin={lastAdmin(member, membres)} />
        ))}
      </ul>
    </section>
  )
}

const List = ({ all }: { readonly all: Members }) => {
  const { requests, members, invitations } = groupsOf(all.membres)
  return (
    <>
      {!all.structure.a_administrateur && <Notice tone="warn">{t.noAdmin}</Notice>}
      <Group title={t.requests} rows={requests} all={all} />
      <Group title={t.members} rows={members} all={all} />
      {members.length === 0 && all.structure.a_administrateur && <p className="muted">{t.none}</p>}
      <Group title={t.invitations} rows={invitations} all={all} />
    </>
  )
}

const subtitleOf = ({ id, nom, commune }: StructureView) => (
  <>
    <Link href={href.structure(id)}>{displayName(nom)}</Link>
    {commune !== null && ` · ${displayName(commune)}`}
  </>
)

/** `/structures/:id/membres`: who is in a structure, who asks to be, who is invited. */
export const MembersScreen = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useCall('members.list', { structureId: id }, { fresh: true })
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const refused = error !== null && (error.code === 'compte-droit' || isSignedOutError(error))
  return (
    <ScreenPage
      title={t.title}
      {...(data?.structure.droits.gerer_membres === true &&
        !refused && {
          actions: (
            <Button icon="plus" onPress={() => field.current?.focus()}>
              {t.invite}
            </Button>
          ),
        })}
      {...(data !== undefined && !refused && { subtitle: subtitleOf(data.structure) })}
    >
      {refused && <StructureRefused id={id} signedOut={isSignedOutError(error)} back={href.membres(id)} words={t} />}
      {error !== null && !refused && (
        <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
          {t.failedHelp}
        </ReadFailure>
      )}
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={6} />
        </div>
      )}
      {data !== undefined && !refused && (
        <div className="members">
          <List all={data} />
          {data.structure.droits.gerer_membres && (
            <section className="members-group">
              <h2>{t.invite}</h2>
              <InviteForm structure={data.structure} fieldRef={field} />
            </section>
          )}
          <LinkedStructures structure={data.structure} />
        </div>
      )}
    </ScreenPage>
  )
}
