import { useEffect } from 'react'
import type { Hours } from '#shared/contract/catalogue.ts'
import { sheet } from '../../i18n/sheet.ts'
import '../VisuallyHidden.css'
import { Icon } from '../Icon.tsx'

/** Longest wait a browser timer takes. */
const LONGEST = 2 ** 31 - 1

/** Calls `refetch` when the state of the doors changes, so that « ouvert » never lies on a sheet left open. */
export const useHoursRefresh = (changeLe: string | null | undefined, refetch: () => unknown): void => {
  useEffect(() => {
    if (changeLe === null || changeLe === undefined) return
    const wait = new Date(changeLe).getTime() - Date.now() + 500
    if (!Number.isFinite(wait) || wait > LONGEST) return
    const timer = setTimeout(refetch, Math.max(1000, wait))
    return () => clearTimeout(timer)
  }, [changeLe, refetch])
}

/** Decoded opening hours, or the producer's own text where they could not be read. Nothing is ever dropped. */
export const HoursView = ({ hours }: { readonly hours: Hours }) => {
  if (!hours.decode)
    return (
      <div className="sheet-hours">
        <p className="muted">{sheet.horairesBruts}</p>
        <p className="sheet-hours-raw">{hours.brut}</p>
      </div>
    )
  return (
    <div className="sheet-hours">
      {hours.etat !== '' && (
        <p className={`sheet-hours-state no-print ${hours.ouvert === true ? 'is-open' : 'is-closed'}`}>
          <Icon name="clock" size={16} />
          {hours.etat}
        </p>
      )}
      <table>
        <thead className="ui-hidden">
          <tr>
            <th scope="col">{sheet.jour}</th>
            <th scope="col">{sheet.plages}</th>
          </tr>
        </thead>
        <tbody>
          {hours.semaine.map(({ jour, plages }) => (
            <tr key={jour} className={plages.length === 0 ? 'is-closed' : undefined}>
              <th scope="row">{jour}</th>
              <td className="tabular">{plages.length === 0 ? sheet.ferme : plages.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hours.commentaires.map((comment) => (
        <p key={comment} className="muted">
          {comment}
        </p>
      ))}
    </div>
  )
}
