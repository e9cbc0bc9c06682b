import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import type { AccountParts } from '../accounts/context.ts'
import { createWindow } from '../accounts/sign-in/window.ts'
import { createEmploisData, PAGE, referenceData, statusesAfter } from '../orientations/emplois-data.ts'
import { createEmploisRequest, EmploisRequest, syncUidOf } from '../orientations/emplois-request.ts'
import { countMobilisation } from '../orientations/mobilisations.ts'
import type { PieceParts } from '../orientations/pieces-parts.ts'
import { PIECE_REFUSALS, PieceRefusal } from '../orientations/pieces-refusal.ts'
import { keepWhole, undoWhole } from '../orientations/pieces-upload.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { isPlainText, parseBody } from './json.ts'
import { HttpProblem, retryAfter } from './problem.ts'

/** `/api/emplois`: what Les Emplois de l’inclusion ask of DORA, for their one account (dora-backend.md §2.17). */

type Parts = {
  readonly account: AccountParts
  readonly pieces: PieceParts
  /** Without a final « / ». */
  readonly publicUrl: () => string
  /** What they call with; null: there is no such API here. */
  readonly token: string | null
}

const MOST_FILES = 20
const BODY_BYTES = MOST_FILES * MAX_ATTACHMENT_BYTES + 1024 * 1024
const PER_MINUTE = { max: 5, windowMs: 60_000 } as const
const STATUSES = 50

/** As DORA takes it (§2: `Token`), or as everything else does. The token is one of the configuration, in any of its shapes. */
const givenIn = (header: string | undefined): string => /^(?:Bearer|Token) +([\w~.+/-]{1,500}) *$/i.exec(header ?? '')?.[1] ?? ''

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

const PageOf = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) })
const OfService = z.object({ id: z.string().min(1).max(200).refine(isPlainText) })
const StatusQuery = PageOf.extend({ updated_after: z.iso.datetime({ offset: true }).optional() })
const Mobilisation = z.object({
  source: z.string().min(1).max(100),
  service_id: z.string().max(200).nullish(),
  structure_id: z.string().max(200).nullish(),
  anonymous_user_hash: z.string().regex(/^[0-9a-f]{32}$/),
  user_kind: z.string().regex(/^emplois_\w{1,60}$/),
})

const wrong = (detail: string): HttpProblem => new HttpProblem('bad_request', { detail })

const parsed = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  // The field, never its value: it may be a person's.
  throw wrong(`Champ incorrect\u202f: ${read.error.issues[0]?.path.join('.') || 'demande'}.`)
}

/** One `data` (JSON) and the files beside it; the platform reads multipart (RFC 7578) itself. */
const readForm = async (request: FastifyRequest): Promise<{ readonly data: unknown; readonly files: readonly File[] }> => {
  const body = request.body as Buffer
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': request.headers['content-type'] ?? '' } })
    .formData()
    .catch(() => null)
  const data = form?.get('data')
  if (form == null || typeof data !== 'string')
    throw wrong('Un champ « data » (JSON) est attendu, avec les fichiers en « attachments ».')
  // A file under another name would be left out, and nobody told.
  const strange = [...form.keys()].some((name) => name !== 'data' && name !== 'attachments')
  if (strange || form.getAll('data').length > 1) throw wrong('Seuls « data », une fois, et « attachments » sont attendus.')
  const files = form.getAll('attachments')
  if (files.length > MOST_FILES) throw wrong(`Au plus ${MOST_FILES} fichiers.`)
  if (files.some((file) => typeof file === 'string')) throw wrong('« attachments » ne contient que des fichiers.')
  return { data: parseBody(data), files: files as File[] }
}

const asProblem = (error: unknown): unknown => {
  if (!(error instanceof PieceRefusal)) return error
  const { status } = PIECE_REFUSALS[error.motif]
  return new HttpProblem(status === 413 ? 'too_large' : 'bad_request', { status, detail: error.detail })
}

const pageOf = (url: string, page: number): string => `${url}${url.includes('?') ? '&' : '?'}page=${page}`

export const addEmploisRoutes = async (app: FastifyInstance, { account, pieces, publicUrl, token }: Parts): Promise<void> => {
  if (token === null) return
  const { store, seal, now } = account
  const wanted = hash(token)
  const made = createWindow(PER_MINUTE, now)
  const data = createEmploisData(store, seal, now)

  const theirs = async (request: FastifyRequest): Promise<void> => {
    if (!timingSafeEqual(hash(givenIn(request.headers.authorization)), wanted))
      throw new HttpProblem('token_required', { headers: { 'www-authenticate': 'Bearer' } })
  }

  const create = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { data: json, files } = await readForm(request)
    // Looked at before a file is kept.
    const asked = parsed(EmploisRequest, json)
    const uid = syncUidOf(asked)
    const owner = `emplois:${uid}`
    const read = await Promise.all(
      files.map(async (file) => ({ nom: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    )
    const kept = await keepWhole(pieces, owner, read).catch((error: unknown) => {
      throw asProblem(error)
    })
    const undo = (): Promise<void> =>
      undoWhole(
        pieces,
        kept.map(({ id }) => id),
      )
    const { value } = await store
      .write((writer) =>
        writer.step(() =>
          createEmploisRequest({ writer, seal, now: now(), publicUrl: publicUrl() }, uid, asked, { pieces: kept, owner }),
        ),
      )
      .catch(async (error: unknown) => {
        await undo()
        throw error
      })
    if (!value.ok || 'known' in value) await undo()
    if (!value.ok) {
      if (value.code === 'non-orientable')
        throw new HttpProblem('not_found', { detail: 'Ce service n’existe pas, ou ne reçoit pas de demande.' })
      throw wrong(`Demande refusée\u202f: ${value.code}.`)
    }
    account.onMail()
    return reply.code(201).send({ emplois_sync_uid: uid })
  }

  await app.register(async (api) => {
    api.removeContentTypeParser('multipart/form-data')
    api.addContentTypeParser('multipart/form-data', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) => {
      done(null, body)
    })
    api.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'private, no-store')
      await theirs(request)
    })

    api.get('/api/emplois/reference-data/', () => Promise.resolve(referenceData()))

    api.get('/api/emplois/services/', async (request) => {
      const { page } = parsed(PageOf, request.query)
      const found = await data.services(page)
      if (found === null) throw new HttpProblem('not_found')
      const base = `${publicUrl()}/api/emplois/services/`
      return {
        count: found.count,
        next: page * PAGE < found.count ? pageOf(base, page + 1) : null,
        previous: page > 1 ? pageOf(base, page - 1) : null,
        results: found.results,
      }
    })

    api.get('/api/emplois/services/:id/', async (request) => {
      const found = await data.service(parsed(OfService, request.params).id)
      if (found === null) throw new HttpProblem('not_found')
      return found
    })

    api.get('/api/emplois/disabled-dora-form-di-structures/', () => data.disabledForms())

    api.post('/api/emplois/orientations/', { bodyLimit: BODY_BYTES }, async (request, reply) => {
      const wait = made.count('orientations')
      if (wait > 0) throw new HttpProblem('rate_limited', { headers: retryAfter(wait) })
      if (!Buffer.isBuffer(request.body)) throw wrong('Une demande multipart/form-data est attendue.')
      return create(request, reply)
    })

    api.get('/api/emplois/orientations/status/', async (request) => {
      const { page, updated_after: after } = parsed(StatusQuery, request.query)
      const all = await store.read((reader) => statusesAfter(reader, seal, after ?? null))
      if (page > 1 && (page - 1) * STATUSES >= all.length) throw new HttpProblem('not_found')
      const base = `${publicUrl()}/api/emplois/orientations/status/${after === undefined ? '' : `?updated_after=${encodeURIComponent(after)}`}`
      return {
        count: all.length,
        next: page * STATUSES < all.length ? pageOf(base, page + 1) : null,
        previous: page > 1 ? pageOf(base, page - 1) : null,
        results: all.slice((page - 1) * STATUSES, page * STATUSES),
      }
    })

    api.post('/api/emplois/mobilisation-event/', async (request, reply) => {
      const { source, service_id, structure_id } = parsed(Mobilisation, request.body)
      const kind = service_id == null ? 'structure' : 'service'
      const name = service_id ?? structure_id
      if (name == null || !isPlainText(name)) throw wrong('service_id ou structure_id est attendu.')
      // Of a structure of another source, there is nothing to count (§2.17).
      if (source !== 'dora' && kind === 'structure') return reply.code(204).send()
      const id = source === 'dora' && !name.startsWith('dora--') ? `dora--${name}` : name
      const row = await store.read((reader) => reader.entity({ kind, id }))
      if (source === 'dora' && recordOf(row) === null) throw new HttpProblem('not_found')
      await countMobilisation(account, { kind, id })
      return reply.code(201).send({})
    })
  })
}
