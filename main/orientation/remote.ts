import { fullName } from '#shared/accounts/compte.ts'
import { Members } from '#shared/accounts/wire.ts'
import { DoraError } from '#shared/errors.ts'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import type { Piece } from '#shared/orientation/model.ts'
import type { AccountApi } from '../account/api.ts'
import { accountError } from '../account/failures.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'
import type { Key, Reads, UserFile } from './reads.ts'

type RemoteHandlers = Pick<DoraHandlers, 'orientations.piece' | 'orientations.colleagues'>

type Parts = {
  readonly ask: AccountApi['ask']
  readonly link: Pick<ServerLink, 'request'>
  readonly user: UserFile
  readonly reads: Reads
}

const V1 = ['orientations', 'v1'] as const

/** What only the server knows of requests: these fail with `compte-hors-ligne` without it. */
export const createRemoteHandlers = ({ ask, link, user, reads }: Parts): RemoteHandlers => {
  /** The side of the one who asks: who sends, or who receives. */
  const structureOf = async (key: Key): Promise<string | null> => {
    const one = await reads.one(key)
    return one.sens === 'envoi' ? one.seen.doc.prescripteur.structure_id : one.seen.doc.service.structure_id
  }

  /** The file of a request sent from here, as long as this desk keeps it: it may not be on the server yet. */
  const keptHere = async ({ id, taille }: Piece): Promise<string | null> => {
    const [person, file] = await Promise.all([reads.signedIn(), user()])
    const bytes = await file['outbox.piecePart']({ userId: person.id, id, from: 0, most: taille })
    return bytes === null || bytes.byteLength !== taille ? null : Buffer.from(bytes).toString('base64')
  }

  return {
    'orientations.piece': async ({ sens, id, piece }) => {
      const one = await reads.one({ sens, id })
      const found = one.seen.doc.pieces.find((each) => each.id === piece)
      if (found === undefined) throw new DoraError('piece-introuvable')
      const { nom, type } = found
      const here = sens === 'envoi' ? await keptHere(found) : null
      if (here !== null) return { nom, type, base64: here }
      // Identifiers that were parsed as UUIDs: no part of this path leads anywhere else.
      const path = [...V1, sens, id, 'pieces', piece].join('/')
      const told = await link.request({ method: 'GET', path, fileBytes: MAX_ATTACHMENT_BYTES })
      if (!told.ok) throw told.code === 'not_found' ? new DoraError('piece-introuvable') : accountError(told)
      if (typeof told.value !== 'string') throw new DoraError('sync-reponse-illisible')
      return { nom, type, base64: told.value }
    },
    'orientations.colleagues': async (key) => {
      const [person, structureId] = await Promise.all([reads.signedIn(), structureOf(key)])
      if (structureId === null) throw new DoraError('compte-structure-inconnue')
      const { membres } = await ask('GET', ['account', 'v1', 'structures', structureId, 'members'], {
        answer: Members.pick({ membres: true }),
      })
      return membres
        .filter(({ etat, user_id }) => etat === 'membre' && user_id !== person.id)
        .map((one) => ({ user_id: one.user_id, nom: fullName(one) }))
        .sort((a, b) => a.nom.localeCompare(b.nom, 'fr'))
    },
  }
}
