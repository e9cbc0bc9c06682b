import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConnecteurEtat, Passage, RaisonQuarantaine, Rapport } from '#shared/partners/connector.ts'
import { allRules } from '#server/deployment/rows.ts'
import type { Geography } from '#server/import/geography.ts'
import { codeOf } from '#server/ops/job-runs.ts'
import type { SyncStore } from '#server/store/types.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged, type Staged } from '#server/sync/ingest/staged.ts'
import { sha256 } from '#server/sync/rows.ts'
import type { Seal } from '#server/sync/seal.ts'
import { CATALOGUE_DATE, DEMONSTRATION } from '#server/sync/settings.ts'
import type { Resolve } from '../address-guard.ts'
import { createComparison, type Comparison } from './compare.ts'
import { backOff } from './due.ts'
import { BadBatch, ConnectorFailure } from './failure.ts'
import type { FetchLimits } from './fetch.ts'
import { forgetProvenance, keepProvenance } from './provenance.ts'
import { readPartner } from './read.ts'
import { changeState, type Connector, connectorOf, keepRun, removeConnector, stateOf } from './rows.ts'
import { type StagedBatch, stageBatch } from './stage.ts'

/**
 * One run of a connector: read, put right, compared, then taken or put in quarantine. Nothing is written before all of it was seen.
 * Cut anywhere, it is begun again and ends the same; two processes never do it at once (SyncStore.exclusively).
 */

export type RunParts = {
  readonly store: SyncStore
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly geography: () => Promise<Geography>
  /** Holds what is being read, batches in quarantine, and `depot`. */
  readonly folder: string
  readonly allowPrivate: boolean
  readonly resolve?: Resolve | undefined
  readonly limits: FetchLimits
  readonly signal: AbortSignal
}

export type Asked = { readonly par: Passage['par']; readonly essai: boolean }

export const depotOf = (folder: string): string => join(folder, 'depot')
export const quarantineFile = (folder: string, id: string): string => join(folder, 'quarantaine', `${id}.db`)

/** It was only to be tried. */
class Tried extends Error {}

const WEEK_MS = 7 * 24 * 3_600_000

/** What a batch is made of beside what the partner says: when it is another, the batch is read whole. At worst once a week. */
const makingOf = ({ store }: RunParts, { origine, sources, seuil, cle }: Connector, now: number): Promise<string> =>
  store.read(async (reader) => {
    const rules = (await allRules(reader)).map(({ id }) => id)
    const [date, demonstration] = [await reader.setting(CATALOGUE_DATE), await reader.setting(DEMONSTRATION)]
    // A score falls with each day.
    const day = seuil > 0 ? new Date(now).toISOString().slice(0, 10) : Math.floor(now / WEEK_MS)
    return sha256(JSON.stringify([origine, sources, seuil, cle, rules, date, demonstration, day]))
  })

const reportOf = (batch: StagedBatch, comparison: Comparison): Rapport => {
  const { lues, refus, sous_seuil, doublons } = batch
  return { lues, refus, sous_seuil, doublons, ...comparison.report() }
}

/** Of a batch of which more than half was refused, the rest is not to be trusted. */
const wrongAtFirstSight = ({ lues, recognised, refused }: StagedBatch): RaisonQuarantaine | null => {
  if (lues === 0) return 'vide'
  return recognised === 0 || refused * 2 > lues ? 'forme' : null
}

type Outcome = Pick<Passage, 'issue' | 'rapport'> & Partial<Pick<Passage, 'quarantaine' | 'echec' | 'code' | 'force'>>

type Running = {
  readonly parts: RunParts
  readonly one: Connector
  readonly asked: Asked
  readonly began: number
}

/** Keeps how it went, and where the connector stands from here on. */
const conclude = async ({ parts, one, asked, began }: Running, outcome: Outcome, change: Change): Promise<Passage> => {
  const run: Passage = {
    le: new Date(began).toISOString(),
    duree_ms: Math.max(0, parts.now() - began),
    par: asked.par,
    quarantaine: null,
    echec: null,
    code: null,
    force: false,
    ...outcome,
  }
  await parts.store.write(async (writer) => {
    const passage = (await connectorOf(writer, parts.seal, one.id)) === null ? '' : await keepRun(writer, one.id, run)
    await changeState(writer, one.id, (state) => ({
      ...change(state, passage),
      // Once it is over: killed before, it is still due.
      horloge_le: asked.par === 'horloge' ? run.le : state.horloge_le,
    }))
  })
  return run
}
type Change = (state: ConnecteurEtat, passage: string) => ConnecteurEtat

/** Makes the sheets of its sources those of `staged`. Rejects with ConnectorFailure when the catalogue is being replaced. */
const take = async (
  { parts: { store, seal, signal }, one }: Running,
  staged: Staged,
  comparison: Comparison,
  judge: () => void,
): Promise<void> => {
  const part = { ...comparison, sources: new Set(one.sources), judge }
  const done = await ingest({ store, seal }, staged, { signal, part })
  if (done === null) throw new ConnectorFailure('catalogue-occupe')
}

/** The batch that the team accepted, as it was put in quarantine. */
const takeAccepted = async (running: Running): Promise<Passage> => {
  const { parts, one, began } = running
  const file = quarantineFile(parts.folder, one.id)
  const cleared: Change = (state) => ({ ...state, quarantaine: null, pris: null, echecs: 0, reprise_le: null })
  if (!existsSync(file)) return conclude(running, { issue: 'echec', echec: 'depot-absent', rapport: null }, cleared)
  const staged = openStaged(file)
  const comparison = createComparison()
  try {
    await take(running, staged, comparison, () => {})
    await keepProvenance(parts.store, { connecteur: one.id, sources: one.sources, staged, le: new Date(began).toISOString() })
  } finally {
    staged.close()
  }
  const lues = Object.values(comparison.report().structures).concat(Object.values(comparison.report().services))
  const none = { recognised: 0, refused: 0, doublons: 0, refus: [], sous_seuil: { nombre: 0, exemples: [] } }
  const rapport = reportOf({ ...none, lues: lues.reduce((total, n) => total + n, 0) }, comparison)
  const run = await conclude(running, { issue: 'pris', force: true, rapport }, (state) => ({
    ...cleared(state, ''),
    succes_le: new Date(began).toISOString(),
  }))
  await rm(file, { force: true })
  return run
}

const readAndTake = async (running: Running, work: string): Promise<Passage> => {
  const { parts, one, asked, began } = running
  const { store, folder, signal, allowPrivate, limits } = parts
  const state = await store.read((reader) => stateOf(reader, one.id))
  const cle = await makingOf(parts, one, began)
  const batch = await readPartner({
    origine: one.origine,
    sources: one.sources,
    key: one.cle,
    folder: work,
    depot: depotOf(folder),
    fetch: { allowPrivate, limits, signal, ...(parts.resolve === undefined ? {} : { resolve: parts.resolve }) },
    etags: !asked.essai && state.quarantaine === null && state.pris?.cle === cle ? state.pris.etiquettes : {},
  })
  const well = { echecs: 0, reprise_le: null, succes_le: new Date(began).toISOString() }
  if (batch === null) return conclude(running, { issue: 'inchange', rapport: null }, (now) => ({ ...now, ...well }))
  const file = join(work, 'lot.db')
  const demonstration = (await store.read((reader) => reader.setting(DEMONSTRATION))) === '1'
  const made = await stageBatch({
    files: batch.files,
    to: file,
    sources: new Set(one.sources),
    seuil: one.seuil,
    geography: await parts.geography(),
    now: began,
    demonstration,
    signal,
  })
  const staged = openStaged(file)
  const comparison = createComparison()
  let wrong: RaisonQuarantaine | null = wrongAtFirstSight(made)
  try {
    await take(running, staged, comparison, () => {
      wrong ??= comparison.verdict(one.perte_max)
      if (asked.essai) throw new Tried()
      if (wrong !== null) throw new BadBatch(wrong)
    })
    await keepProvenance(store, { connecteur: one.id, sources: one.sources, staged, le: new Date(began).toISOString() })
  } catch (error) {
    if (error instanceof Tried)
      return await conclude(running, { issue: 'essai', quarantaine: wrong, rapport: reportOf(made, comparison) }, (now) => now)
    if (error instanceof BadBatch) {
      staged.close()
      return await putAside(running, error, { file, rapport: reportOf(made, comparison) })
    }
    throw error
  } finally {
    staged.close()
  }
  const run = await conclude(running, { issue: 'pris', rapport: reportOf(made, comparison) }, (now) => ({
    ...now,
    ...well,
    // A good batch is as good as a decision.
    quarantaine: null,
    pris: { cle, etiquettes: { ...batch.etags } },
  }))
  await rm(quarantineFile(folder, one.id), { force: true })
  return run
}

type Aside = { readonly file: string | null; readonly rapport: Rapport | null }

const putAside = async (running: Running, { raison }: BadBatch, { file, rapport }: Aside): Promise<Passage> => {
  const { parts, one, asked, began } = running
  if (asked.essai) return conclude(running, { issue: 'essai', quarantaine: raison, rapport }, (now) => now)
  const to = quarantineFile(parts.folder, one.id)
  // Before the store says that there is one.
  if (file === null) await rm(to, { force: true })
  else await rename(file, to)
  return conclude(running, { issue: 'quarantaine', quarantaine: raison, rapport }, (now, passage) => ({
    ...now,
    echecs: 0,
    reprise_le: null,
    quarantaine: { passage, raison, depuis: new Date(began).toISOString(), accepte: false },
  }))
}

const failed = (running: Running, error: unknown): Promise<Passage> => {
  const { parts, one, asked } = running
  const known = error instanceof ConnectorFailure ? error : new ConnectorFailure('interne', codeOf(error), error)
  const outcome = { issue: 'echec', echec: known.raison, code: known.code, rapport: null } as const
  return conclude(running, outcome, (now) => {
    if (asked.essai) return now
    const echecs = now.echecs + 1
    const again = one.rythme.periode !== 'manuel' || now.quarantaine?.accepte === true
    return { ...now, echecs, reprise_le: again ? new Date(parts.now() + backOff(echecs)).toISOString() : null }
  })
}

const NOTHING: Omit<Staged, 'demonstration' | 'sources'> = {
  genere_le: '',
  ids: () => [],
  row: () => null,
  close: () => {},
}

/** Takes away all that a connector brought, then the connector. */
const takeAwayAll = async (running: Running): Promise<void> => {
  const { parts, one } = running
  const { store } = parts
  const demonstration = (await store.read((reader) => reader.setting(DEMONSTRATION))) === '1'
  await take(running, { ...NOTHING, demonstration, sources: new Set() }, createComparison(), () => {})
  await forgetProvenance(store, one.id, one.sources)
  await store.write((writer) => removeConnector(writer, one.id))
  await rm(quarantineFile(parts.folder, one.id), { force: true })
}

/**
 * Runs a connector; null when another process is at it, or it has gone. What the team accepted, or wants taken away, comes first.
 * Rejects with the signal’s reason alone, nothing being kept then: all other failures are told by the run.
 */
export const runConnector = (parts: RunParts, id: string, asked: Asked): Promise<Passage | null> =>
  parts.store.exclusively(`connecteur/${id}`, async () => {
    const one = await parts.store.read((reader) => connectorOf(reader, parts.seal, id))
    if (one === null) return null
    const running: Running = { parts, one, asked, began: parts.now() }
    const state = await parts.store.read((reader) => stateOf(reader, id))
    let work: string | null = null
    try {
      if (state.suppression) {
        await takeAwayAll(running)
        return null
      }
      if (state.quarantaine?.accepte === true && !asked.essai) return await takeAccepted(running)
      await mkdir(join(parts.folder, 'quarantaine'), { recursive: true, mode: 0o700 })
      await mkdir(depotOf(parts.folder), { recursive: true, mode: 0o700 })
      work = await mkdtemp(join(parts.folder, 'passage-'))
      return await readAndTake(running, work)
    } catch (error) {
      if (parts.signal.aborted) throw error
      if (error instanceof BadBatch) return await putAside(running, error, { file: null, rapport: null })
      return await failed(running, error)
    } finally {
      if (work !== null) await rm(work, { recursive: true, force: true })
    }
  })
