import type { Page } from '@playwright/test'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { arrive, inTown, letterTo, publicFeed, type Town } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { expect, goTo, openIn, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

const CAMILLE = 'camille.inventee@exemple.test'
const NOOR = 'noor.inventee@exemple.test'
const identity = {
  sub: 'sub-camille',
  claims: { email: CAMILLE, email_verified: true, given_name: 'Camille', usual_name: 'Inventée' },
}

const account = (page: Page) =>
  page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('button', { name: /^Compte/ })

/** A service of the public feed whose contact is kept for professionals. */
const keptContact = async (town: Town): Promise<string> => {
  const changes = await publicFeed(town)
  const found = changes.find((change) => change.op === 'put' && JSON.stringify(change.doc).includes('"contact_masque"'))
  if (found === undefined) throw new Error('the demonstration keeps no contact for professionals')
  return found.id
}

/** Signs in with the identity provider, as one who copies the address into a browser. */
const comeIn = async (page: Page, town: Town): Promise<void> => {
  town.idp.next(identity)
  const { attente } = await call(page, 'account.begin', { moyen: 'fournisseur' })
  const outside = await town.browser()
  await outside.goto(attente?.adresse ?? '')
  await expect(outside.getByText('Connexion réussie')).toBeVisible()
  await expect
    .poll(async () => (await call(page, 'account.state', undefined)).compte?.courriel, { timeout: 30_000 })
    .toBe(CAMILLE)
}

test('from nothing to a structure with two people: identity provider, SIRET, invitation, link by e-mail', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await inTown(browser, context, async (town) => {
    const desk = await town.newDesk()
    await arrive(page, desk, town, '/rejoindre')

    await test.step('joining asks for an account, and comes back here', async () => {
      await check(page, 'join, signed out')
      await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click()
      await expect(page.getByRole('heading', { name: 'Se connecter', level: 1 })).toBeVisible()
      await check(page, 'sign in')
      await shootWhenAsked(page, 'connexion')
      town.idp.next(identity)
      await page.getByRole('button', { name: 'Se connecter avec ProConnect' }).click()
      const address = await page.getByLabel('Adresse de connexion').inputValue()
      await check(page, 'sign in, waiting for the browser')
      const outside = await town.browser()
      await outside.goto(address)
      await expect(outside.getByText('Connexion réussie')).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Rejoindre une structure', level: 1 })).toBeVisible()
    })

    await test.step('a SIRET with a slip warns, the right one is found in the register; the first to come keeps the structure', async () => {
      const field = page.getByRole('textbox', { name: 'SIRET' })
      await field.fill(`${SIRETS.mission.slice(0, 13)}${(Number(SIRETS.mission.at(-1)) + 1) % 10}`)
      await expect(page.getByText(/ne forment pas un SIRET habituel/)).toBeVisible()
      await field.fill(SIRETS.mission.replace(/(\d{3})(?=\d)/g, '$1 '))
      await page.getByRole('button', { name: 'Chercher', exact: true }).click()
      await page
        .getByRole('button', { name: /^Choisir/ })
        .first()
        .click()
      await check(page, 'join, confirm')
      await page.getByRole('checkbox', { name: /J’ai lu et j’accepte/ }).check({ force: true })
      await page.getByRole('checkbox', { name: /Je travaille pour cette structure/ }).check({ force: true })
      await shootWhenAsked(page, 'rejoindre')
      await page.getByRole('button', { name: 'Rejoindre la structure' }).click()
      await expect(page.getByRole('heading', { name: /Vous êtes administrateur de/ })).toBeVisible()
      await check(page, 'join, done')
    })

    await test.step('two colleagues are invited at once; an address that is none stays to be mended', async () => {
      await page
        .getByRole('link', { name: 'Inviter des collègues' })
        .or(page.getByRole('button', { name: 'Inviter des collègues' }))
        .click()
      await expect(page.getByRole('heading', { name: 'Membres', level: 1 })).toBeVisible()
      await page.getByRole('textbox', { name: 'Courriels' }).fill(`${NOOR}; sacha@exemple.test\npas une adresse`)
      await page.getByRole('button', { name: /^Envoyer/ }).click()
      await expect(page.getByText(/Invitation envoyée\.$/)).toHaveCount(2)
      await expect(page.getByRole('textbox', { name: 'Courriels' })).toHaveValue('pas une adresse')
      await check(page, 'members')
      await shootWhenAsked(page, 'membres')
    })

    await test.step('the colleague opens a link on another desk, accepts, and both see it', async () => {
      await letterTo(town, NOOR, /invitation/i)
      const second = await town.newDesk()
      const other = await context.newPage()
      await arrive(other, second, town, '/connexion')
      await other.getByRole('textbox', { name: 'Courriel' }).first().fill(NOOR)
      await other.getByRole('button', { name: 'Recevoir un lien' }).click()
      await expect(other.getByText(/Si un compte existe à l’adresse/)).toBeVisible()
      await check(other, 'sign in, waiting for the link')
      const { link } = await letterTo(town, NOOR, /connexion|connecter/i)
      const outside = await town.browser()
      await outside.goto(link)
      await outside.getByRole('button', { name: /Se connecter/ }).click()
      const code = await outside.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).textContent()
      // As one who opened the link on a phone does.
      await other.getByText('Lien ouvert sur un autre appareil').click()
      await other.getByRole('textbox', { name: 'Code affiché par la page' }).fill((code ?? '').toLowerCase())
      await other.getByRole('button', { name: 'Valider le code' }).click()
      await expect(account(other)).toContainText(/noor/i, { timeout: 30_000 })
      await goTo(other, '/compte')
      await other.getByRole('button', { name: 'Accepter' }).click()
      await check(other, 'account, accepting')
      await other.getByRole('checkbox', { name: /J’ai lu et j’accepte/ }).check({ force: true })
      await other.getByRole('button', { name: 'Rejoindre la structure' }).click()
      await expect(account(other)).toContainText(/mission locale/i, { timeout: 30_000 })
      await check(other, 'account')
      await shootWhenAsked(other, 'compte')
      await page.reload()
      await expect(page.getByRole('listitem').filter({ hasText: NOOR })).toContainText('Utilisateur')
    })
  })
})

test('the team makes an account, hands over its password once, and closes it: nothing of the desk is lost', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await inTown(browser, context, async (town) => {
    const desk = await town.newDesk()
    await arrive(page, desk, town, '/connexion?suite=/comptes')
    const { courriel, motDePasse } = town.central.account
    const password = page.getByRole('textbox', { name: 'Mot de passe' })
    await page.getByRole('textbox', { name: 'Courriel' }).last().fill(courriel)
    await password.fill(motDePasse)
    await page.getByRole('button', { name: 'Se connecter', exact: true }).last().click()
    await expect(page.getByRole('heading', { name: 'Comptes', level: 1 })).toBeVisible({ timeout: 30_000 })
    await check(page, 'accounts')

    await page.getByRole('button', { name: 'Créer un compte' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Courriel' }).fill(NOOR)
    await dialog.getByRole('textbox', { name: 'Prénom' }).fill('Noor')
    await check(page, 'accounts, creating')
    await dialog.getByRole('button', { name: 'Créer le compte' }).click()
    const given = await page.getByRole('dialog').getByRole('textbox', { name: 'Mot de passe' }).inputValue()
    await check(page, 'accounts, password')
    await page.getByRole('button', { name: 'Je l’ai noté' }).click()
    await expect(page.getByText(NOOR)).toBeVisible()
    await shootWhenAsked(page, 'comptes')

    const second = await town.newDesk()
    const other = await context.newPage()
    await arrive(other, second, town, '/recherche')
    await call(other, 'sync.signIn', { courriel: NOOR, motDePasse: given })
    await expect(account(other)).toContainText('Noor', { timeout: 30_000 })

    await page.getByRole('button', { name: 'Gérer le compte de Noor' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Désactiver' }).click()
    await page.getByRole('button', { name: 'Désactiver' }).last().click()
    await expect(page.getByRole('listitem').filter({ hasText: NOOR }).getByText('Désactivé', { exact: true })).toBeVisible()
    await call(other, 'sync.now', undefined)
    await expect.poll(async () => (await call(other, 'account.state', undefined)).session_expiree, { timeout: 30_000 }).toBe(true)
    await goTo(other, '/connexion')
    await expect(other.getByText(/Votre session a expiré. Rien n’est perdu/)).toBeVisible()
  })
})

test('a contact kept for professionals: said to be kept, shown to a member, and to nobody before', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(120_000)
  await inTown(browser, context, async (town) => {
    const desk = await town.newDesk()
    const id = await keptContact(town)
    await arrive(page, desk, town, '/recherche')
    await expect
      .poll(async () => (await call(page, 'catalogue.info', undefined))?.services ?? 0, { timeout: 60_000 })
      .toBeGreaterThan(0)
    await goTo(page, `/service/${encodeURIComponent(id)}`)
    await expect(page.getByText(/réservées aux professionnels/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Afficher les coordonnées' })).toHaveCount(0)
    await check(page, 'service, contact kept')

    await comeIn(page, town)
    await call(page, 'account.join', { siret: SIRETS.mission })
    await expect
      .poll(async () => (await call(page, 'account.state', undefined)).structure_courante, { timeout: 30_000 })
      .not.toBeNull()
    await goTo(page, `/service/${encodeURIComponent(id)}`)
    await page.getByRole('button', { name: 'Afficher les coordonnées' }).click()
    await expect(page.locator('main a[href^="tel:"], main a[href^="mailto:"]').first()).toBeVisible()
    await check(page, 'service, contact shown')

    // Without the server, what was told is still at hand.
    const told = await call(page, 'account.serviceContact', { serviceId: id })
    await town.server.stop()
    expect(await call(page, 'account.serviceContact', { serviceId: id })).toEqual(told)
  })
})

test('first steps of a counsellor end on real services, by keyboard alone', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/bienvenue')
  await expect(page.getByRole('heading', { name: 'Bienvenue', level: 1 })).toBeVisible()
  await check(page, 'welcome')
  await shootWhenAsked(page, 'bienvenue')
  await page.getByRole('radio', { name: /J’accompagne des personnes/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('combobox', { name: 'Commune' }).focus()
  await page.keyboard.type('Lille')
  await page
    .getByRole('option', { name: /^Lille/ })
    .first()
    .waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Fait').first()).toBeVisible()
  const words = page
    .getByRole('searchbox', { name: 'Besoin, mot ou structure' })
    .or(page.getByRole('textbox', { name: 'Besoin, mot ou structure' }))
  await words.focus()
  await page.keyboard.type('permis')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/recherche\?/)
  await expect(page.getByRole('heading', { name: /service/ }).first()).toBeVisible()
})
