import type { DossierView } from '#shared/moderation/dossier.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { dossier, sheetPart as t } from '../../../../i18n/moderation-dossier.ts'
import { formatDate } from '../../../../lib/format.ts'
import { useZoneNames } from '../../../../lib/use-zone-names.ts'
import { textOf, type Sheet } from '../sheet-of.ts'
import { FieldValue } from './FieldValue.tsx'
import { Part } from './Part.tsx'

/** Told by the map, or by the fields beside. */
const ELSEWHERE: ReadonlySet<string> = new Set(['nom', 'latitude', 'longitude', 'code_insee'])
const isSaid = (value: Json | undefined): value is NonNullable<Json> =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The sheet as it is now, group by group; what is not filled in is named at the end of its group. */
export const SheetPart = ({ view, sheet: { doc } }: { readonly view: DossierView; readonly sheet: Sheet }) => {
  const { kind } = view.cible
  const zone = doc['zone_eligibilite']
  const nameOf = useZoneNames(Array.isArray(zone) ? zone.map(String) : [])
  const changed = new Set(view.differences?.champs.map(({ champ }) => champ))
  const source = textOf(doc['source'])
  const updated = textOf(doc['date_maj'])
  return (
    <Part
      title={dossier.sections.fiche}
      aside={
        <span className="muted">
          {[
            ...(source === null ? [] : [`${t.source}\u202f: ${labelOf('sources', source)}`]),
            ...(updated === null ? [] : [`${t.updated}\u202f: ${formatDate(updated)}`]),
          ].join(' · ')}
        </span>
      }
    >
      {groupsOf(kind).map(({ code, label, champs }) => {
        const own = champs.filter(({ champ }) => !ELSEWHERE.has(champ))
        const said = own.flatMap(({ champ, label: name }) => {
          const value = doc[champ]
          return isSaid(value) ? [{ champ, name, value }] : []
        })
        const missing = own.filter(({ champ }) => !isSaid(doc[champ]))
        if (own.length === 0) return null
        return (
          <div key={code} className="dossier-group">
            <h4>{label}</h4>
            {said.length > 0 && (
              <dl className="dossier-fields">
                {said.map(({ champ, name, value }) => (
                  <div key={champ} className={changed.has(champ) ? 'dossier-field-changed' : undefined}>
                    <dt>{name}</dt>
                    <dd>
                      <FieldValue champ={champ} value={value} nameOf={nameOf} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            {missing.length > 0 && (
              <p className="dossier-missing">
                {`${t.nothing}\u202f: ${missing.map(({ label: name }) => name.toLocaleLowerCase('fr')).join(', ')}.`}
              </p>
            )}
          </div>
        )
      })}
    </Part>
  )
}
