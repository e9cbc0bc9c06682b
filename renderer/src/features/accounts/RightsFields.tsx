import type { Role } from '#shared/accounts/compte.ts'
import { accountsText as t } from '../../i18n/accounts.ts'
import { Notice } from '../../ui/Notice.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TerritoryPicker } from '../../ui/TerritoryPicker.tsx'

export type Rights = {
  readonly role: Role
  readonly gestionnaire: boolean
  readonly departements: ReadonlySet<string>
}

const ROLES = [
  { value: 'professionnel', label: t.rolePro, detail: t.roleProHelp },
  { value: 'administrateur', label: t.roleTeam, detail: t.roleTeamHelp },
] as const

/** A gestionnaire of nowhere has no right of a gestionnaire: it is a slip. */
export const isIncomplete = ({ gestionnaire, departements }: Rights): boolean => gestionnaire && departements.size === 0

type Props = { readonly rights: Rights; readonly onChange: (rights: Rights) => void; readonly tried: boolean }

/** What an account may do on the whole server. */
export const RightsFields = ({ rights, onChange, tried }: Props) => (
  <>
    <RadioGroup label={t.role} choices={ROLES} value={rights.role} onChange={(role) => onChange({ ...rights, role })} />
    <Switch
      isSelected={rights.gestionnaire}
      onChange={(gestionnaire) => onChange({ ...rights, gestionnaire })}
      description={t.managerHelp}
    >
      {t.managerSwitch}
    </Switch>
    {rights.gestionnaire && (
      <TerritoryPicker chosen={rights.departements} onChange={(departements) => onChange({ ...rights, departements })} />
    )}
    {tried && isIncomplete(rights) && (
      <Notice tone="warn" urgent>
        {t.managerNone}
      </Notice>
    )}
  </>
)
