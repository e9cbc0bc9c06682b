import { useState } from 'react'
import { folders } from '../../i18n/people-folders.ts'
import { useCall } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ChooseCode } from './ChooseCode.tsx'
import { createPerson, lockFolders } from './folder-acts.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { PeopleList } from './PeopleList.tsx'
import { Unlock } from './Unlock.tsx'
import './people.css'

const t = folders.list

const NewPerson = () => (
  <Button variant="primary" icon="plus" onPress={() => void createPerson()}>
    {t.new}
  </Button>
)

const Folders = () => {
  const { data, error, refetch } = useCall('personnes.list', undefined)
  const [importing, setImporting] = useState(false)
  const importOne = (
    <Button icon="download" onPress={() => setImporting(true)}>
      {t.import}
    </Button>
  )
  const isEmpty = data?.length === 0
  const actions = (
    <>
      <Button icon="lock" aria-keyshortcuts="Control+Shift+L" onPress={() => void lockFolders()}>
        {folders.lockNow}
      </Button>
      {!isEmpty && importOne}
      {!isEmpty && <NewPerson />}
    </>
  )
  return (
    <ScreenPage title={folders.title} subtitle={folders.subtitle} actions={actions}>
      {error !== null && <ReadFailure title={folders.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={4} />
        </div>
      )}
      {isEmpty && (
        <EmptyState
          icon="people"
          title={t.empty}
          actions={
            <>
              {importOne}
              <NewPerson />
            </>
          }
        >
          <p>{t.emptyText}</p>
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && <PeopleList people={data} />}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </ScreenPage>
  )
}

/** `/personnes`: the people accompanied, behind the code of the person of this desk. */
export const PeopleScreen = () => {
  const { data: lock, error, refetch } = useCall('personnes.verrou', undefined)
  if (lock?.etat === 'ouvert') return <Folders />
  return (
    <ScreenPage title={folders.title} subtitle={folders.subtitle}>
      {lock === undefined && error === null && <Skeleton lines={6} />}
      {lock === undefined && error !== null && (
        <ReadFailure title={folders.failed} error={error} onRetry={() => void refetch()} />
      )}
      {lock?.etat === 'a-creer' && <ChooseCode />}
      {lock?.etat === 'verrouille' && <Unlock wait={lock.attente_s} />}
    </ScreenPage>
  )
}
