import { CHAMPS_EMPLOIS, type DraftContent } from '#shared/orientation/draft.ts'
import { displayPhone, isFrenchPhone } from '#shared/orientation/formats.ts'
import { draftServiceOf } from '#shared/orientation/snapshot.ts'
import { EmploisPrefill } from '#shared/orientation/wire.ts'
import type { AccountApi } from '../account/api.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import type { DoraHandlers } from '../emit.ts'
import type { DeskCatalogue } from '../user/handlers.ts'
import { senderIn } from '../user/sender.ts'
import type { Person, Reads, UserFile } from './reads.ts'

type Parts = {
  readonly ask: AccountApi['ask']
  readonly catalogue: Pick<DeskCatalogue, 'catalogue.service'>
  readonly told: Pick<CatalogueTold, 'bySiret'>
  readonly user: UserFile
  readonly reads: Reads
  readonly onDraft: (draftId: string) => void
}

type Given = Pick<DraftContent, (typeof CHAMPS_EMPLOIS)[number]>

const givenIn = (told: EmploisPrefill): Given => ({
  beneficiaire_nom: told.nom.trim(),
  beneficiaire_prenom: told.prenom.trim(),
  beneficiaire_courriel: told.courriel.trim(),
  beneficiaire_telephone: displayPhone(told.telephone),
  beneficiaire_numero_france_travail: told.numero_france_travail.trim(),
})

/** A telephone that nobody could call is free: the request could not be sent with it (dora-screens.md §4.3). */
const isLocked = (field: keyof Given, given: Given): boolean =>
  given[field] !== '' && (field !== 'beneficiaire_telephone' || isFrenchPhone(given[field]))

/** A request that begins in Les Emplois (dora-backend.md §3.8): what its signed token says of the person fills a draft, locked. */
export const createEmploisHandler = ({
  ask,
  catalogue,
  told,
  user,
  reads,
  onDraft,
}: Parts): Pick<DoraHandlers, 'orientations.fromEmplois'> => {
  /** The structure that the token names, when the person is a member of it; else the one that they work in. */
  const senderOf = async ({ structures, courante }: Person, siret: string | null): Promise<Partial<DraftContent>> => {
    const named = siret === null ? [] : await told.bySiret([siret])
    const structure = named.find(({ id }) => structures.some(({ structure_id }) => structure_id === id))?.id ?? courante
    return senderIn({ rattachements: [...structures], structure })
  }

  return {
    'orientations.fromEmplois': async ({ serviceId, jeton }) => {
      const person = await reads.signedIn()
      // Asked first: of a service that is not here, the server is told nothing.
      const sheet = await catalogue['catalogue.service']({ id: serviceId })
      const prefill = await ask('POST', ['orientations', 'v1', 'emplois'], {
        answer: EmploisPrefill,
        body: { jeton },
      })
      const given = givenIn(prefill)
      const known: Partial<DraftContent> = {
        ...(await senderOf(person, prefill.structure_siret)),
        ...given,
        jeton_emplois: jeton,
        champs_emplois: CHAMPS_EMPLOIS.filter((field) => isLocked(field, given)),
      }
      const { id } = await (await user())['drafts.create']({ service: draftServiceOf(sheet), known })
      onDraft(id)
      return { id }
    },
  }
}
