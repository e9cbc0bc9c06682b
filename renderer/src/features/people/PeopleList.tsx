import { useState } from 'react'
import { fold } from '#shared/geo/fold.ts'
import type { DossierResume } from '#shared/person/profile.ts'
import { folders } from '../../i18n/people-folders.ts'
import { accompany, useCurrentPersonId } from '../../lib/current-person.ts'
import { href } from '../../lib/route.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { removePerson } from './folder-acts.ts'

const t = folders.list

const nameOf = ({ personne, lisible }: DossierResume): string => (!lisible ? t.unreadable : personne === '' ? t.noName : personne)

const matches = (one: DossierResume, words: string): boolean => {
  const text = fold(`${one.personne} ${one.lieu}`)
  return fold(words)
    .split(' ')
    .every((word) => text.includes(word))
}

const Row = ({ one, inFront }: { readonly one: DossierResume; readonly inFront: boolean }) => {
  const name = nameOf(one)
  return (
    <li className="people-row">
      <div className="people-main">
        <Link href={href.personne(one.id)} quiet className="people-link">
          {name}
        </Link>
        <span className="people-facts">
          {one.lieu !== '' && <span>{one.lieu}</span>}
          {one.plans > 0 && <span>{t.plans(one.plans)}</span>}
          {one.brouillons > 0 && <span>{t.drafts(one.brouillons)}</span>}
          <span>{t.expires(one.expire_le)}</span>
        </span>
      </div>
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
    </li>
  )
}

/** People accompanied, the last one first, found by name or commune. */
export const PeopleList = ({ people }: { readonly people: readonly DossierResume[] }) => {
  const [words, setWords] = useState('')
  const inFront = useCurrentPersonId()
  const shown = people.filter((one) => matches(one, words))
  return (
    <>
      <SearchField className="people-find" label={t.find} hideLabel placeholder={t.find} value={words} onChange={setWords} />
      {shown.length === 0 && <p className="muted">{t.findNone(words)}</p>}
      <ul className="people-list" aria-label={t.name} {...useFocusAfterRemoval(shown.length)}>
        {shown.map((one) => (
          <Row key={one.id} one={one} inFront={one.id === inFront} />
        ))}
      </ul>
    </>
  )
}
