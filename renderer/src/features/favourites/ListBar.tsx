import { type FormEvent, useState } from 'react'
import type { Favourite } from '#shared/contract/user.ts'
import { favouritesText as text } from '../../i18n/favourites.ts'
import { client } from '../../lib/api.ts'
import { cx } from '../../lib/cx.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { findList, type ListChoice } from './arrange.ts'

type Lists = readonly { readonly nom: string; readonly count: number }[]
const fail = ({ message }: Error) => showToast({ tone: 'erreur', message })

type RenameProps = {
  readonly nom: string
  readonly lists: Lists
  readonly onClose: () => void
  readonly onDone: (nom: string) => void
}

const RenameDialog = ({ nom, lists, onClose, onDone }: RenameProps) => {
  const [name, setName] = useState(nom)
  const other = findList(
    lists.filter((list) => list.nom !== nom),
    name,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const vers = other ?? name.trim()
    if (vers === '') return
    try {
      await client.call('favourites.renameList', { de: nom, vers })
      onDone(vers)
    } catch (error) {
      fail(error as Error)
    }
  }
  return (
    <Dialog isOpen onClose={onClose} title={text.renommerTitre(nom)} size="s">
      <form className="fav-rename" onSubmit={(event) => void submit(event)}>
        <TextField
          label={text.nouveauNom}
          value={name}
          onChange={setName}
          maxLength={80}
          autoFocus
          autoComplete="off"
          {...(other !== undefined && { description: text.fusion(other) })}
        />
        <div className="fav-rename-actions">
          <Button onPress={onClose}>{text.annuler}</Button>
          <Button variant="primary" type="submit" isDisabled={name.trim() === ''}>
            {text.enregistrer}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type Props = {
  readonly all: readonly Favourite[]
  readonly lists: Lists
  readonly unlisted: number
  readonly value: ListChoice
  readonly onChange: (value: ListChoice) => void
}

/** The counsellor's own lists, as filters; the chosen one can be renamed or, with an undo, forgotten. */
export const ListBar = ({ all, lists, unlisted, value, onChange }: Props) => {
  const [renaming, setRenaming] = useState(false)
  const readOnly = useReadOnly()
  const choices: readonly { readonly key: ListChoice; readonly label: string; readonly count: number }[] = [
    { key: null, label: text.toutes, count: all.length },
    ...lists.map(({ nom, count }) => ({ key: nom, label: nom, count })),
    ...(unlisted > 0 ? [{ key: '', label: text.sansListe, count: unlisted }] : []),
  ]
  const forget = async (nom: string) => {
    const before = all.filter(({ listes }) => listes.includes(nom))
    const restore = async () => {
      for (const { kind, id, listes } of before) await client.call('favourites.update', { kind, id, listes })
    }
    try {
      await client.call('favourites.removeList', { nom })
      onChange(null)
      showToast({
        message: text.listeSupprimee(nom),
        action: { label: text.annuler, run: () => void restore().catch(fail) },
      })
    } catch (error) {
      fail(error as Error)
    }
  }
  if (lists.length === 0) return null
  const own = value !== null && value !== '' && !readOnly
  return (
    <div className="fav-lists" role="group" aria-label={text.listes}>
      {choices.map(({ key, label, count }) => (
        <button
          key={key ?? '\u0000'}
          type="button"
          aria-pressed={value === key}
          className={cx('fav-list', value === key && 'fav-list-chosen')}
          onClick={() => onChange(key)}
        >
          {label} <span className="tabular">{count}</span>
        </button>
      ))}
      {own && (
        <Menu
          trigger={<IconButton label={text.actionsListe} icon="more" size="s" />}
          label={text.actionsListe}
          entries={[
            { id: 'renommer', label: text.renommer, icon: 'pencil', onAction: () => setRenaming(true) },
            { id: 'supprimer', label: text.supprimerListe, icon: 'trash', danger: true, onAction: () => void forget(value) },
          ]}
        />
      )}
      {own && renaming && (
        <RenameDialog
          nom={value}
          lists={lists}
          onClose={() => setRenaming(false)}
          onDone={(nom) => {
            setRenaming(false)
            onChange(nom)
          }}
        />
      )}
    </div>
  )
}
