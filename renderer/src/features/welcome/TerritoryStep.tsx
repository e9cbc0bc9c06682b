import type { AccountState } from '#shared/contract/account.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { welcomeText as t } from '../../i18n/welcome.ts'
import { isManager } from '../../lib/account.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { useSettings } from '../../lib/settings.ts'
import { territoryName } from '../../lib/territories.ts'
import { Button } from '../../ui/Button.tsx'
import { goSearch } from './go-search.ts'

/** The search kept to a territory: one's départements for a gestionnaire, any for the team. */
export const TerritoryStep = ({ account }: { readonly account: AccountState | undefined }) => {
  const { set } = useSettings()
  const see = (place: PlaceRef, label: string) => {
    set({ dernierLieu: { place, label } })
    goSearch('', place)
  }
  const compte = account?.compte
  if (compte == null || !isManager(compte))
    return (
      <PlaceField
        label={t.territoryField}
        className="welcome-field"
        chosen=""
        onChoose={({ place, label }) => see(place, label)}
      />
    )
  return (
    <div className="ui-form-actions">
      {compte.departements.map((code) => (
        <Button key={code} size="s" icon="map" onPress={() => see({ kind: 'departement', code }, territoryName(code))}>
          {t.territoryOf(territoryName(code))}
        </Button>
      ))}
    </div>
  )
}
