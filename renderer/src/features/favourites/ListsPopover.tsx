import { type FormEvent, useState } from 'react'
import type { Favourite } from '#shared/contract/user.ts'
import { favouritesText as text } from '../../i18n/favourites.ts'
import { useAction } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { findList } from './arrange.ts'

type Props = {
  readonly favourite: Favourite
  readonly lists: readonly { readonly nom: string }[]
  readonly readOnly: boolean
}

/** Which lists one favourite is in; typing a new name makes the list. */
export const ListsPopover = ({ favourite, lists, readOnly }: Props) => {
  const update = useAction('favourites.update')
  const [name, setName] = useState('')
  const { kind, id, nom, listes } = favourite
  const put = (next: readonly string[]) =>
    update.mutate({ kind, id, listes: [...next] }, { onError: ({ message }) => showToast({ tone: 'erreur', message }) })

  const create = (event: FormEvent) => {
    event.preventDefault()
    const wanted = findList(lists, name) ?? name.trim()
    if (wanted === '') return
    put([...listes, wanted])
    setName('')
  }

  return (
    <Popover
      label={text.rangerDe(nom)}
      trigger={
        <Button
          size="s"
          variant="quiet"
          icon="list"
          isDisabled={readOnly}
          aria-label={listes.length === 0 ? text.rangerDe(nom) : text.listesDe(nom, listes.join(', '))}
        >
          {listes.length === 0 ? text.ranger : listes.join(', ')}
        </Button>
      }
    >
      <div className="fav-lists-popover">
        {lists.length > 0 && (
          <CheckboxGroup label={text.ranger} value={[...listes]} onChange={put}>
            {lists.map((list) => (
              <Checkbox key={list.nom} value={list.nom}>
                {list.nom}
              </Checkbox>
            ))}
          </CheckboxGroup>
        )}
        <form onSubmit={create} className="fav-new-list">
          <TextField label={text.nouvelleListe} value={name} onChange={setName} maxLength={80} autoComplete="off" />
          <Button type="submit" size="m" icon="plus">
            {text.creer}
          </Button>
        </form>
      </div>
    </Popover>
  )
}
