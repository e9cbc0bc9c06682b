import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import type { ToCheck } from '#shared/orientation/checking.ts'
import type { Attachment, DraftContent, DraftService } from '#shared/orientation/draft.ts'
import type { Envoi } from '#shared/orientation/model.ts'
import { type Named, samePerson } from '#shared/orientation/same-person.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import type { DeskCatalogue } from '../user/handlers.ts'
import type { Reads, UserFile } from './reads.ts'

export type Sheet = Omit<ServiceSheet, 'droits'>

type Parts = {
  readonly catalogue: Pick<DeskCatalogue, 'catalogue.service'>
  readonly told: Pick<CatalogueTold, 'rows'>
  readonly resolve: (place: PlaceRef) => ResolvedPlace
  readonly user: UserFile
  readonly reads: Reads
  readonly today: () => string
  readonly log: (what: string, error: unknown) => void
}

/** What a draft is weighed with: all that is known here of the service, the place, the structure that sends, and what was sent. */
export type Weighed = {
  readonly content: DraftContent
  readonly service: DraftService
  readonly attachments: readonly Pick<Attachment, 'nom' | 'pour'>[]
}

/** What is known of the person, and of the structure that sends. */
export type Around = Pick<ToCheck, 'sent' | 'validee'>

const isValidated = (doc: { readonly dora?: unknown } | undefined): boolean =>
  (doc?.dora as { readonly moderation_status?: unknown } | undefined)?.moderation_status === 'VALIDATED'

export const createWeighing = ({ catalogue, told, resolve, user, reads, today, log }: Parts) => {
  /** Null when it has left the catalogue. @throws DoraError `catalogue-…` when nobody can tell. */
  const sheetOf = async (id: string): Promise<Sheet | null> => {
    try {
      return await catalogue['catalogue.service']({ id })
    } catch (error) {
      if (error instanceof DoraError && error.code === 'service-introuvable') return null
      throw error
    }
  }

  const placeOf = ({ beneficiaire_commune: code }: DraftContent): ResolvedPlace | null => {
    if (code === '') return null
    try {
      return resolve({ kind: 'commune', code })
    } catch (error) {
      // Without it, where the person lives is to be verified: no reason to send nothing.
      if (!(error instanceof DoraError)) log('place', error)
      return null
    }
  }

  /** Requests of this account about the same person, whole: few, of thousands. */
  const sentAbout = async (person: Named): Promise<readonly Envoi[]> => {
    const { briefs } = await reads.all()
    const same = briefs.filter((one) => one.sens === 'envoi' && one.envoi !== 'refuse' && samePerson(person, one.personne))
    if (same.length === 0) return []
    const { envois } = await (await user())['requests.some'](same.map(({ sens, id }) => ({ sens, id })))
    return envois.map(({ doc }) => doc)
  }

  /** One that this desk does not carry is not said to be validated: the server looks again. */
  const validated = async (structureId: string | null): Promise<boolean> => {
    if (structureId === null) return true
    const [row] = await told.rows([{ kind: 'structure', id: structureId }])
    return isValidated(row?.doc)
  }

  return {
    sheetOf,
    /** The same for every service that the person may be sent to. @param structureId the one that sends; null when there is none yet */
    around: async (person: Named, structureId: string | null): Promise<Around> => {
      const [sent, validee] = await Promise.all([sentAbout(person), validated(structureId)])
      return { sent, validee }
    },
    weigh: async (draft: Weighed, { sent, validee }: Around): Promise<ToCheck & { readonly sheet: Sheet | null }> => {
      const { content, service, attachments } = draft
      const sheet = await sheetOf(service.id)
      return { content, service, attachments, sheet, lieu: placeOf(content), sent, validee, today: today() }
    },
  }
}
export type Weighing = ReturnType<typeof createWeighing>
