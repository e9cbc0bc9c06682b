import { useRef, useState } from 'react'
import type { Eligible } from '#shared/contract/personnes.ts'
import type { Favourite } from '#shared/contract/user.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { favouritesText as text } from '../../i18n/favourites.ts'
import { EligibleMark } from '../../lib/EligibleMark.tsx'
import { useFavourites } from '../../lib/favourites.ts'
import { formatDate, freshnessOf } from '../../lib/format.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { href } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ListsPopover } from './ListsPopover.tsx'
import { NoteEditor } from './NoteEditor.tsx'

type Props = {
  readonly favourite: Favourite
  readonly lists: readonly { readonly nom: string }[]
  readonly now: Date
  /** What it is for the person in front; absent when nobody is. */
  readonly eligible: Eligible | undefined
}

const Name = ({ favourite: { kind, id, nom, disponible } }: { readonly favourite: Favourite }) =>
  disponible ? (
    <Link href={kind === 'service' ? href.service(id) : href.structure(id)} quiet className="fav-name">
      {nom}
    </Link>
  ) : (
    <span className="fav-name">{nom}</span>
  )

const Facts = ({ favourite: { kind, card, disponible, note, cree_le }, now }: Omit<Props, 'lists' | 'eligible'>) => {
  const where = [card?.structure?.nom, card?.commune].filter(Boolean).join(' · ')
  return (
    <>
      {where !== '' && <p className="muted">{where}</p>}
      <div className="fav-facts">
        {!disponible && (
          <Tag tone="warn" icon="warning">
            {text.parti}
          </Tag>
        )}
        {!disponible && note !== '' && <span>{text.partiAide}</span>}
        {kind === 'structure' && <Tag icon="building">{text.structure}</Tag>}
        {card?.type != null && <Tag>{labelOf('types', card.type)}</Tag>}
        {card !== null && <span>{freshnessOf(card.date_maj, now).words}</span>}
        <span>{text.ajoute(formatDate(cree_le))}</span>
      </div>
    </>
  )
}

/** One favourite with its note, its lists, and its removal with undo. */
export const FavouriteRow = ({ favourite, lists, now, eligible }: Props) => {
  const [editing, setEditing] = useState(false)
  const opener = useRef<HTMLDivElement>(null)
  const favourites = useFavourites()
  const readOnly = useReadOnly()
  const { kind, id, nom, note, lisible } = favourite

  const done = () => {
    setEditing(false)
    // The button that opened the note comes back after this render: the focus goes with it.
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus())
  }

  return (
    <li className="fav-row">
      <div className="fav-main">
        <Name favourite={favourite} />
        <Facts favourite={favourite} now={now} />
        {eligible !== undefined && <EligibleMark eligible={eligible} />}
        {editing ? <NoteEditor favourite={favourite} onDone={done} /> : note !== '' && <p className="fav-note">{note}</p>}
        {!lisible && <p className="fav-unreadable">{text.noteIllisible}</p>}
        <div className="fav-tools" ref={opener}>
          {!editing && lisible && (
            <Button
              size="s"
              variant="quiet"
              icon="pencil"
              isDisabled={readOnly}
              onPress={() => setEditing(true)}
              aria-label={note === '' ? text.ajouterNoteA(nom) : text.modifierNoteDe(nom)}
            >
              {note === '' ? text.ajouterNote : text.modifierNote}
            </Button>
          )}
          {lisible && <ListsPopover favourite={favourite} lists={lists} readOnly={readOnly} />}
        </div>
      </div>
      <IconButton
        label={text.retirer(nom)}
        icon="star"
        filled
        className="fav-star"
        isDisabled={readOnly}
        onPress={() => favourites.toggle(kind, id, nom)}
      />
    </li>
  )
}
