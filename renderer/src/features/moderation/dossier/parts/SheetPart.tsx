import type { DossierView } from '#shared/moderation/dossier.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { dossier, sheetPart as t } from '../../../../i18n/moderation-dossier.ts'
import { formatDate } from '../../../../lib/format.ts'
import { useZoneNames } from '../../../../lib/use-zone-names.ts'
import { textOf, type Sheet } from '../sheet-of.ts'
import { sheetGroups } from '../sheet-rows.ts'
import { FieldValue } from './FieldValue.tsx'
import { Part } from './Part.tsx'

/**
 * The sheet as it is now, group by group; what is not filled in is named at the end of its group. Folded where what has changed since
 * the last validation is told above.
 */
export const SheetPart = ({ view, sheet: { doc } }: { readonly view: DossierView; readonly sheet: Sheet }) => {
  const groups = sheetGroups(view.cible.kind, doc)
  const zone = doc['zone_eligibilite']
  const nameOf = useZoneNames(Array.isArray(zone) ? zone.map(String) : [])
  const changed = new Set(view.differences?.champs.map(({ champ }) => champ))
  const source = textOf(doc['source'])
  const edited = textOf(doc['date_maj'])
  // Why it is in the queue says since when: the day of its last edit, more often than not.
  const updated = view.item?.raisons.some(({ depuis }) => depuis.slice(0, 10) === edited) === true ? null : edited
  return (
    <Part
      title={dossier.sections.fiche}
      folded={
        changed.size > 0
          ? t.unchanged(groups.reduce((sum, { rows }) => sum + rows.filter((row) => !changed.has(row.champ)).length, 0))
          : undefined
      }
      aside={
        <span className="muted">
          {[
            ...(source === null ? [] : [`${t.source}\u202f: ${labelOf('sources', source)}`]),
            ...(updated === null ? [] : [`${t.updated}\u202f: ${formatDate(updated)}`]),
          ].join(' · ')}
        </span>
      }
    >
      {groups.map(({ code, label, rows, missing }) => (
        <div key={code} className="dossier-group">
          <h4>{label}</h4>
          {rows.length > 0 && (
            <dl className="dossier-fields">
              {rows.map(({ champ, name, value, told }) => (
                <div key={champ} className={changed.has(champ) ? 'dossier-field-changed' : undefined}>
                  <dt>{name}</dt>
                  <dd>
                    <FieldValue champ={champ} value={value} nameOf={nameOf} told={told} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {missing.length > 0 && (
            <p className="dossier-missing">
              {`${t.nothing}\u202f: ${missing.map((name) => name.toLocaleLowerCase('fr')).join(', ')}.`}
            </p>
          )}
        </div>
      ))}
    </Part>
  )
}
