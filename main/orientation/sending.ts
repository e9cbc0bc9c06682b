import type { Rattachement } from '#shared/accounts/compte.ts'
import { DoraError } from '#shared/errors.ts'
import { checksOf, standsInTheWay } from '#shared/orientation/checking.ts'
import { askedService } from '#shared/orientation/asked-service.ts'
import { personOf } from '#shared/orientation/doubles.ts'
import type { DraftView } from '#shared/orientation/draft.ts'
import type { Contournement } from '#shared/orientation/model.ts'
import { requestOf } from '#shared/orientation/request.ts'
import { senderOf } from '#shared/orientation/sender.ts'
import type { DoraHandlers } from '../emit.ts'
import type { Person, Reads, UserFile } from './reads.ts'
import type { Weighing } from './weighing.ts'

type SendingHandlers = Pick<DoraHandlers, 'orientations.checks' | 'orientations.send' | 'orientations.resume'>

type Parts = {
  readonly user: UserFile
  readonly reads: Reads
  readonly weighing: Weighing
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A draft became a request, or the other way round. */
  readonly onDraft: (draftId: string) => void
}

/** The one asked for, when one is: what was read before sending is not sent in the name of another. Null: none of theirs. */
const inTheNameOf = ({ structures, courante }: Person, asked: string, content: DraftView['content']): Rattachement | null =>
  asked === ''
    ? senderOf(structures, content.structure_prescriptrice_id, courante)
    : (structures.find(({ structure_id }) => structure_id === asked) ?? null)

/** The service is judged again, as it is today. */
const isComplete = ({ problemes }: Pick<DraftView, 'problemes'>): boolean =>
  !problemes.some(({ niveau, champ }) => niveau === 'erreur' && champ !== 'service')

export const createSendingHandlers = ({ user, reads, weighing, now, onDraft }: Parts): SendingHandlers => ({
  'orientations.checks': async ({ draftId }) => {
    const [person, draft] = await Promise.all([reads.person(), (await user())['drafts.get']({ id: draftId })])
    const sender = person === null ? null : inTheNameOf(person, '', draft.content)
    return checksOf(await weighing.weigh(draft, await weighing.around(personOf(draft.content), sender?.structure_id ?? null)))
  },
  'orientations.send': async ({ draftId, structureId, contournements }) => {
    const file = await user()
    const person = await reads.signedIn()
    const draft = await file['drafts.get']({ id: draftId })
    const sender = inTheNameOf(person, structureId, draft.content)
    if (sender === null) throw new DoraError('orientation-sans-structure')
    const weighed = await weighing.weigh(draft, await weighing.around(personOf(draft.content), sender.structure_id))
    const checks = checksOf(weighed)
    const excused: readonly Contournement[] = contournements.filter(({ regle }) =>
      checks.checks.some((check) => check.regle === regle && check.niveau === 'raison'),
    )
    const { sheet } = weighed
    const request =
      sheet !== null && isComplete(draft) && standsInTheWay(checks, excused).length === 0
        ? requestOf(draft.content, draft.service, {
            structureId: sender.structure_id,
            attachments: draft.attachments,
            contournements: excused,
            creeLe: new Date(now()).toISOString(),
          })
        : null
    if (sheet === null || request === null) throw new DoraError('orientation-incomplete')
    const { pieces: _pieces, cree_le: _when, ...asked } = request
    const retenue = !weighed.validee
    const { id } = await file['requests.send']({
      draftId,
      request: asked,
      service: askedService(sheet),
      prescripteur: {
        user_id: person.id,
        nom: person.nom,
        courriel: person.courriel,
        structure_id: sender.structure_id,
        structure_nom: sender.structure_nom,
      },
      retenue,
      version: draft.version,
    })
    onDraft(draftId)
    return { id, retenue }
  },
  'orientations.resume': async (input) => {
    const resumed = await (await user())['requests.resume'](input)
    onDraft(resumed.draftId)
    return resumed
  },
})
