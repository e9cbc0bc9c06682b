import { closedThere, departementOfSheet, type Placed } from '#shared/deployment/features.ts'
import { DoraError } from '#shared/errors.ts'
import type { Json } from '#shared/rpc.ts'
import { featuresOf } from '../administration/rows.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import type { DoraHandlers } from '../emit.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { Structures } from './structures.ts'

type SuggestionHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `suggestions.${string}`>>

type Parts = {
  readonly structures: Structures
  readonly catalogue: CatalogueTold
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly recorded: (structureId: string | null) => void
}

/** What a counsellor says is wrong in a listing, and the answer. Both wait on this desk until the server has them. */
export const createSuggestionHandlers = ({ structures, catalogue, user, recorded }: Parts): SuggestionHandlers => ({
  'suggestions.mine': async () => (await user())['suggestions.mine'](undefined),
  'suggestions.make': async ({ cible, champ, valeur, message }) => {
    const [row] = await catalogue.rows([cible])
    if (row === undefined) throw new DoraError('fiche-introuvable')
    const { structure_id: home } = row.doc
    const [structure] = typeof home === 'string' ? await catalogue.rows([{ kind: 'structure', id: home }]) : []
    const departement = departementOfSheet(row.doc as Placed, (structure?.doc ?? null) as Placed | null)
    const fonctions = (await featuresOf(catalogue.others)) ?? []
    if (closedThere('suggestions', departement, fonctions) !== null) throw new DoraError('suggestion-fermee')
    const nom = String(row.doc['nom'])
    await (await user())['suggestions.make']({ cible: { ...cible, nom }, champ, valeur: valeur as Json, message })
    recorded(null)
  },
  'suggestions.answer': async ({ id, etat, texte }) => {
    // Their author takes them back without knowing the structure.
    const owner = await structures.ownerOf({ kind: 'suggestion', id }).catch((error: unknown) => {
      if (error instanceof DoraError && error.code === 'fiche-introuvable') return null
      throw error
    })
    const told = owner === null ? [] : (await structures.some(owner, [])).told
    await (await user())['suggestions.answer']({ id, etat, texte, told: told.filter(({ kind }) => kind === 'suggestion') })
    recorded(owner)
  },
})
