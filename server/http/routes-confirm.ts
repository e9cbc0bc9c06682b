import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { parisDay } from '#shared/listing/days.ts'
import type { AccountParts } from '../accounts/context.ts'
import { changeStop, readStop } from '../listing/campaigns-stop.ts'
import { actByLink, ConfirmAct, openConfirmation, type Opened } from '../listing/confirm.ts'
import { CONFIRM_PATH, STOP_PATH } from '../listing/confirm-token.ts'
import { CONFIRM_FOREIGN, CONFIRM_OVER, CONFIRM_REVOKED, CONFIRM_UNCLEAR, confirmPage, type Told } from '../pages/confirm.ts'
import type { Page } from '../pages/page.ts'
import { STOP_UNKNOWN, stopPage } from '../pages/unsubscribe.ts'
import { isForeign, withForms } from './forms.ts'
import { pageRoute, queryOf, sendPage } from './send-page.ts'

/** Pages that reminders lead to, without an account: `/confirmer` and `/rappels`. Opened by whoever scans e-mails too: a button acts. */

const FORM_BYTES = 4 * 1024
const DESK = '/ouvrir?vers=accueil'

export type ConfirmParts = {
  readonly account: AccountParts
  /** Without a final « / ». */
  readonly publicUrl: () => string
  readonly log: Logger
}

const text = (body: unknown): string => (typeof body === 'string' ? body : '')
/** Fields of a form, each said once; null when one is said twice. */
const fieldsOf = (form: string): Readonly<Record<string, string>> | null => {
  const fields = [...new URLSearchParams(form)]
  const once = new Map(fields)
  return once.size === fields.length ? Object.fromEntries(once) : null
}
const tokenOf = (form: string): string => fieldsOf(form)?.['jeton'] ?? ''

const DONE: Readonly<Record<ConfirmAct['quoi'], (count: number) => string>> = {
  exact: () => 'Cette fiche est confirmée.',
  tout: (count) => (count === 1 ? 'Cette fiche est confirmée.' : `Ces ${count} fiches sont confirmées.`),
  renouveler: () => 'La disponibilité est renouvelée.',
  disponibilite: () => 'La disponibilité est enregistrée.',
}
const NOTHING = 'Rien n’a été modifié\u202f: ce service ou cette disponibilité ont changé entre-temps.'

export const addConfirmRoutes = (app: FastifyInstance, { account, publicUrl, log }: ConfirmParts): void => {
  const shown = (opened: Opened, token: string, told: Told): Page => {
    if (opened === 'over') return CONFIRM_OVER
    if (opened === 'revoked') return CONFIRM_REVOKED
    const drawn = { action: CONFIRM_PATH, token, desk: DESK, today: parisDay(account.now()) }
    return confirmPage(drawn, opened.services, told)
  }

  app.get(
    CONFIRM_PATH,
    pageRoute(log, async (request, reply) => {
      const token = tokenOf(queryOf(request))
      return sendPage(reply, shown(await openConfirmation(account, token), token, null))
    }),
  )
  app.get(
    STOP_PATH,
    pageRoute(log, async (request, reply) => {
      const token = tokenOf(queryOf(request))
      const stop = await readStop(account, token)
      return sendPage(reply, stop === null ? STOP_UNKNOWN : stopPage(STOP_PATH, token, stop, false))
    }),
  )

  withForms(app, FORM_BYTES, (forms) => {
    forms.post(
      CONFIRM_PATH,
      pageRoute(log, async (request, reply) => {
        if (isForeign(request, publicUrl())) return sendPage(reply, CONFIRM_FOREIGN)
        const fields = fieldsOf(text(request.body))
        const act = ConfirmAct.safeParse(fields)
        if (fields === null || !act.success) return sendPage(reply, CONFIRM_UNCLEAR)
        const token = fields['jeton'] ?? ''
        const { opened, faits } = await actByLink(account, token, act.data)
        return sendPage(
          reply,
          shown(opened, token, { done: faits > 0, sentence: faits > 0 ? DONE[act.data.quoi](faits) : NOTHING }),
        )
      }),
    )
    forms.post(
      STOP_PATH,
      pageRoute(log, async (request, reply) => {
        if (isForeign(request, publicUrl())) return sendPage(reply, CONFIRM_FOREIGN)
        const fields = fieldsOf(text(request.body))
        const quoi = fields?.['quoi']
        if (quoi !== 'arreter' && quoi !== 'reprendre') return sendPage(reply, CONFIRM_UNCLEAR)
        const token = fields?.['jeton'] ?? ''
        const stop = await changeStop(account, token, quoi === 'arreter')
        return sendPage(reply, stop === null ? STOP_UNKNOWN : stopPage(STOP_PATH, token, stop, true))
      }),
    )
  })
}
