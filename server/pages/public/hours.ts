import OpeningHours from 'opening_hours'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { departementOf as codeOfDepartement } from '#shared/catalogue/facts.ts'
import type { Hours } from '#shared/contract/catalogue.ts'
import { departementOf, regionOf } from '#shared/geo/divisions.ts'
import { createDecodeHours } from '#shared/hours/decode.ts'
import { html, type Html } from '../html.ts'

/** Real ones fit three times over; reading the grammar of a longer text would hold up everyone else. */
const MAX_LENGTH = 400
const MS_OF_DAY = 86_400_000

const decode = createDecodeHours((value, place) => new OpeningHours(value, place))

type Place = Pick<Service | Structure, 'code_insee' | 'code_postal'>

const regionAt = (place: Place): string | undefined => {
  const departement = departementOf(codeOfDepartement(place.code_insee, place.code_postal) ?? '')
  return departement === undefined ? undefined : regionOf(departement.region)?.nom
}

/** The week as it is on that day. @param today ISO day. @param place whose public holidays count. */
export const hoursOf = (written: string, place: Place, today: string): Hours | null => {
  const brut = written.trim()
  if (brut === '') return null
  if (brut.length > MAX_LENGTH)
    return { brut, decode: false, semaine: [], commentaires: [], ouvert: null, etat: '', change_le: null }
  return decode(brut, new Date(Date.parse(`${today}T00:00:00Z`) + MS_OF_DAY / 2), regionAt(place))
}

/** Each range on one line, also where two do not fit. */
const spaced = (plages: readonly string[]): readonly Html[] =>
  plages.map((plage, at) => html`${at === 0 ? null : ', '}<span>${plage}</span>`)

/** A page is read later than it is made: it says the week, never « open now ». */
export const hoursTable = ({ decode: decoded, brut, semaine, commentaires }: Hours): Html => {
  if (!decoded) return html`<p class="asis">${brut}</p>`
  return html`<table class="hours">
      <thead class="aside">
        <tr>
          <th scope="col">Jour</th>
          <th scope="col">Heures d’ouverture</th>
        </tr>
      </thead>
      <tbody>
        ${semaine.map(
          ({ jour, plages }) =>
            html`<tr>
              <th scope="row">${jour}</th>
              <td>${plages.length === 0 ? html`<span class="soft">fermé</span>` : spaced(plages)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${commentaires.map((comment) => html`<p class="soft">${comment}</p>`)}`
}
