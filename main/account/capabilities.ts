import { departementOf } from '#shared/catalogue/facts.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import { type Actor, serviceCapabilities, structureCapabilities, type Target } from '#shared/rights.ts'
import type { CatalogueReads } from '../catalogue/handlers.ts'
import type { DoraHandlers } from '../emit.ts'

type Sheets = 'catalogue.service' | 'catalogue.structure'

/** What hangs on a structure is where the structure is; one that this desk does not carry is nowhere. */
const targetOf = (structureId: string | null, structure: Structure | null): NonNullable<Target> => ({
  structureId,
  departement: structure === null ? null : departementOf(structure.code_insee, structure.code_postal),
})

/** Sheets with what the person may do of each: the catalogue knows nothing of accounts, and the screens decide nothing. */
export const withCapabilities = (
  catalogue: Pick<CatalogueReads, Sheets>,
  actor: () => Promise<Actor>,
): Pick<DoraHandlers, Sheets> => ({
  'catalogue.service': async (input) => {
    const [sheet, person] = await Promise.all([catalogue['catalogue.service'](input), actor()])
    return { ...sheet, droits: serviceCapabilities(person, targetOf(sheet.service.structure_id, sheet.structure)) }
  },
  'catalogue.structure': async (input) => {
    const [sheet, person] = await Promise.all([catalogue['catalogue.structure'](input), actor()])
    return { ...sheet, droits: structureCapabilities(person, targetOf(sheet.structure.id, sheet.structure)) }
  },
})
