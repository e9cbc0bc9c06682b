import type { Settings } from '#shared/contract/app.ts'
import { DoraError } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { createAccountApi } from '../account/api.ts'
import type { CatalogueReads, CatalogueTold } from '../catalogue/handlers.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Platform } from '../platform/types.ts'
import type { Clock } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { systemClock } from '../sync/system-clock.ts'
import { TABLE_TYPES, writeInThread } from '../table/writing.ts'
import { createEmploisHandler } from './emplois.ts'
import { exportName, exportTable } from './export-table.ts'
import { createHolding } from './holding.ts'
import { countsOf } from './lines.ts'
import { createNoticeMemory } from './notice-memory.ts'
import { createPlanBHandlers } from './plan-b.ts'
import { createReads, type UserFile } from './reads.ts'
import { createRemoteHandlers } from './remote.ts'
import { createSendingHandlers } from './sending.ts'
import { nudgeFrom, viewOf } from './view.ts'
import { createWatch } from './watch.ts'
import { createWeighing } from './weighing.ts'

export type OrientationHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `orientations.${string}`>>

type Options = {
  readonly catalogue: { readonly handlers: CatalogueReads; readonly told: CatalogueTold }
  readonly resolve: (place: PlaceRef) => ResolvedPlace
  readonly link: Pick<ServerLink, 'request'>
  readonly user: UserFile
  readonly settings: () => Settings
  readonly notify: Platform['notify']
  /** Where what notices have told is remembered. */
  readonly noticesFile: string
  readonly emit: Emit
  /** Something new waits to be sent. */
  readonly onOutbox: () => void
  readonly log: (what: string, error: unknown) => void
  readonly clock?: Clock
}

export type OrientationServices = {
  readonly handlers: OrientationHandlers
  /** Rows of the account, answers of the server, or who is signed in have changed. */
  readonly changed: () => void
  /** All the rows of that account have been read; `told`: some may have changed. */
  readonly read: (userId: string, told: boolean) => void
  /** Settings have changed: what was held back may be told. */
  readonly look: () => void
  readonly close: () => void
}

/** Requests sent and received, as this desk has them: every handler works without network, but for those of remote.ts. */
export const createOrientationHandlers = (options: Options): OrientationServices => {
  const { catalogue, resolve, link, user, settings, notify, noticesFile, emit, onOutbox, log, clock = systemClock } = options
  const { now } = clock
  const today = (): string => parisDay(now())
  const { ask } = createAccountApi(link)
  const reads = createReads(user)
  const watch = createWatch({ reads, memory: createNoticeMemory(noticesFile, log), settings, notify, emit, clock, log })

  const told = (): void => {
    reads.forget()
    emit('orientations.changed', {})
  }
  /** Something was done here, that the server is to know. */
  const done = (): void => {
    told()
    onOutbox()
    watch.look()
  }
  const onDraft = (id: string): void => emit('drafts.changed', { id })
  const onRequest = (draftId: string): void => {
    onDraft(draftId)
    done()
  }

  const weighing = createWeighing({ catalogue: catalogue.handlers, told: catalogue.told, resolve, user, reads, today, log })
  const linesNow = async () => {
    const known = await reads.all()
    const at = now()
    return { ...known, lines: known.person === null ? [] : known.briefs.map((one) => known.lineOf(one, at)) }
  }

  const handlers: OrientationHandlers = {
    'orientations.list': async () => {
      const { person, lines, illisibles } = await linesNow()
      return {
        lignes: lines,
        compte: person === null ? 'aucun' : person.structures.length === 0 ? 'sans-structure' : 'pret',
        illisibles,
      }
    },
    'orientations.counts': async () => countsOf((await linesNow()).lines),
    'orientations.get': async (key) => {
      const [one, { person, replacements }] = await Promise.all([reads.one(key), reads.all()])
      return viewOf(one, replacements, { me: person?.id ?? '', now: now() })
    },
    ...createSendingHandlers({ user, reads, weighing, now, onDraft: onRequest }),
    'orientations.act': async (act) => {
      // The server would refuse it, and the message would wait here for nothing.
      if (act.geste === 'relancer' && nudgeFrom((await reads.sent(act.id)).doc, now()) !== null)
        throw new DoraError('orientation-geste')
      await (await user())['requests.act'](act)
      done()
    },
    ...createPlanBHandlers({ catalogue: catalogue.handlers, user, reads, weighing, now, today, onDraft }),
    ...createRemoteHandlers({ ask, link, user, reads }),
    'orientations.export': async ({ sens, ids, format }) => {
      const { briefs, lineOf } = await reads.all()
      const byId = new Map(briefs.filter((one) => one.sens === sens).map((one) => [one.id, one]))
      const asked = [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
      const at = now()
      const table = exportTable({ sens, briefs: asked, lineOf: (one) => lineOf(one, at) })
      return { nom: exportName(sens, today(), format), type: TABLE_TYPES[format], base64: await writeInThread(table, format) }
    },
    ...createHolding(user, reads, () => settings().dossiersJours),
    'orientations.mute': async (input) => {
      await (await user())['requests.mute'](input)
      told()
    },
    'orientations.templates': async () => [...(await (await user())['requests.templates'](undefined))],
    'orientations.saveTemplate': async (template) => (await user())['requests.saveTemplate'](template),
    'orientations.removeTemplate': async (input) => (await user())['requests.removeTemplate'](input),
    ...createEmploisHandler({ ask, catalogue: catalogue.handlers, told: catalogue.told, user, reads, onDraft }),
  }

  return {
    handlers,
    changed: () => {
      told()
      watch.look()
    },
    read: (userId, changed) => {
      if (changed) reads.forget()
      watch.read(userId)
    },
    look: watch.look,
    close: watch.close,
  }
}
