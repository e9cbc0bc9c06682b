import { basename } from 'node:path'
import type { Arrivee } from '#shared/administration/import.ts'
import { keepArrival } from '#server/administration/imports.ts'
import { codeOf } from '#server/ops/job-runs.ts'
import { TooManyRemovals } from './guard.ts'
import type { Ingested, IngestParts } from './ingest.ts'
import type { Staged } from './staged.ts'

/** Says in the store what became of a catalogue that came in: the team reads it in « Administration ». */

type About = {
  /** Where it came from; null for what the server made up itself. */
  readonly file: string | null
  readonly staged: Pick<Staged, 'demonstration' | 'genere_le'> | null
}

const issueOf = (error: unknown, { staged }: About): Arrivee['issue'] =>
  error instanceof TooManyRemovals ? 'retenue' : staged === null ? 'illisible' : 'echouee'

const pertesOf = (error: unknown): Arrivee['pertes'] => {
  if (!(error instanceof TooManyRemovals)) return null
  const { structure, service } = error.losses
  return {
    structures: { retirees: structure.removed, connues: structure.known },
    services: { retirees: service.removed, connues: service.known },
  }
}

/**
 * Does `work`, and keeps how it went. What it rejects with is passed on, also when that cannot be written; nothing is kept of what
 * another process is taking (null), nor of what was interrupted.
 */
export const recorded = async (
  { store }: Pick<IngestParts, 'store'>,
  about: () => About,
  work: () => Promise<Ingested | null>,
  signal?: AbortSignal,
): Promise<Ingested | null> => {
  const began = Date.now()
  /** What happened is what is told, also by a store that takes no more. */
  const keep = async (outcome: Pick<Arrivee, 'issue' | 'pertes' | 'code'>, rows: Ingested | null): Promise<void> => {
    const { file, staged } = about()
    await keepArrival(store, {
      le: new Date(began).toISOString(),
      duree_ms: Math.max(0, Date.now() - began),
      fichier: file === null ? null : basename(file).slice(0, 200),
      demonstration: staged?.demonstration ?? null,
      genere_le: staged?.genere_le ?? null,
      ecrites: rows?.written ?? null,
      retirees: rows?.removed ?? null,
      inchangees: rows?.unchanged ?? null,
      ...outcome,
    }).catch(() => {})
  }
  let done: Ingested | null
  try {
    done = await work()
  } catch (error) {
    if (signal?.aborted !== true)
      await keep({ issue: issueOf(error, about()), pertes: pertesOf(error), code: codeOf(error) }, null)
    throw error
  }
  if (done !== null) await keep({ issue: 'prise', pertes: null, code: null }, done)
  return done
}
