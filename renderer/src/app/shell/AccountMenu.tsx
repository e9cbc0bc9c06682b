import { useState, type ReactNode } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Separator } from 'react-aria-components/Separator'
import type { AccountState } from '#shared/contract/account.ts'
import type { Compte } from '#shared/accounts/compte.ts'
import { shellAccount as t } from '../../i18n/shell-account.ts'
import { pending } from '../../lib/account.ts'
import { href, navigate } from '../../lib/route.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { displayName } from '#shared/text/names.ts'
import { accountScreens, hasMany, structuresFor } from './account-entries.ts'
import { switchStructure } from './switch-structure.ts'

const Entry = ({ id, label, icon, onAction }: { id: string; label: string; icon: IconName; onAction: () => void }) => (
  <MenuItem id={id} className="ui-option" textValue={label} onAction={onAction}>
    <span className="ui-option-label">
      <Icon name={icon} size={16} />
      {label}
    </span>
  </MenuItem>
)

type Props = { readonly state: AccountState; readonly compte: Compte; readonly onSignOut: () => void }

const Entries = ({ state, compte, onSignOut, typed }: Props & { readonly typed: string }) => {
  const own = structuresFor(state, typed)
  const waiting = pending(state)
  return (
    <Menu aria-label={t.menu} className="ui-listbox account-menu">
      {own.length > 0 && (
        <MenuSection
          id="structures"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={state.structure_courante === null ? [] : [`structure/${state.structure_courante}`]}
        >
          <Header className="ui-option-section">{t.structures}</Header>
          {own.map(({ structure_id: id, structure_nom }) => {
            const nom = displayName(structure_nom)
            return (
              <MenuItem
                key={id}
                id={`structure/${id}`}
                className="ui-option"
                textValue={nom}
                onAction={() => {
                  if (id !== state.structure_courante) switchStructure(id, nom)
                }}
              >
                {({ isSelected }) => (
                  <>
                    <span className="ui-option-label">
                      <Icon name="building" size={16} />
                      {nom}
                    </span>
                    {isSelected && <Icon name="check" size={16} className="ui-option-check" />}
                  </>
                )}
              </MenuItem>
            )
          })}
        </MenuSection>
      )}
      {waiting.length > 0 && typed === '' && (
        <MenuSection id="attentes">
          <Header className="ui-option-section">{t.waiting}</Header>
          {waiting.map(({ structure_id: id, structure_nom: nom, etat }) => (
            <MenuItem
              key={id}
              id={`attente/${id}`}
              className="ui-option"
              textValue={displayName(nom)}
              onAction={() => navigate(href.compte())}
            >
              <span className="ui-option-label">
                <Icon name={etat === 'invitation' ? 'mail' : 'clock'} size={16} />
                {displayName(nom)}
              </span>
              <span className="ui-option-detail">{etat === 'invitation' ? t.invitation : t.request}</span>
            </MenuItem>
          ))}
        </MenuSection>
      )}
      {typed === '' && (
        <>
          <Entry id="rejoindre" label={t.join} icon="plus" onAction={() => navigate(href.rejoindre())} />
          <Separator className="ui-menu-separator" />
          {accountScreens(state, compte).map(({ id, label, icon, to }) => (
            <Entry key={id} id={id} label={label} icon={icon} onAction={() => navigate(to)} />
          ))}
          <Separator className="ui-menu-separator" />
          <Entry id="deconnexion" label={t.signOut} icon="lock" onAction={onSignOut} />
        </>
      )}
    </Menu>
  )
}

/** Above ten structures, a field narrows them; the arrows go on moving in the list meanwhile. */
const Filtered = ({ children }: { readonly children: (typed: string) => ReactNode }) => {
  const [typed, setTyped] = useState('')
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <div className="account-filter">
        <SearchField label={t.filter} hideLabel placeholder={t.filter} autoFocus />
      </div>
      {children(typed.trim())}
    </Autocomplete>
  )
}

/** The explicit switcher of structure, then the screens of the account. */
export const AccountMenu = (props: Props) =>
  hasMany(props.state) ? <Filtered>{(typed) => <Entries {...props} typed={typed} />}</Filtered> : <Entries {...props} typed="" />
