import type { Browser, BrowserContext, Page } from '@playwright/test'
import { rmSync } from 'node:fs'
import { type Idp, startIdp } from '#server/accounts/sign-in/testing/idp.ts'
import { startSmtp, type TestSmtp } from '#server/mail/testing/smtp.ts'
import { type SireneStandIn, startSireneStandIn } from '#server/sirene/testing/stand-in.ts'
import { call } from './arrange.ts'
import { PullAnswer } from '#shared/sync/wire.ts'
import { type Desk, newFolder, startDesk } from './desk.ts'
import { type CentralServer, newServerFolder, type ServerFolder, startServer } from './server.ts'
import { expect, openIn } from './test.ts'

/** A central server with everything about people that it can have: an identity provider, a mail server, the register. */
export type Town = {
  readonly central: ServerFolder
  readonly server: CentralServer
  readonly idp: Idp
  readonly smtp: TestSmtp
  readonly register: SireneStandIn
  /** The network goes, and comes back: the server stops, and is started again where it was. */
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
  /** A desk that knows this server, and nobody. */
  readonly newDesk: () => Promise<Desk>
  /** Another browser of the same machine: the system's, where pages of the server open. */
  readonly browser: () => Promise<Page>
}

/** Runs a journey in a town of its own, and takes it down. `more`: other variables of the server. */
export const inTown = async (
  browser: Browser,
  context: BrowserContext,
  run: (town: Town) => Promise<void>,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const central = newServerFolder(200)
  const [idp, smtp, register] = [await startIdp(), await startSmtp(), await startSireneStandIn()]
  const env = {
    DORA_SERVER_OIDC_ISSUER: idp.issuer,
    DORA_SERVER_OIDC_CLIENT_ID: idp.config.clientId,
    DORA_SERVER_OIDC_CLIENT_SECRET: idp.config.clientSecret,
    DORA_SERVER_OIDC_SCOPE: idp.config.scope,
    DORA_SERVER_OIDC_ACR: 'aucun',
    DORA_SERVER_SMTP_URL: smtp.url,
    DORA_SERVER_MAIL_FROM: 'DORA <dora@exemple.test>',
    DORA_SERVER_SIRENE_URL: register.url,
    ...more,
  }
  let server = await startServer(central.folder, 0, env)
  idp.serve(server.origin)
  const desks: Desk[] = []
  const folders = [central.folder]
  const outside: BrowserContext[] = []
  try {
    await run({
      central,
      get server() {
        return server
      },
      cut: () => server.stop(),
      mend: async () => {
        server = await startServer(central.folder, server.port, env)
      },
      idp,
      smtp,
      register,
      newDesk: async () => {
        const folder = newFolder({ catalogue: false })
        folders.push(folder)
        const desk = await startDesk({ folder })
        desks.push(desk)
        return desk
      },
      browser: async () => {
        const one = await browser.newContext({ locale: 'fr-FR' })
        outside.push(one)
        return one.newPage()
      },
    })
  } finally {
    for (const page of context.pages()) await page.close()
    for (const one of outside) await one.close()
    for (const desk of desks) if (desk.process.exitCode === null) await desk.stop()
    await server.stop()
    await Promise.all([idp.stop(), smtp.stop(), register.close()])
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens a screen of a desk that has been told of the town's server. */
export const arrive = async (page: Page, desk: Desk, { server }: Town, to: string): Promise<void> => {
  await openIn(page, desk, '/favoris')
  await call(page, 'sync.setServer', { adresse: server.origin })
  await page.goto(new URL(to, page.url()).href)
}

/** The last letter to that person whose subject says so, once it has come. */
export const letterTo = async (
  { smtp }: Town,
  to: string,
  subject: RegExp,
): Promise<{ readonly link: string; readonly text: string }> => {
  const found = () => smtp.delivered.findLast((one) => one.to.includes(to) && subject.test(one.subject))
  await expect.poll(() => found() !== undefined, { message: `letter ${subject} to ${to}`, timeout: 60_000 }).toBe(true)
  return { link: found()?.link ?? '', text: found()?.text ?? '' }
}

/** What the server tells of the catalogue to anyone. */
export const publicFeed = async ({ server }: Town) => {
  const body = {
    proto: 1,
    schema: 1,
    client_id: 'essai',
    epoch: null,
    limit: 5_000,
    max_bytes: 8_000_000,
    scopes: [{ id: 'cat:fr', since: 0 }],
  }
  const answer = await fetch(`${server.origin}/sync/v1/pull`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const { results } = PullAnswer.parse(await answer.json())
  return results[0]?.changes ?? []
}
