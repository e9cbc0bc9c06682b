import { DoraError } from '#shared/errors.ts'
import { asDoraError, isFull } from './failures.ts'
import type { Reserve } from './reserve.ts'

type Methods = { readonly [name: string]: (...input: never[]) => unknown }

/**
 * The same methods, failing with coded errors only. A full disk gives up its reserve, once, and the method, which is one
 * transaction, is done again. A file that may only be read says so, rather than that the disk is full.
 */
export const guarded = <M extends Methods>(methods: M, readOnly: boolean, reserve: Pick<Reserve, 'release'>): M => {
  const run = (work: () => unknown): unknown => {
    try {
      return work()
    } catch (error) {
      const known = asDoraError(error)
      if (!(known instanceof DoraError) || known.code !== 'ecriture-impossible') throw known
      if (readOnly) throw new DoraError('donnees-utilisateur-lecture-seule', undefined, error)
      if (isFull(error) && reserve.release()) return work()
      throw known
    }
  }
  const again = (work: () => unknown): unknown => {
    try {
      return run(work)
    } catch (error) {
      throw asDoraError(error)
    }
  }
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, (...input: never[]) => again(() => method(...input))]),
  ) as M
}
