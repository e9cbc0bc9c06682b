import { useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { app } from '../../i18n/app.ts'
import { t } from '../../i18n/search.ts'
import { setPlace } from '../../features/search/store.ts'
import { useCall } from '../../lib/api.ts'
import { useAccount } from '../../lib/use-account.ts'
import { Icon } from '../../ui/Icon.tsx'
import { accountCommands, commandsFor, goToSearch, linkCommands, searchWords, type Command } from './commands.ts'
import { useRecordCommands } from './records.ts'
import './Palette.css'

const placeCommand = ({ place, label, detail }: PlaceSuggestion, index: number): Command => ({
  id: `lieu/${index}/${label}`,
  label,
  detail: detail === '' ? t.place : `${t.place} · ${detail}`,
  icon: 'pin',
  run: () => {
    setPlace(place, label)
    goToSearch()
  },
})

const Commands = ({ onHelp, onDone }: { readonly onHelp: () => void; readonly onDone: () => void }) => {
  const [typed, setTyped] = useState('')
  const words = typed.trim()
  const account = useAccount()
  const { data } = useCall('geo.suggest', { text: words, limit: 4 }, { enabled: words.length >= 2, keepPrevious: true })
  const places = words.length >= 2 ? (data ?? []).map(placeCommand) : []
  const records = useRecordCommands(words)
  const items = [
    ...linkCommands(words),
    ...commandsFor(typed, onHelp, accountCommands(account)),
    ...places,
    ...records,
    ...(words === '' ? [] : [searchWords(words)]),
  ]
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <TextField aria-label={app.palette} autoFocus className="palette-field">
        <Icon name="search" />
        <Input className="palette-input" placeholder={`${app.palette} ${app.paletteHint}`} />
      </TextField>
      <Menu
        className="ui-listbox palette-list"
        aria-label={app.palette}
        items={items}
        renderEmptyState={() => <p className="ui-listbox-empty">{app.paletteNothing}</p>}
        onAction={(key) => {
          onDone()
          items.find(({ id }) => id === key)?.run()
        }}
      >
        {(command) => (
          <MenuItem id={command.id} className="ui-option palette-option" textValue={command.label}>
            <span className="ui-option-label">
              <Icon name={command.icon} />
              {command.label}
            </span>
            <span className="palette-detail">{command.detail}</span>
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  )
}

/** Ctrl K or ⌘ K from anywhere: screens, actions, communes, thématiques, or the words typed as a search. */
export const Palette = ({ onHelp }: { readonly onHelp: () => void }) => {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <ModalOverlay className="ui-overlay" isOpen={open} onOpenChange={setOpen} isDismissable>
      <Modal className="ui-modal palette">
        <Dialog className="ui-dialog" aria-label={app.palette}>
          <Commands onHelp={onHelp} onDone={() => setOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
