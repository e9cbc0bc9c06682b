import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { AccountParts } from '../accounts/context.ts'
import { stopLetters } from '../memory/rows.ts'
import { readStopSearchesToken, STOP_SEARCHES_PATH } from '../memory/stop-token.ts'
import { CONFIRM_FOREIGN } from '../pages/confirm.ts'
import { SEARCHES_STOPPED, searchesStopPage } from '../pages/searches-stop.ts'
import { STOP_UNKNOWN } from '../pages/unsubscribe.ts'
import { isForeign, withForms } from './forms.ts'
import { pageRoute, queryOf, sendPage } from './send-page.ts'

/** Where letters of kept searches are stopped: by the page, or by the mail program in one click (RFC 8058), without an account. */

const FORM_BYTES = 4 * 1024

export type SearchesParts = {
  readonly account: AccountParts
  /** Without a final « / ». */
  readonly publicUrl: () => string
  readonly log: Logger
}

const tokenIn = (form: string): string => new URLSearchParams(form).get('jeton') ?? ''

export const addSearchesRoutes = (app: FastifyInstance, { account, publicUrl, log }: SearchesParts): void => {
  const { store, seal } = account
  app.get(
    STOP_SEARCHES_PATH,
    pageRoute(log, async (request, reply) => {
      const token = tokenIn(queryOf(request))
      const known = readStopSearchesToken(seal, token) !== null
      return sendPage(reply, known ? searchesStopPage(STOP_SEARCHES_PATH, token) : STOP_UNKNOWN)
    }),
  )
  withForms(app, FORM_BYTES, (forms) => {
    // What mail programs send in one click: only that it was sent counts, the address says whose.
    forms.addContentTypeParser('multipart/form-data', { parseAs: 'string', bodyLimit: FORM_BYTES }, async () => '')
    forms.post(
      STOP_SEARCHES_PATH,
      pageRoute(log, async (request, reply) => {
        if (isForeign(request, publicUrl())) return sendPage(reply, CONFIRM_FOREIGN)
        const typed = typeof request.body === 'string' ? tokenIn(request.body) : ''
        const userId = readStopSearchesToken(seal, typed || tokenIn(queryOf(request)))
        if (userId === null) return sendPage(reply, STOP_UNKNOWN)
        await store.write((writer) => writer.step(() => stopLetters(writer, seal, userId)))
        return sendPage(reply, SEARCHES_STOPPED)
      }),
    )
  })
}
