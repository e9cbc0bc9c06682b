import { useEffect, useRef, useState } from 'react'
import type { AccountState } from '#shared/contract/account.ts'
import type { EstablishmentQuery, Joined } from '#shared/accounts/wire.ts'
import { joinText as t } from '../../i18n/join.ts'
import { people } from '../../i18n/people.ts'
import { isSignedIn } from '../../lib/account.ts'
import { useCall } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { fromCatalogue, wantedFrom, type Candidate, type Wanted } from './candidate.ts'
import { Confirm } from './Confirm.tsx'
import { Outcome } from './Outcome.tsx'
import { Results } from './Results.tsx'
import { SearchPanel, type Way } from './SearchPanel.tsx'
import './join.css'

const queryOf = (wanted: Wanted): EstablishmentQuery | null =>
  wanted?.kind === 'siret' ? { siret: wanted.value } : wanted?.kind === 'safir' ? { safir: wanted.value } : null

/** `?structure=…`: it is in the catalogue of this desk. */
const useWantedStructure = (wanted: Wanted, onFound: (candidate: Candidate) => void) => {
  const id = wanted?.kind === 'structure' ? wanted.value : ''
  const { data, error } = useCall('catalogue.structure', { id }, { enabled: id !== '' })
  const found = useRef(onFound)
  found.current = onFound
  useEffect(() => {
    if (data !== undefined) found.current(fromCatalogue(data.structure))
  }, [data])
  return { isPending: id !== '' && data === undefined && error === null, error }
}

const Flow = ({ state }: { readonly state: AccountState }) => {
  const wanted = useRef(wantedFrom(window.location.search)).current
  const [way, setWay] = useState<Way>(wanted?.kind === 'safir' ? 'safir' : 'siret')
  const [query, setQuery] = useState(() => queryOf(wanted))
  const [chosen, setChosen] = useState<Candidate | null>(null)
  const [joined, setJoined] = useState<Joined | null>(null)
  const { isPending, error } = useWantedStructure(wanted, (candidate) => setChosen((before) => before ?? candidate))
  useFocusWhenGone(chosen !== null)
  const other = () => {
    setChosen(null)
    setJoined(null)
  }

  if (joined !== null) return <Outcome joined={joined} onOther={other} />
  if (isPending)
    return (
      <div aria-busy="true">
        <Skeleton lines={4} />
      </div>
    )
  return (
    <>
      {chosen !== null && <Confirm candidate={chosen} state={state} onJoined={setJoined} onOther={other} />}
      {/* Only hidden while one is looked at: what was typed and found is there on the way back. */}
      <div className="join" hidden={chosen !== null}>
        {error !== null && <ReadFailure title={t.readFailed} error={error} />}
        <SearchPanel
          way={way}
          onWay={(next) => {
            setWay(next)
            setQuery(null)
          }}
          onSearch={setQuery}
          siret={wanted?.kind === 'siret' ? wanted.value : ''}
          safir={wanted?.kind === 'safir' ? wanted.value : ''}
        />
        {query !== null && <Results query={query} onChoose={setChosen} />}
      </div>
    </>
  )
}

/** `/rejoindre`: find a structure, say yes to what it commits to, be told what comes next. */
export const JoinScreen = () => {
  const { data: state, error, refetch } = useCall('account.state', undefined)
  return (
    <ScreenPage title={t.title} subtitle={t.subtitle}>
      {error !== null && <ReadFailure error={error} onRetry={() => void refetch()} />}
      {state === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={5} />
        </div>
      )}
      {state !== undefined && !isSignedIn(state) && (
        <EmptyState
          icon="user"
          title={t.signedOut}
          actions={
            <Button variant="primary" onPress={() => navigate(href.connexion(window.location.pathname + window.location.search))}>
              {people.signIn}
            </Button>
          }
        >
          {t.signedOutText}
        </EmptyState>
      )}
      {isSignedIn(state) && <Flow key={state.compte.id} state={state} />}
    </ScreenPage>
  )
}
