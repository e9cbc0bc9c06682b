import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Forms of our own pages, and of no other. */

const FORM = 'application/x-www-form-urlencoded'

/**
 * A form of another site, sent by the browser of someone who was not asked. A browser says where a form comes from by
 * `Sec-Fetch-Site`, an older one by `Origin`; what says neither is no browser.
 */
export const isForeign = ({ headers }: FastifyRequest, publicUrl: string): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin'
  return headers.origin !== undefined && headers.origin !== new URL(publicUrl).origin
}

/** Routes that take forms, and nothing else, apart from the others: their body is the text of the form. */
export const withForms = (app: FastifyInstance, bodyBytes: number, add: (forms: FastifyInstance) => void): void => {
  app.register(async (forms) => {
    forms.removeAllContentTypeParsers()
    forms.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: bodyBytes }, async (_: unknown, text: string) => text)
    add(forms)
  })
}
