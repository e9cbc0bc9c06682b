import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { AccountCreated, AccountRow as Row } from '#shared/accounts/wire.ts'
import { accountsText as t } from '../../i18n/accounts.ts'
import { people } from '../../i18n/people.ts'
import { isSignedIn, isTeam } from '../../lib/account.ts'
import { useCall } from '../../lib/api.ts'
import { FirstAdminForm } from '../../lib/FirstAdminForm.tsx'
import { href, navigate } from '../../lib/route.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AccountRow } from './AccountRow.tsx'
import { CreateDialog } from './CreateDialog.tsx'
import { departementsOf, filterAccounts, indexOf, NO_FILTER } from './filter.ts'
import { FilterBar } from './FilterBar.tsx'
import { ManageDialog } from './ManageDialog.tsx'
import { PasswordShown } from './PasswordShown.tsx'
import './accounts.css'

type ListProps = { readonly rows: readonly Row[]; readonly me: string; readonly onManage: (id: string) => void }

const List = ({ rows, me, onManage }: ListProps) => {
  const [filter, setFilter] = useState(NO_FILTER)
  const later = useDeferredValue(filter)
  const index = useMemo(() => indexOf(rows), [rows])
  const shown = useMemo(() => filterAccounts(index, later), [index, later])
  const departements = useMemo(() => departementsOf(rows), [rows])
  // One instant for every row: they are not drawn again at each key.
  const [now] = useState(() => new Date())
  const manage = useCallback((row: Row) => onManage(row.id), [onManage])
  return (
    <>
      <FilterBar filter={filter} onChange={setFilter} departements={departements} />
      <p className="muted tabular" role="status">
        {shown.length === rows.length ? t.count(rows.length) : t.shown(shown.length, rows.length)}
      </p>
      {shown.length === 0 ? (
        <EmptyState icon="search" title={t.nothing} actions={<Button onPress={() => setFilter(NO_FILTER)}>{t.all}</Button>}>
          {t.nothingHelp}
        </EmptyState>
      ) : (
        <ul className="accounts-rows" aria-label={t.list}>
          {shown.map((row) => (
            <AccountRow key={row.id} row={row} now={now} isMe={row.id === me} onManage={manage} />
          ))}
        </ul>
      )}
    </>
  )
}

const Accounts = ({ me }: { readonly me: string }) => {
  const { data, error, refetch } = useCall('accounts.list', undefined, { fresh: true })
  const [creating, setCreating] = useState(false)
  const [managed, setManaged] = useState<string | null>(null)
  const [password, setPassword] = useState<AccountCreated | null>(null)
  // The dialog that asked for it is gone too: there is nothing to go back to.
  useFocusWhenGone(password !== null)
  const account = data?.find(({ id }) => id === managed)
  const tell = (created: AccountCreated) => {
    setCreating(false)
    setManaged(null)
    setPassword(created)
  }
  return (
    <ScreenPage
      title={t.title}
      subtitle={t.subtitle}
      actions={
        <>
          <Button icon="settings" onPress={() => navigate(href.administration())}>
            {t.administration}
          </Button>
          <Button variant="primary" icon="plus" onPress={() => setCreating(true)}>
            {t.create}
          </Button>
        </>
      }
    >
      <div className="accounts">
        <Disclosure title={t.inviteFirst} level={2}>
          <div className="accounts-invite">
            <FirstAdminForm />
          </div>
        </Disclosure>
        {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && (
          <div aria-busy="true">
            <Skeleton lines={8} />
          </div>
        )}
        {data !== undefined && <List rows={data} me={me} onManage={setManaged} />}
      </div>
      {creating && <CreateDialog onClose={() => setCreating(false)} onCreated={tell} />}
      {account !== undefined && (
        <ManageDialog
          account={account}
          isMe={account.id === me}
          onClose={() => setManaged(null)}
          onPassword={(created) => {
            void refetch()
            tell(created)
          }}
        />
      )}
      {password !== null && <PasswordShown created={password} onClose={() => setPassword(null)} />}
    </ScreenPage>
  )
}

const Refused = ({ signedOut }: { readonly signedOut: boolean }) => (
  <ScreenPage title={t.title}>
    <EmptyState
      icon={signedOut ? 'user' : 'lock'}
      title={signedOut ? t.signedOut : t.refused}
      actions={
        <Button onPress={() => navigate(signedOut ? href.connexion(href.comptes()) : href.compte())}>
          {signedOut ? people.signIn : t.myAccount}
        </Button>
      }
    >
      {t.refusedText}
    </EmptyState>
  </ScreenPage>
)

/** `/comptes`: for the team. The server refuses anyone else; the screen says so beforehand. */
export const AccountsScreen = () => {
  const { data: state, error, refetch } = useCall('account.state', undefined)
  if (state === undefined)
    return (
      <ScreenPage title={t.title}>
        {error === null ? (
          <div aria-busy="true">
            <Skeleton lines={8} />
          </div>
        ) : (
          <ReadFailure error={error} onRetry={() => void refetch()} />
        )}
      </ScreenPage>
    )
  return isSignedIn(state) && isTeam(state.compte) ? (
    <Accounts me={state.compte.id} />
  ) : (
    <Refused signedOut={!isSignedIn(state)} />
  )
}
