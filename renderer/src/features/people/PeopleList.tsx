import type { DossierResume } from '#shared/person/profile.ts'
import { folders } from '../../i18n/people-folders.ts'
import { accompany, useCurrentPersonId } from '../../lib/current-person.ts'
import { href } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { FoundList, FoundRow } from '../../ui/FoundList.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { removePerson } from './folder-acts.ts'

const t = folders.list

const nameOf = ({ personne, lisible }: DossierResume): string => (!lisible ? t.unreadable : personne === '' ? t.noName : personne)

const Row = ({ one, inFront }: { readonly one: DossierResume; readonly inFront: boolean }) => {
  const name = nameOf(one)
  return (
    <FoundRow
      name={name}
      href={href.personne(one.id)}
      facts={
        <>
          {one.lieu !== '' && <span>{one.lieu}</span>}
          {one.plans > 0 && <span>{t.plans(one.plans)}</span>}
          {one.brouillons > 0 && <span>{t.drafts(one.brouillons)}</span>}
          <span>{t.expires(one.expire_le)}</span>
        </>
      }
    >
      {inFront ? (
        <Tag tone="accent" icon="user">
          {t.accompanied}
        </Tag>
      ) : (
        one.lisible && (
          <Button size="s" aria-label={t.accompanyOne(name)} onPress={() => accompany(one.id)}>
            {t.accompany}
          </Button>
        )
      )}
      <IconButton label={t.remove(name)} icon="trash" onPress={() => void removePerson(one.id)} />
    </FoundRow>
  )
}

/** People accompanied, the last one first, found by name or commune. */
export const PeopleList = ({ people }: { readonly people: readonly DossierResume[] }) => {
  const inFront = useCurrentPersonId()
  return (
    <FoundList
      words={t}
      items={people}
      textOf={({ personne, lieu }) => `${personne} ${lieu}`}
      row={(one) => <Row key={one.id} one={one} inFront={one.id === inFront} />}
    />
  )
}
