import { Courriel, Member } from '#shared/accounts/wire.ts'
import { DoraError } from '#shared/errors.ts'
import { BranchCreated, FileUploaded, History, Presences } from '#shared/listing/wire.ts'
import type { AccountApi } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'

type RemoteHandlers = Pick<
  DoraHandlers,
  'listing.history' | 'listing.presence' | 'listing.addBranch' | 'listing.inviteMany' | 'listing.addFile'
>

const V1 = ['listing', 'v1'] as const

/** A refusal that the next address would meet too: there is no use in going on. */
const OF_ALL = new Set(['compte-hors-ligne', 'compte-non-connecte', 'compte-droit', 'sync-sans-serveur', 'sync-sature'])

/** What only the server does of a listing: these fail with `compte-hors-ligne` without it. */
export const createRemoteHandlers = ({ ask }: AccountApi, link: Pick<ServerLink, 'readBack'>): RemoteHandlers => ({
  'listing.history': ({ kind, id, depuis }) =>
    ask('GET', [...V1, kind, id, 'history'], { answer: History, ...(depuis === null ? {} : { query: { depuis } }) }),
  'listing.presence': (body) => ask('POST', [...V1, 'presence'], { answer: Presences, body }),
  'listing.addBranch': async ({ structureId, antenne }) => {
    const made = await ask('POST', [...V1, 'structures', structureId, 'branches'], { answer: BranchCreated, body: antenne })
    link.readBack()
    return made
  },
  'listing.inviteMany': async ({ structureId, courriels, admin }) => {
    const faits: string[] = []
    const refus: { courriel: string; raison: string }[] = []
    for (const courriel of new Set(courriels.map((one) => one.trim()).filter((one) => one !== ''))) {
      const address = Courriel.safeParse(courriel)
      if (!address.success) {
        refus.push({ courriel, raison: 'Cette adresse n’est pas une adresse de courriel.' })
        continue
      }
      try {
        await ask('POST', ['account', 'v1', 'structures', structureId, 'members'], {
          answer: Member,
          body: { courriel: address.data, admin },
        })
        faits.push(courriel)
      } catch (error) {
        if (!(error instanceof DoraError) || (OF_ALL.has(error.code) && faits.length + refus.length === 0)) throw error
        refus.push({ courriel, raison: error.message })
      }
    }
    return { faits, refus }
  },
  'listing.addFile': ({ structureId, nom, base64 }) =>
    ask('POST', [...V1, 'structures', structureId, 'files'], { answer: FileUploaded, body: { nom, base64 } }),
})
