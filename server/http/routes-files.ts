import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FileUpload } from '#shared/listing/wire.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf, departementOfStructure } from '../accounts/memberships.ts'
import { AccountRefusal, allow } from '../accounts/refusal.ts'
import { structureOf } from '../accounts/structures.ts'
import { createWindow } from '../accounts/sign-in/window.ts'
import { checkFile, filePath, type Files, type Refused } from '../listing/files.ts'
import type { User } from '../store/types.ts'
import { isPlainText } from './json.ts'
import type { ClientLimit } from './limits.ts'
import { HttpProblem, retryAfter } from './problem.ts'
import type { Who } from './who.ts'

/** Documents to fill in: sent by who may write the services of a structure, read by everyone. */

/** 5 MB in base64, and the name. */
const BODY_BYTES = 8 * 1024 * 1024
const OF_STRUCTURE = { max: 20, windowMs: 3600_000 } as const

type Parts = {
  readonly account: AccountParts
  readonly who: Who
  readonly limitClient: ClientLimit
  readonly files: Files
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

const OfStructure = z.object({ id: z.string().min(1).max(200).refine(isPlainText) })

const REFUSALS: Readonly<Record<Refused, () => HttpProblem>> = {
  nom: () => new HttpProblem('bad_request', { detail: 'Le nom de ce fichier n’est pas utilisable.' }),
  format: () =>
    new HttpProblem('bad_request', {
      status: 415,
      detail: 'Ce fichier n’est pas d’un format accepté, ou n’est pas ce que dit son nom.',
    }),
  taille: () => new HttpProblem('too_large', { detail: 'Ce fichier dépasse 5 Mo.' }),
}

/** Rejects with AccountRefusal `structure-inconnue`, Forbidden. */
const mayWrite = ({ store, seal }: AccountParts, user: User, structureId: string): Promise<void> =>
  store.read(async (reader) => {
    const structure = await structureOf(reader, structureId)
    if (structure === null || structure.dora?.is_obsolete === true) throw new AccountRefusal('structure-inconnue')
    allow(await actorOf(reader, seal, user), 'service.ecrire', { structureId, departement: departementOfStructure(structure) })
  })

/** What is kept is what someone sent: a browser saves it, and opens none of it here. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'public, max-age=31536000, immutable',
} as const

export const addFileRoutes = (app: FastifyInstance, { account, who, limitClient, files, publicUrl }: Parts): void => {
  const ofStructure = createWindow(OF_STRUCTURE, account.now)

  // Before such a body is read.
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const { user } = await who.of(request)
    await limitClient(request, user.id)
  }

  app.post('/listing/v1/structures/:id/files', { bodyLimit: BODY_BYTES, onRequest }, async (request, reply) => {
    const { user } = await who.of(request)
    const { id } = OfStructure.parse(request.params)
    const { nom, base64 } = FileUpload.parse(request.body)
    await mayWrite(account, user, id)
    const checked = checkFile(nom, base64)
    if ('refused' in checked) throw REFUSALS[checked.refused]()
    const wait = ofStructure.count(id)
    if (wait > 0) throw new HttpProblem('rate_limited', { headers: retryAfter(wait) })
    const sha = await files.keep(checked.kind, checked.bytes)
    return reply
      .code(201)
      .header('cache-control', 'private, no-store')
      .send({ nom, url: publicUrl() + filePath(sha, nom) })
  })

  app.get<{ Params: { sha: string; nom: string } }>('/f/:sha/:nom', async (request, reply) => {
    const { sha, nom } = request.params
    const found = await files.find(sha, nom)
    if (found === null) throw new HttpProblem('not_found')
    reply
      .headers({ ...HEADERS, 'content-length': found.size, 'content-disposition': `attachment; filename="${nom}"` })
      .type(found.type)
    if (request.method === 'HEAD') {
      await found.handle.close()
      // Fastify would read the whole file to measure what is not sent.
      reply.hijack()
      reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders).end()
      return reply
    }
    return reply.send(found.handle.createReadStream())
  })
}
