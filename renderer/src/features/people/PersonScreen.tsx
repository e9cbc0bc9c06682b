import { useRef } from 'react'
import { folders } from '../../i18n/people-folders.ts'
import { useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { PeopleScreen } from './PeopleScreen.tsx'
import { PersonDesk } from './PersonDesk.tsx'
import './people.css'

const t = folders.person

const OpenPerson = ({ id }: { readonly id: string }) => {
  const { data, error, isFetching, refetch } = useCall('personnes.get', { id })
  // Not from what was read before it was last left: what is typed over an old version would clash with one's own.
  const shown = useRef(false)
  shown.current ||= data !== undefined && !isFetching
  if (data !== undefined && shown.current) return <PersonDesk key={id} view={data} />
  return (
    <ScreenPage title={t.title} wide>
      {error === null ? (
        <div aria-busy="true">
          <Skeleton lines={8} />
        </div>
      ) : (
        <ReadFailure
          title={t.failed}
          error={error}
          onRetry={() => void refetch()}
          actions={<Link href={href.personnes()}>{folders.back}</Link>}
        />
      )}
    </ScreenPage>
  )
}

/** `/personnes/:id`: the folder of one person; the code first, when the folders are shut. */
export const PersonScreen = ({ id }: { readonly id: string }) => {
  const { data: lock } = useCall('personnes.verrou', undefined)
  return lock?.etat === 'ouvert' ? <OpenPerson id={id} /> : <PeopleScreen />
}
