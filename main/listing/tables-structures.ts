import type { Done } from '#shared/contract/listing.ts'
import { DoraError } from '#shared/errors.ts'
import { patchFromModel } from '#shared/listing/model.ts'
import { DEFAULT_FREQUENCY } from '#shared/listing/freshness.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { DoraHandlers } from '../emit.ts'
import type { Told } from '../user/listing-doc.ts'
import type { ListingDesk } from './handlers.ts'
import type { StructureFate } from './table/understand-structures.ts'
import type { StructuresContext, TableContext } from './tables-context.ts'

type Parts = {
  readonly user: ListingDesk['user']
  readonly context: Pick<TableContext, 'followed'>
  /** What only the server does: these fail without network. */
  readonly server: Pick<DoraHandlers, 'listing.addBranch' | 'members.invite' | 'members.inviteFirstAdmin'>
}

/** Failures that every other row would meet too. */
const OF_ALL = new Set(['compte-hors-ligne', 'compte-non-connecte', 'sync-sans-serveur', 'sync-sature'])
const ALREADY = 'compte-deja-rattache'

type Made = { readonly id: string; readonly told: Told | null }
type BroughtRow = { readonly kind: 'service' | 'structure'; readonly id: string | null; readonly doc: Doc }

/**
 * Makes what a table of structures says, row after row: those of elsewhere first, by the server, then every field that remains in
 * one transaction of this desk. Interrupted, it goes on with the same table: what was made is then found, and changed.
 */
export const createStructureMaking = ({ user, context, server }: Parts) => {
  /** Once the server does not answer, it is not asked again: each row is told the same. */
  const createAsking = () => {
    let down: DoraError | null = null
    return async <T>(work: () => T | Promise<T>): Promise<T> => {
      if (down !== null) throw down
      try {
        return await work()
      } catch (error) {
        if (error instanceof DoraError && OF_ALL.has(error.code)) down = error
        throw error
      }
    }
  }

  const made = async (fait: NonNullable<StructureFate['fait']>, ask: ReturnType<typeof createAsking>): Promise<Made> => {
    if (fait.acte === 'modifier') return { id: fait.id, told: null }
    if (fait.acte === 'antenne') {
      const { parentId, antenne } = fait
      const { id } = await ask(() => server['listing.addBranch']({ structureId: parentId, antenne }))
      return { id, told: { kind: 'structure', id, ver: 0, doc: { ...antenne, id, source: 'dora', 'dora.parent': parentId } } }
    }
    const { siret, courriel } = fait
    const { structure } = await ask(() => server['members.inviteFirstAdmin']({ siret, courriel }))
    const { id, nom, commune } = structure
    return { id, told: { kind: 'structure', id, ver: 0, doc: { id, source: 'dora', nom, siret, commune } } }
  }

  /** Models are given once: a structure that follows one keeps what it made of it. */
  const ofModels = async (
    fate: StructureFate,
    { id, told }: Made,
    modeles: StructuresContext['modeles'],
  ): Promise<BroughtRow[]> => {
    if (fate.modeles.length === 0) return []
    const followed = told === null ? await context.followed(id) : new Set<string>()
    return fate.modeles.flatMap((name): BroughtRow[] => {
      const model = followed.has(name) ? undefined : modeles[name]
      if (model === undefined) return []
      const doc = {
        'dora.status': 'DRAFT',
        'dora.update_frequency': DEFAULT_FREQUENCY,
        ...patchFromModel(model),
        structure_id: id,
      }
      return [{ kind: 'service', id: null, doc }]
    })
  }

  return async (fates: readonly StructureFate[], { told: known, modeles }: StructuresContext): Promise<Done> => {
    const ask = createAsking()
    const refus: Done['refus'] = []
    const rows: BroughtRow[] = []
    const told: Told[] = [...known]
    const done = new Map<string, string>()
    const refuse = ({ numero, nom }: StructureFate, error: unknown, what = ''): void => {
      if (!(error instanceof DoraError)) throw error
      refus.push({
        id: `ligne-${numero}${what === '' ? '' : `-${what}`}`,
        nom,
        raison: `Ligne ${numero}\u202f: ${error.message}`,
      })
    }
    for (const fate of fates) {
      const { fait } = fate
      if (fait === null) continue
      try {
        const one = await made(fait, ask)
        if (one.told !== null) told.push(one.told)
        done.set(one.id, fate.nom)
        if (Object.keys(fait.doc).length > 0) rows.push({ kind: 'structure', id: one.id, doc: fait.doc })
        rows.push(...(await ofModels(fate, one, modeles)))
        for (const courriel of fate.administrateurs) {
          const invite = { structureId: one.id, courriel, prenom: '', nom: '', admin: true }
          await ask(() => server['members.invite'](invite)).catch((error: unknown) => {
            if (!(error instanceof DoraError) || error.code !== ALREADY) refuse(fate, error, courriel)
          })
        }
      } catch (error) {
        refuse(fate, error)
      }
    }
    const brought = rows.length === 0 ? null : await (await user())['listing.bring']({ rows, told })
    const failed = new Set((brought?.refus ?? []).map(({ id }) => id))
    return {
      faits: [...done.keys()].filter((id) => !failed.has(id)).length,
      refus: [...refus, ...(brought?.refus ?? []).map((one) => ({ ...one, nom: one.nom || (done.get(one.id) ?? '') }))],
      annuler: brought?.annuler ?? null,
    }
  }
}
