import type { FastifyInstance } from 'fastify'
import type { Entry } from '#shared/reference/entry.ts'
import { FRAIS } from '#shared/reference/frais.ts'
import { MOBILISABLE_PAR } from '#shared/reference/mobilisable-par.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { MODES_MOBILISATION } from '#shared/reference/modes-mobilisation.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { SOURCES } from '#shared/reference/sources.ts'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { TYPES } from '#shared/reference/types.ts'
import { apiAccess } from './gate-caller.ts'

/** `/api/v1/sources` and `/api/v1/doc/*`: the values, with what they mean (data-inclusion.md §2). They change with the program. */

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** In the order of values, as upstream. */
const told = (entries: readonly Entry[]) =>
  entries
    .map(({ value, label, description }) => ({ value, label, description: description ?? null }))
    .sort((a, b) => byText(a.value, b.value))

export const REFERENTIALS = {
  frais: told(FRAIS),
  'modes-accueil': told(MODES_ACCUEIL),
  'modes-mobilisation': told(MODES_MOBILISATION),
  'personnes-mobilisatrices': told(MOBILISABLE_PAR),
  publics: told(PUBLICS),
  'reseaux-porteurs': told(RESEAUX_PORTEURS),
  thematiques: told(NEEDS),
  'types-services': told(TYPES),
} as const

/** Those of invented rows are nobody’s. */
const KNOWN_SOURCES = told(SOURCES.filter(({ value }) => !value.startsWith('demonstration'))).map(
  ({ value, label, description }) => ({ slug: value, nom: label, description }),
)

export const addReferentialRoutes = (scope: FastifyInstance): void => {
  for (const [name, values] of Object.entries(REFERENTIALS)) scope.get(`/v1/doc/${name}`, apiAccess('open'), async () => values)
  scope.get('/v1/sources', async () => KNOWN_SOURCES)
}
