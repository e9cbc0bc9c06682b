import { memo } from 'react'
import { Button } from 'react-aria-components/Button'
import { ETATS_DEPLOIEMENT, type EtatDeploiement } from '#shared/deployment/state.ts'
import { deployment as t, etatInWords } from '../../../i18n/deploiement.ts'
import { formatDate } from '../../../lib/format.ts'
import { type Territory, territoryName } from '../../../lib/territories.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import '../../../ui/Select.css'
import { type Known, StateMark } from './StateTile.tsx'

const CHOICES: readonly Known[] = [null, ...ETATS_DEPLOIEMENT]

type Say = (departement: string, etat: EtatDeploiement | null) => void

type MenuProps = { readonly code: string; readonly etat: Known; readonly say: Say }

/** A menu rather than a field: a hundred of these are on screen at once, and only the one that is open is made. */
const StateMenu = ({ code, etat, say }: MenuProps) => {
  const label = t.stateOf(territoryName(code))
  return (
    <Menu
      label={label}
      trigger={
        <Button className="ui-select ui-select-quiet" aria-label={`${etatInWords(etat)}, ${label}`}>
          <span className="ui-select-value">{etatInWords(etat)}</span>
          <Icon name="chevron-down" size={16} />
        </Button>
      }
      entries={CHOICES.map((one) => ({
        id: String(one),
        label: etatInWords(one),
        checked: one === etat,
        onAction: () => say(code, one),
      }))}
    />
  )
}

type RowProps = {
  readonly one: Territory
  readonly etat: Known
  readonly since: string | null
  /** Null for whoever may only read. */
  readonly say: Say | null
}

const Row = memo(({ one, etat, since, say }: RowProps) => (
  <tr>
    <th scope="row">
      <span className="deploy-name">
        <span className="deploy-code tabular">{one.code}</span>
        <span>{one.nom}</span>
      </span>
    </th>
    <td className="deploy-region">{one.region}</td>
    <td>
      <div className="deploy-state">
        <StateMark etat={etat} />
        {say === null ? <span>{etatInWords(etat)}</span> : <StateMenu code={one.code} etat={etat} say={say} />}
      </div>
    </td>
    <td className="deploy-since tabular">{since === null ? t.never : formatDate(since)}</td>
  </tr>
))

type Props = {
  readonly rows: readonly Territory[]
  readonly etatOf: (code: string) => Known
  readonly sinceOf: (code: string) => string | null
  readonly say: Say | null
}

/** Every département that the filters keep: its state, to read or to change where it stands. */
export const StatesTable = ({ rows, etatOf, sinceOf, say }: Props) => (
  <div className="deploy-scroll" role="region" aria-label={t.table} {...(say === null && { tabIndex: 0 })}>
    <table className="deploy-table" aria-label={t.table}>
      <thead>
        <tr>
          <th scope="col">{t.columns.departement}</th>
          <th scope="col" className="deploy-region">
            {t.columns.region}
          </th>
          <th scope="col">{t.columns.etat}</th>
          <th scope="col">{t.columns.depuis}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <Row key={one.code} one={one} etat={etatOf(one.code)} since={sinceOf(one.code)} say={say} />
        ))}
      </tbody>
    </table>
  </div>
)
