import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  JSON_TYPE,
  pageOf,
  writeDetailedService,
  writeDetailedStructure,
  writeListedStructure,
  written,
  writeService,
} from './answer.ts'
import { searchAsked, servicesAsked, structuresAsked, wordsAsked } from './asked.ts'
import type { Communes } from './communes.ts'
import { callerOf } from './gate-caller.ts'
import { isFresh } from './gate-fresh.ts'
import type { Live, LiveIndex } from './live.ts'
import type { Query } from './params.ts'
import { ApiProblem, notFound } from './problem.ts'
import { entryAt, listServices, searchServices, structureAt } from './search.ts'
import { searchWords } from './search-words.ts'
import { listStructures } from './structures.ts'

/** `/api/v1`: lists, details and searches (docs/api.md). */

export type V1Parts = {
  readonly index: LiveIndex
  readonly communes: () => Promise<Communes>
}

type Answering<Asked> = (live: Live, asked: Asked, hidden: ReadonlySet<string>) => Buffer

export const addV1Routes = (scope: FastifyInstance, { index, communes }: V1Parts): void => {
  const send = (request: FastifyRequest, reply: FastifyReply, live: Live, answer: () => Buffer): FastifyReply => {
    const { version, today } = live.snapshot
    return isFresh(request, reply, `${version} ${today}`) ? reply : reply.type(JSON_TYPE).send(answer())
  }
  /** What is asked is read before anything is looked up: a wrong address is told so, whatever the state of the rest. */
  const list =
    <Asked>(read: (query: Query, hidden: ReadonlySet<string>) => Asked, answer: Answering<Asked>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const { hidden } = callerOf(request)
      const asked = read(request.query as Query, hidden)
      const live = await index.current()
      return send(request, reply, live, () => answer(live, asked, hidden))
    }
  const one =
    (answer: (live: Live, id: string, hidden: ReadonlySet<string>) => Buffer | null) =>
    async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<FastifyReply> => {
      const live = await index.current()
      const made = answer(live, request.params.id, callerOf(request).hidden)
      if (made === null) throw notFound()
      return send(request, reply, live, () => made)
    }
  /** Words are read when they are first asked for, while what is known may change. */
  const withWords = async (): Promise<Live> => {
    for (;;) {
      const live = await index.current()
      if (live.needle.isReady()) return live
      await live.needle.read()
    }
  }

  scope.get(
    '/v1/structures',
    list(structuresAsked, (live, asked, hidden) => {
      const shown = { ...live, hidden }
      return pageOf(listStructures(live, asked), asked, (scribe, entry) => writeListedStructure(scribe, shown, entry))
    }),
  )
  scope.get(
    '/v1/structures/:id',
    one((live, id, hidden) => {
      const entry = live.snapshot.structureEntry(id)
      if (entry === null || hidden.has(entry.source)) return null
      return written((scribe) => writeDetailedStructure(scribe, { ...live, hidden }, entry))
    }),
  )
  scope.get(
    '/v1/services',
    list(servicesAsked, (live, asked) =>
      pageOf(listServices(live, asked), asked, (scribe, slot) =>
        writeService(scribe, live.snapshot, entryAt(live, slot), asked.extra),
      ),
    ),
  )
  scope.get(
    '/v1/services/:id',
    one((live, id, hidden) => {
      const entry = live.snapshot.serviceEntry(id)
      const structure = entry === null ? null : live.snapshot.structureEntry(entry.structureId)
      if (entry === null || structure === null || hidden.has(entry.source)) return null
      return written((scribe) => writeDetailedService(scribe, live.snapshot, entry, structure))
    }),
  )
  scope.get('/v1/search/services', async (request, reply) => {
    const { hidden } = callerOf(request)
    const { around, ...asked } = searchAsked(request.query as Query, hidden)
    const commune = around === null ? null : (await communes())(around)
    if (around !== null && commune === null) throw new ApiProblem(422, 'This `code_commune` does not exist.')
    const live = await index.current()
    return send(request, reply, live, () =>
      pageOf(searchServices(live, { ...asked, commune }), asked, (scribe, { slot, distance }) => {
        scribe.text('{"service":')
        writeDetailedService(scribe, live.snapshot, entryAt(live, slot), structureAt(live, slot))
        scribe.text(`,"distance":${distance}}`)
      }),
    )
  })
  scope.get('/v1/search', async (request, reply) => {
    const asked = wordsAsked(request.query as Query, callerOf(request).hidden)
    const live = asked.q === null ? await index.current() : await withWords()
    return send(request, reply, live, () =>
      pageOf(searchWords(live, asked), asked, (scribe, { slot, distance, score }) => {
        scribe.text('{"service":')
        writeDetailedService(scribe, live.snapshot, entryAt(live, slot), structureAt(live, slot))
        scribe.text(`,"distance":${distance},"score_recherche":${score}}`)
      }),
    )
  })
}
