import { useMemo } from 'react'
import { labelOf } from '#shared/listing/groups.ts'
import { modelDifferences } from '#shared/listing/model.ts'
import type { FlatDoc } from '#shared/contract/listing.ts'
import { modelText as t } from '../../../i18n/listing.ts'
import { listingValue } from '../../../lib/listing-value.ts'

const Value = ({ champ, value }: { readonly champ: string; readonly value: FlatDoc[string] }) => {
  const words = listingValue(champ, value)
  return words === '' ? <span className="muted">{t.nothing}</span> : <span className="listing-value">{words}</span>
}

/** Field by field, what a model says and what a service that follows it says. */
export const Differences = ({ model, service }: { readonly model: FlatDoc; readonly service: FlatDoc }) => {
  const differences = useMemo(() => modelDifferences(model, service), [model, service])
  if (differences.length === 0) return <p>{t.diffSame}</p>
  return (
    <div className="listing-scroll">
      <table className="listing-diff">
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.ofModel}</th>
            <th scope="col">{t.ofService}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <tr key={one.champ}>
              <th scope="row">{labelOf('service', one.champ)}</th>
              <td>
                <Value champ={one.champ} value={one.modele} />
              </td>
              <td>
                <Value champ={one.champ} value={one.service} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
