import { closedThere, departementOfSheet } from '#shared/deployment/features.ts'
import { departementOf } from '#shared/geo/divisions.ts'
import type { CatalogueReads, CatalogueTold } from '../catalogue/handlers.ts'
import { featuresOf } from './rows.ts'

const nameOf = (code: string): string => departementOf(code)?.nom ?? code

/** The reason of the team, as a sentence of its own. */
const reasonOf = (motif: string): string => (motif === '' ? '' : ` ${motif}${/[.!?…]$/.test(motif) ? '' : '.'}`)

/** Why nobody may send a request there, in French, ready to show. */
const closedForRequests = ({ departement, motif }: { readonly departement: string; readonly motif: string }): string =>
  `Les demandes ne sont pas ouvertes dans ce département\u202f: ${nameOf(departement)}.${reasonOf(motif)} Suivez les modalités indiquées sur la fiche.`

type Sheets = { readonly handlers: CatalogueReads; readonly told: Pick<CatalogueTold, 'others'> }

/** Sheets as the département of each leaves them: where requests are closed, none may be sent, and the sheet says why. */
export const withLocalFeatures = <T extends Sheets>(catalogue: T): T => {
  const read = catalogue.handlers['catalogue.service']
  return {
    ...catalogue,
    handlers: {
      ...catalogue.handlers,
      'catalogue.service': async (input: { readonly id: string }) => {
        const sheet = await read(input)
        if (!sheet.orientable.ok) return sheet
        const departement = departementOfSheet(sheet.service, sheet.structure)
        const closed = closedThere('orientations', departement, (await featuresOf(catalogue.told.others)) ?? [])
        return closed === null ? sheet : { ...sheet, orientable: { ok: false, raison: closedForRequests(closed) } }
      },
    },
  }
}
