import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { renderReturnPage, type ReturnPage } from './return-page.ts'

const PATH = '/retour'

const NOT_HERE: ReturnPage = {
  status: 404,
  titre: 'Il n’y a rien ici',
  texte: 'Cette adresse n’attend que la fin d’une connexion. Vous pouvez fermer cet onglet.',
}

export type Loopback = {
  /** Where a browser of this machine is to come back. */
  readonly address: string
  /** Takes nothing more; what is being answered is. */
  readonly close: () => void
}

/**
 * Waits on this machine only, at a port of the moment, for a browser that comes back from signing in. `answer` is given what came
 * in the address; it is called for nothing else than a GET of the one path, by the exact name of this host: a name that resolves
 * here (DNS rebinding) is not it. Fails when no port can be opened.
 */
export const listenForReturn = async (answer: (params: URLSearchParams) => Promise<ReturnPage>): Promise<Loopback> => {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000, maxHeaderSize: 16_384 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // One connection that fails is its own affair.
  server.on('error', () => {})
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  let answering = 0
  let closed = false

  const pageFor = async ({ method, headers, url: target = '' }: IncomingMessage): Promise<ReturnPage> => {
    const url = target.startsWith('/') ? URL.parse(target, `http://${host}`) : null
    if (headers.host !== host) return { ...NOT_HERE, status: 403 }
    if (url?.origin !== `http://${host}` || url.pathname !== PATH) return NOT_HERE
    if (method !== 'GET') return { ...NOT_HERE, status: 405 }
    return answer(url.searchParams)
  }

  const send = (response: ServerResponse, page: ReturnPage): void => {
    const { html, headers } = renderReturnPage(page)
    response.writeHead(page.status, { ...headers, connection: 'close' }).end(html)
  }

  server.on('request', (request, response) => {
    answering++
    response.once('close', () => {
      answering--
      if (closed && answering === 0) server.closeAllConnections()
    })
    pageFor(request).then(
      (page) => send(response, page),
      () => response.destroy(),
    )
  })

  return {
    address: `http://${host}${PATH}`,
    close: () => {
      if (closed) return
      closed = true
      server.close()
      if (answering === 0) server.closeAllConnections()
    },
  }
}
