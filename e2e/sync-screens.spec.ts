import type { BrowserContext, Page } from '@playwright/test'
import { rmSync } from 'node:fs'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { type Desk, newFolder, startDesk } from './desk.ts'
import { shootWhenAsked } from './picture.ts'
import { searchPage } from './search-page.ts'
import { type CentralServer, newServerFolder, type ServerFolder, startServer } from './server.ts'
import { expect, goTo, openIn, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const stateOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: /^Échanges/ })
const upToDate = async (page: Page) => await expect(stateOf(page)).toContainText('À jour', { timeout: 30_000 })
const cardOf = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })

type Office = {
  readonly central: ServerFolder
  readonly server: () => CentralServer
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
  /** A desk of its own that starts with nothing, or over a folder. */
  readonly newDesk: (folder?: string) => Promise<Desk>
}

/** One server process, and desks around it; all of it gone at the end. */
const withOffice = async (context: BrowserContext, run: (office: Office) => Promise<void>) => {
  const central = newServerFolder()
  let server = await startServer(central.folder)
  const desks: Desk[] = []
  const folders = new Set<string>([central.folder])
  try {
    await run({
      central,
      server: () => server,
      cut: () => server.stop(),
      mend: async () => {
        server = await startServer(central.folder, server.port)
      },
      newDesk: async (folder = newFolder({ catalogue: false })) => {
        folders.add(folder)
        const desk = await startDesk({ folder })
        desks.push(desk)
        return desk
      },
    })
  } finally {
    for (const page of context.pages()) await page.close()
    for (const desk of desks) if (desk.process.exitCode === null) await desk.stop()
    await server.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

/** Signed in and up to date, without what a test is not about. */
const joined = async (page: Page, desk: Desk, { server, central }: Office, to: string) => {
  await openIn(page, desk, '/favoris')
  await call(page, 'sync.setServer', { adresse: server().origin })
  await call(page, 'sync.signIn', central.account)
  await upToDate(page)
  await goTo(page, to)
}

test('a desk is given its server, its account and its territories from the settings', async ({ page, context }) => {
  test.setTimeout(180_000)
  await withOffice(context, async (office) => {
    const desk = await office.newDesk()
    await openIn(page, desk, '/reglages')

    await test.step('an address that is none is refused in place; the good one brings the catalogue', async () => {
      await page.getByRole('radio', { name: /^Un serveur partagé/ }).check({ force: true })
      const address = page.getByRole('textbox', { name: 'Adresse', exact: true })
      await address.fill('http://exemple.fr')
      await page.getByRole('button', { name: 'Utiliser ce serveur' }).click()
      await expect(page.getByText(/^Indiquez une adresse qui commence par https/)).toBeVisible()
      await address.fill(office.server().origin)
      await page.getByRole('button', { name: 'Utiliser ce serveur' }).click()
      await upToDate(page)
      await expect(stateOf(page)).toContainText('Données à l’instant')
    })

    await test.step('a wrong password is said on the form, and nothing typed is lost', async () => {
      const { courriel, motDePasse } = office.central.account
      await page.getByRole('textbox', { name: 'Courriel' }).fill(courriel)
      const password = page.getByRole('textbox', { name: 'Mot de passe' })
      await password.fill('pas le bon du tout')
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'Le courriel ou le mot de passe' })).toBeVisible()
      await expect(page.getByRole('textbox', { name: 'Courriel' })).toHaveValue(courriel)
      await check(page, 'settings, sign-in refused')
      await password.fill(motDePasse)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await expect(page.getByText(`Connecté : Camille Inventée (${courriel})`)).toBeVisible()
    })

    await test.step('fewer territories, chosen by keyboard, make a smaller catalogue', async () => {
      const before = await call(page, 'catalogue.info', undefined)
      await page.getByRole('radio', { name: /^Des départements choisis/ }).check({ force: true })
      await page.getByRole('searchbox', { name: 'Filtrer les départements' }).fill('hauts-de-france')
      await page.getByRole('listbox', { name: 'Départements' }).getByRole('option').first().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await expect(page.getByText('2 départements choisis')).toBeVisible()
      await check(page, 'settings, territories')
      await page.getByRole('button', { name: 'Appliquer' }).click()
      await expect
        .poll(async () => (await call(page, 'catalogue.info', undefined))?.services ?? 0, { timeout: 60_000 })
        .toBeLessThan(before?.services ?? 0)
      await upToDate(page)
      await stateOf(page).click()
      await expect(page.getByText('Aisne (02), Nord (59)')).toBeVisible()
    })

    await test.step('leaving the account says what each choice does', async () => {
      await goTo(page, '/reglages?section=serveur')
      await page.getByRole('button', { name: 'Se déconnecter' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText(/reviennent à votre prochaine connexion/)).toBeVisible()
      await check(page, 'settings, leaving the account')
      await dialog.getByRole('button', { name: 'Se déconnecter' }).click()
      await expect(page.getByRole('textbox', { name: 'Courriel' })).toBeVisible()
    })
  })
})

test.describe('the server is not always there', () => {
  test.use({ allowedErrors: ['Failed to load resource', 'ERR_'] })

  test('a favourite follows the person, a note written on two desks is settled in two clicks', async ({ page, context }) => {
    test.setTimeout(240_000)
    await withOffice(context, async (office) => {
      const [one, two] = [await office.newDesk(), await office.newDesk()]
      const other = await context.newPage()
      await joined(page, one, office, '/recherche')
      await joined(other, two, office, '/favoris')
      const search = searchPage(page)
      const first = search.rows.first()
      const name = await search.link(first).innerText()

      await test.step('kept on one desk, it is on the other without being asked', async () => {
        await first.getByRole('button', { name: /^Favori/ }).click()
        await expect(other.getByRole('listitem').filter({ hasText: name })).toBeVisible({ timeout: 30_000 })
      })
      const favourite = (await call(page, 'favourites.ids', undefined))[0]
      if (favourite === undefined) throw new Error('nothing was kept')
      await upToDate(page)
      await upToDate(other)

      await office.cut()
      await test.step('offline is said calmly, and what waits is told', async () => {
        await call(page, 'favourites.update', { ...favourite, note: 'Appeler le mardi matin.' })
        await call(other, 'favourites.update', { ...favourite, note: 'Appeler le jeudi, avant midi.' })
        for (const each of [page, other]) {
          await expect(stateOf(each)).toContainText('Hors ligne', { timeout: 60_000 })
          await expect(stateOf(each)).toContainText('1 envoi en attente')
        }
        await stateOf(page).click()
        await expect(page.getByRole('heading', { name: 'Le serveur ne répond pas' })).toBeVisible()
        const sending = page.getByRole('list', { name: 'Changements à envoyer' }).getByRole('listitem')
        await expect(sending).toHaveCount(1)
        await expect(sending).toContainText('Note')
        await check(page, 'exchanges, offline')
      })

      // Only one of the two comes back at first: the other will meet what it has sent.
      await other.close()
      await two.stop()
      await office.mend()
      await page.getByRole('button', { name: 'Actualiser maintenant' }).click()
      await upToDate(page)
      const back = await office.newDesk(two.folder)
      const again = await context.newPage()
      await openIn(again, back, '/favoris')

      await test.step('the clash is shown field by field', async () => {
        await expect(stateOf(again)).toContainText('1 point à vérifier', { timeout: 60_000 })
        await stateOf(again).click()
        const card = cardOf(again, name).first()
        await expect(card.getByText('Appeler le jeudi, avant midi.')).toBeVisible()
        await expect(card.getByText('Appeler le mardi matin.')).toBeVisible()
        await check(again, 'exchanges, a clash')
        await shootWhenAsked(again, 'echanges')
        await card.getByRole('radio', { name: /^La vôtre/ }).focus()
        await again.keyboard.press('Space')
        await card.getByRole('button', { name: 'Valider' }).click()
        await expect(again.getByText(/^Rien à vérifier/)).toBeVisible()
        await upToDate(again)
      })
      await test.step('the version chosen is on both desks', async () => {
        await goTo(page, '/favoris')
        await expect(page.getByText('Appeler le jeudi, avant midi.')).toBeVisible({ timeout: 30_000 })
      })
    })
  })
})
