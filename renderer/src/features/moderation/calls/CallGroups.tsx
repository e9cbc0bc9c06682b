import type { DossierView } from '#shared/moderation/dossier.ts'
import type { Call } from '#shared/moderation/calls.ts'
import { isFilled } from '#shared/listing/filled.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { call as t } from '../../../i18n/appels.ts'
import { useZoneNames } from '../../../lib/use-zone-names.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { FieldValue } from '../dossier/parts/FieldValue.tsx'
import { sheetOf } from '../dossier/sheet-of.ts'

/** Nobody says these on the telephone. */
const UNSAID: ReadonlySet<string> = new Set(['latitude', 'longitude', 'code_insee'])

/** The likeliest to be wrong first, then the others as the sheet has them. */
const inOrder = ({ cible, raisons }: Call) => {
  const rank = new Map(raisons.map(({ groupe }, index) => [groupe, index]))
  return groupsOf(cible.kind).toSorted((a, b) => (rank.get(a.code) ?? raisons.length) - (rank.get(b.code) ?? raisons.length))
}

type Props = {
  readonly one: Call
  readonly view: DossierView
  readonly ticked: readonly string[]
  readonly error: string | undefined
  readonly onTick: (groupes: string[]) => void
}

/** What the sheet says now, group by group, to be read out and confirmed. */
export const CallGroups = ({ one, view, ticked, error, onTick }: Props) => {
  const { doc } = sheetOf(view)
  const zone = doc['zone_eligibilite']
  const nameOf = useZoneNames(Array.isArray(zone) ? zone.map(String) : [])
  return (
    <CheckboxGroup
      label={t.groups}
      description={t.groupsHelp}
      errorMessage={error}
      value={[...ticked]}
      onChange={onTick}
      className="call-groups"
    >
      {inOrder(one).map(({ code, label, champs }) => {
        const said = champs.flatMap(({ champ, label: name }) => {
          const value = doc[champ]
          return isFilled(value) && !UNSAID.has(champ) ? [{ champ, name, value }] : []
        })
        return (
          <div key={code} className="call-group">
            <Checkbox value={code}>{t.right(label)}</Checkbox>
            {said.length === 0 ? (
              <p className="muted call-group-none">{t.nothing}</p>
            ) : (
              <dl className="call-fields">
                {said.map(({ champ, name, value }) => (
                  <div key={champ}>
                    <dt>{name}</dt>
                    <dd>
                      <FieldValue champ={champ} value={value} nameOf={nameOf} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        )
      })}
    </CheckboxGroup>
  )
}
