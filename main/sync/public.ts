import { CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import { FRANCE, scopesOfTerritories } from '#shared/sync/scope.ts'
import { type Agreement, DESK_WINDOWS, deskIsTooOld, negotiate } from '#shared/sync/versions.ts'
import type { Info, SnapshotInfo, Sums } from '#shared/sync/wire.ts'
import { Diverged, type Exchange, isLostHistory, pullRequest, ServerTooOld } from './exchange.ts'
import type { CycleParts } from './outcome.ts'
import { type ReadFrom, readPages, sameSums } from './pages.ts'
import { type Replica, type ScopeCursor, SyncFailure } from './ports.ts'

/** Bytes of a changed row on the wire, compressed (measured: sync.md §2.7). */
const ROW_BYTES = 347
/** Public requests are the same for everyone: no desk is named in them. */
const ANYONE = 'public'
/** A file made again because its rows did not add up is not made once more before this: a server at fault is not downloaded for ever. */
const REPAIR_EVERY_MS = 6 * 3_600_000
/** Ways tried in one exchange: what is there, a snapshot, and pages from nothing. */
const MAX_ATTEMPTS = 3

/** The rows read since the cursor weigh more than half a snapshot: it is the shorter way. */
class TooLong extends Error {}

export type PublicPart = {
  /** The server's information: as last read, else asked. */
  readonly info: (exchange: Exchange, fresh: boolean) => Promise<Info>
  /** What was last read of it, without asking. */
  readonly known: () => Info | null
  /** What both sides speak, as last agreed. */
  readonly versions: () => Agreement
  /**
   * Brings the catalogue to the head: a new file when there must be one, then pages. Answers true when history was found to have
   * changed, which then holds for the account's rows too. @throws SyncFailure, Diverged, ServerTooOld, Interrupted
   */
  readonly read: (exchange: Exchange) => Promise<boolean>
  /** True for a scope that this desk carries. */
  readonly carries: (scope: string) => boolean
  /** True when every scope carried is read up to there. */
  readonly has: (epoch: string, head: number) => Promise<boolean>
}

export const createPublicPart = ({ transport, replica, clock, territories, onProgress, report }: CycleParts): PublicPart => {
  let known: Info | null = null
  let versions: Agreement = { proto: DESK_WINDOWS.proto.max, schema: DESK_WINDOWS.schema.max }
  /** Scopes the server refused to this desk, until the application starts again. */
  const forbidden = new Set<string>()
  let repairedAt: number | null = null

  const wantedScopes = () => scopesOfTerritories(territories()).filter((scope) => !forbidden.has(scope))

  const info = async (exchange: Exchange, fresh: boolean): Promise<Info> => {
    if (known !== null && !fresh) return known
    exchange.goOn()
    const answer = await transport.info()
    exchange.heard(answer.server_time)
    const agreed = negotiate(DESK_WINDOWS, answer)
    if (agreed === null) throw deskIsTooOld(DESK_WINDOWS, answer) ? new SyncFailure('upgrade_required') : new ServerTooOld()
    known = answer
    versions = agreed
    exchange.speak = agreed
    return answer
  }

  const usable = ({ snapshots, epoch, head, floor }: Info): SnapshotInfo | null =>
    snapshots
      .filter(
        (one) =>
          one.scope === FRANCE &&
          one.schema === versions.schema &&
          one.min_safe_version <= CATALOGUE_VERSION &&
          // After a restore, files of a lost history may still be there.
          one.epoch === epoch &&
          one.seq <= head &&
          one.seq >= floor,
      )
      .reduce<SnapshotInfo | null>((best, one) => (best === null || one.seq > best.seq ? one : best), null)

  /** A snapshot that saves more than half of its own weight in pages. */
  const shorterWay = (cursor: number, rows: number): boolean => {
    const snapshot = known === null ? null : usable(known)
    return snapshot !== null && snapshot.seq > cursor && rows * ROW_BYTES > snapshot.bytes / 2
  }

  type Current = Awaited<ReturnType<Replica['current']>>

  /** Why the file in use cannot be patched to what is wanted; null when it can. */
  const whyAfresh = (current: Current, { epoch, demonstration, floor }: Info, wanted: readonly string[]): string | null => {
    if (current === null) return 'none'
    if (current.epoch !== epoch) return 'epoch_changed'
    if (current.demonstration !== demonstration) return 'demonstration'
    const cursors = new Map(current.cursors.map(({ id, seq }) => [id, seq]))
    if (wanted.some((scope) => !cursors.has(scope))) return 'territories'
    // From all of France to a part of it: its rows do not know their scopes.
    if (cursors.has(FRANCE) && !wanted.includes(FRANCE)) return 'territories'
    if (wanted.some((scope) => (cursors.get(scope) ?? 0) < floor)) return 'cursor_too_old'
    const [only] = wanted
    const cursor = cursors.get(only ?? '') ?? 0
    const snapshot = only === FRANCE && known !== null ? usable(known) : null
    // Each change takes one `seq` at least; the exact weight is only known page after page (TooLong).
    return snapshot !== null && shorterWay(cursor, snapshot.seq - cursor) ? 'delta' : null
  }

  const pull = async (exchange: Exchange, epoch: string, scopes: readonly ReadFrom[]) => {
    exchange.goOn()
    const answer = await transport.pull(pullRequest(exchange, ANYONE, epoch, scopes), null)
    exchange.heard(answer.server_time)
    return answer
  }

  const install = async (exchange: Exchange, why: string): Promise<boolean> => {
    for (let again = false; ; again = true) {
      const snapshot = usable(await info(exchange, again))
      if (snapshot === null) return false
      try {
        await replica.install(snapshot, transport.blob, onProgress, exchange.signal)
      } catch (error) {
        exchange.goOn()
        // Rotated while it was read: a newer one has taken its place.
        if (!again && error instanceof SyncFailure && error.code === 'not_found') continue
        // The file itself is wrong, and will be the next time: rows come by pages, rather than never.
        if (error instanceof SyncFailure && error.code === 'corrupt_download') {
          report({ what: 'failed', code: error.code })
          return false
        }
        throw error
      }
      exchange.tally.catalogueChanged = true
      report({ what: 'installed', by: 'snapshot', why })
      return true
    }
  }

  const fill = async (exchange: Exchange, wanted: readonly string[], why: string): Promise<void> => {
    const { epoch, demonstration, scopes } = await info(exchange, false)
    const total = scopes
      .filter(({ id }) => wanted.includes(id))
      .reduce((rows, { sums }) => rows + Object.values(sums).reduce((n, one) => n + one.n, 0), 0)
    const staged = await replica.stage({ epoch, scopes: wanted, demonstration })
    let rows = 0
    const said = () => onProgress({ phase: 'lecture', fait: rows, total: total < rows ? null : total, unite: 'fiches' })
    said()
    try {
      // One scope after the other: the same pages for every desk that carries it.
      for (const scope of wanted) {
        await readPages({
          epoch,
          scopes: [{ id: scope, seq: staged.cursors.find(({ id }) => id === scope)?.seq ?? 0 }],
          pull: (asked) => pull(exchange, epoch, asked),
          apply: async ({ id, changes, next }, { server_time }) => {
            await staged.apply({ epoch, scope: id, changes, next, at: server_time })
            rows += changes.length
            said()
          },
          ended: async (id, sums) => {
            if (sums !== null && !sameSums(sums, await staged.sums(id))) throw new Diverged()
          },
        })
      }
    } catch (error) {
      // What was cut is gone on with later; what is wrong is not kept.
      if (error instanceof Diverged || isLostHistory(error)) await staged.discard()
      throw error
    }
    exchange.goOn()
    await staged.finish(onProgress)
    exchange.tally.catalogueChanged = true
    report({ what: 'installed', by: 'pages', why })
  }

  const readAfresh = async (exchange: Exchange, wanted: readonly string[], why: string, byPages: boolean): Promise<void> => {
    try {
      const [only] = wanted
      if (!byPages && wanted.length === 1 && only === FRANCE && (await install(exchange, why))) return
      // The way was to be shorter; the file in use can still be brought to the head.
      if (why === 'delta') return
      await fill(exchange, wanted, why)
    } finally {
      onProgress(null)
    }
  }

  /** What the server says of the rows, against those here: counted again once, never adopted (sync.md §2.2). */
  const verify = async (scope: string, sums: Sums | null): Promise<void> => {
    if (sums === null || sameSums(sums, await replica.sums(scope))) return
    report({ what: 'recounted', scope })
    if (sameSums(sums, await replica.recount(scope))) return
    report({ what: 'diverged', scope })
    throw new Diverged()
  }

  const readDelta = async (exchange: Exchange, epoch: string, scopes: readonly ScopeCursor[], mayGiveUp: boolean) => {
    let rows = 0
    let asked = false
    /** The snapshots that are known may be older than what is being read: they are asked for once before the pages give way. */
    const giveUp = async (next: number): Promise<void> => {
      const snapshot = known === null ? null : usable(known)
      if (snapshot === null || rows * ROW_BYTES <= snapshot.bytes / 2) return
      if (!asked && snapshot.seq <= next) await info(exchange, true)
      asked = true
      if (shorterWay(next, rows)) throw new TooLong()
    }
    await readPages({
      epoch,
      scopes,
      pull: (left) => pull(exchange, epoch, left),
      apply: async ({ id, changes, next, more }, { server_time }) => {
        const changed = await replica.apply({ epoch, scope: id, changes, next, at: server_time })
        exchange.tally.catalogueChanged ||= changed > 0
        rows += changes.length
        if (more && mayGiveUp && id === FRANCE) await giveUp(next)
      },
      ended: verify,
    })
  }

  /** Once read to the end, what the file of the moment should hold. */
  const patch = async (exchange: Exchange, wanted: readonly string[], mayGiveUp: boolean): Promise<void> => {
    const current = await replica.current()
    if (current === null) throw new SyncFailure('io')
    const surplus = current.cursors.filter(({ id }) => !wanted.includes(id)).map(({ id }) => id)
    if (surplus.length > 0) {
      await replica.drop(surplus)
      exchange.tally.catalogueChanged = true
    }
    const scopes = current.cursors.filter(({ id }) => wanted.includes(id))
    await readDelta(exchange, current.epoch, scopes, mayGiveUp)
  }

  const read = async (exchange: Exchange): Promise<boolean> => {
    let lost = false
    let afresh: string | null = null
    let byPages = false
    for (let attempt = 0; ;) {
      const wanted = wantedScopes()
      if (wanted.length === 0) throw new SyncFailure('scope_forbidden')
      try {
        const why: string | null = afresh ?? whyAfresh(await replica.current(), await info(exchange, false), wanted)
        lost ||= why === 'epoch_changed'
        if (why !== null) await readAfresh(exchange, wanted, why, byPages)
        afresh = null
        await patch(exchange, wanted, attempt === 0 && why === null)
        exchange.tally.upToDate = true
        return lost
      } catch (error) {
        if (error instanceof SyncFailure && error.code === 'scope_forbidden' && wanted.includes(error.scope ?? '')) {
          const scope = error.scope ?? ''
          forbidden.add(scope)
          await replica.drop([scope])
          exchange.tally.catalogueChanged = true
          report({ what: 'scope-dropped', scope })
          continue
        }
        if (++attempt >= MAX_ATTEMPTS) throw error
        if (error instanceof TooLong) afresh = 'delta'
        else if (error instanceof Diverged) {
          const now = clock.now()
          if (attempt === 1 && repairedAt !== null && Math.abs(now - repairedAt) < REPAIR_EVERY_MS) throw error
          repairedAt = now
          // A snapshot that does not add up either is not tried twice.
          byPages = attempt > 1
          afresh = 'diverged'
        } else if (isLostHistory(error)) {
          await info(exchange, true)
          lost = true
          afresh = error.code
        } else throw error
      }
    }
  }

  return {
    info,
    known: () => known,
    versions: () => versions,
    read,
    carries: (scope) => wantedScopes().includes(scope),
    has: async (epoch, head) => {
      const current = await replica.current()
      return current !== null && current.epoch === epoch && current.cursors.every(({ seq }) => seq >= head)
    },
  }
}
