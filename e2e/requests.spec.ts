import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { type Desk, startDesk } from './desk.ts'
import { arrive, inTown, type Town } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { heldOf, known, letGo, offer, send, sender } from './sending.ts'
import { expect, goTo, openIn, test } from './test.ts'
import { tick } from './tick.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const lines = async (page: Page, sens: OrientationLine['sens']): Promise<readonly OrientationLine[]> =>
  (await call(page, 'orientations.list', undefined)).lignes.filter((line) => line.sens === sens)
const stateOf = (page: Page, sens: OrientationLine['sens'], id: string) => () =>
  lines(page, sens).then((all) => all.find((line) => line.id === id)?.etat)
const rows = (page: Page) => page.getByRole('list', { name: 'Demandes' }).getByRole('listitem')
const row = (page: Page, name: string) => rows(page).filter({ hasText: name })
const title = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')
/** The person of the row that has the focus. */
const focused = (page: Page) => page.locator('.request-name:focus .request-person')

const PEOPLE = ['Dominique', 'Awa', 'Sacha', 'Lou', 'Ming'] as const

/** All signed in, and a first service asked for by someone whose structure was let go. */
const answered = async (team: Page, noor: Page, desk: Desk, town: Town): Promise<readonly string[]> => {
  const [first = ''] = await offer(team, town)
  await arrive(noor, desk, town, '/recherche')
  const structureId = await sender(noor, team)
  await known(noor, first)
  const ids: string[] = []
  for (const prenom of PEOPLE.slice(0, 4)) ids.push(await send(noor, first, structureId, prenom))
  await expect.poll(() => heldOf(team, structureId), { timeout: 60_000 }).toBe(ids.length)
  await letGo(team, structureId)
  await expect.poll(async () => (await lines(team, 'reception')).length, { timeout: 60_000 }).toBe(ids.length)
  return ids
}

test('requests received: held, let go by moderation, read, answered by keyboard alone', async ({ page, context, browser }) => {
  test.setTimeout(420_000)
  await inTown(browser, context, async (town) => {
    const noor = await context.newPage()

    await test.step('signed out, the screen says what it is for', async () => {
      await arrive(noor, await town.newDesk(), town, '/demandes/envoyees')
      await expect(noor.getByRole('heading', { name: 'Connectez-vous pour suivre vos demandes' })).toBeVisible()
      await check(noor, 'requests, signed out')
    })

    const [first = '', second = ''] = await offer(page, town)
    await goTo(page, '/demandes/recues')
    await expect(page.getByRole('heading', { name: 'Aucune demande reçue' })).toBeVisible()
    await check(page, 'requests, nothing received')

    const structureId = await sender(noor, page)
    await known(noor, first)
    await known(noor, second)
    await goTo(noor, '/demandes/envoyees')
    await expect(noor.getByRole('heading', { name: 'Aucune demande envoyée' })).toBeVisible()
    const ids: string[] = []
    for (const prenom of PEOPLE) ids.push(await send(noor, first, structureId, prenom))
    const [dominique = '', , , lou = '', ming = ''] = ids

    await test.step('held by moderation, it is said; the team approves in its queue, and they all leave', async () => {
      await expect(row(noor, 'Dominique Inventé').getByText('En cours de modération')).toBeVisible({ timeout: 30_000 })
      await check(noor, 'requests sent, held')
      await goTo(page, '/demandes/a-moderer')
      const queue = page.getByRole('list', { name: 'File de modération' })
      await expect(queue.getByText(`${PEOPLE.length}\u00a0demandes retenues`)).toBeVisible({ timeout: 30_000 })
      await page.keyboard.press('j')
      const held = page.getByRole('region', { name: 'Demandes retenues' })
      // Whoever sent them is named once.
      await expect(held.getByText(/Conduite|Atelier mobilité inventé/)).toHaveText(
        new RegExp(`\\(${PEOPLE.length}\\sdemandes\\)`),
      )
      await page.keyboard.press('a')
      await expect(page.getByText(/demandes approuvées/)).toBeVisible()
      await expect.poll(stateOf(noor, 'envoi', dominique), { timeout: 30_000 }).toBe('OUVERTE')
    })

    await test.step('received: counted in the rail, unread, each to be answered', async () => {
      await goTo(page, '/demandes/recues')
      await expect(rows(page)).toHaveCount(PEOPLE.length, { timeout: 30_000 })
      await expect(page.getByRole('link', { name: /^Demandes 5\s+demandes à traiter$/ })).toBeVisible()
      await expect(row(page, 'Awa Inventé').getByText('Non lue')).toBeAttached()
      await expect(row(page, 'Awa Inventé').getByText('À vous')).toBeVisible()
      await check(page, 'requests received')
    })

    await test.step('opened by hand, it is read, and who sent it knows', async () => {
      await row(page, 'Dominique Inventé').getByRole('link').click()
      await expect(title(page, 'Dominique Inventé')).toBeVisible()
      await expect(page).toHaveURL(new RegExp(`/demandes/recues/${dominique}$`))
      await expect(row(page, 'Dominique Inventé').getByText('Non lue')).toHaveCount(0)
      const person = page.getByRole('region', { name: 'La personne' })
      await expect(person.getByText('À privilégier')).toBeVisible()
      await expect(person.getByText('Communiqué une fois la demande acceptée.')).toBeVisible()
      await check(page, 'request received')
      await shootWhenAsked(page, 'demandes-recues')
      await goTo(noor, `/demandes/envoyees/${dominique}`)
      await expect(noor.getByText(/^Lue à \d/)).toBeVisible({ timeout: 30_000 })
    })

    await test.step('by keyboard alone: well received, accepted, refused, put off; the next one comes by itself', async () => {
      await goTo(page, '/demandes/recues?tri=anciennes')
      await expect(rows(page)).toHaveCount(PEOPLE.length)
      await page.keyboard.press('j')
      await expect(focused(page)).toHaveText('Dominique Inventé')
      await page.keyboard.press('b')
      await expect(page.getByText('Réception confirmée au prescripteur.')).toBeVisible()

      await page.keyboard.press('e')
      await expect(dialog(page).getByRole('textbox', { name: 'Message au prescripteur' })).toBeFocused()
      await expect(dialog(page).getByRole('textbox', { name: 'Message au prescripteur' })).toHaveValue(/Dominique Inventé/)
      await expect(dialog(page).getByRole('textbox', { name: 'Message à la personne' })).toHaveValue(/Votre demande est acceptée/)
      await check(page, 'accepting')
      await page.keyboard.press('Control+Enter')
      await expect(focused(page)).toHaveText('Awa Inventé')
      await expect(title(page, 'Awa Inventé')).toBeVisible()

      await page.keyboard.press('r')
      await expect(dialog(page).getByRole('checkbox').first()).toBeFocused()
      await page.keyboard.press('Control+Enter')
      await expect(dialog(page).getByText('Cochez au moins une raison.')).toBeVisible()
      await tick(dialog(page).getByRole('checkbox', { name: 'Session complète' }))
      const message = dialog(page).getByRole('textbox', { name: 'Message au prescripteur' })
      await expect(message).toHaveValue(/plus de place dans la session/)
      await check(page, 'refusing')
      await message.press('End')
      await message.pressSequentially(' À bientôt.')
      await tick(dialog(page).getByRole('checkbox', { name: 'Bénéficiaire non mobile' }))
      await expect(message).toHaveValue(/À bientôt\./)
      await message.press('Control+Enter')
      await expect(focused(page)).toHaveText('Sacha Inventé')

      await page.keyboard.press('p')
      await expect(dialog(page).getByLabel('Pas avant le')).toBeFocused()
      await check(page, 'putting off')
      await page.keyboard.press('Control+Enter')
      await expect(focused(page)).toHaveText('Lou Inventé')
      await expect(row(page, 'Sacha Inventé').getByText('Réponse reportée')).toBeVisible()

      await page.keyboard.press('m')
      await dialog(page).getByRole('textbox', { name: 'Message' }).fill('Avez-vous ses disponibilités de décembre ?')
      await check(page, 'writing')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByText('Message envoyé.')).toBeVisible()
      await expect(dialog(page)).toHaveCount(0)

      await page.keyboard.press('Enter')
      await expect(title(page, 'Lou Inventé')).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(focused(page)).toHaveText('Lou Inventé')
      await page.keyboard.press('k')
      await expect(title(page, 'Sacha Inventé')).toBeVisible()
      // What its state no longer allows is said, and nothing is asked.
      await page.keyboard.press('k')
      await page.keyboard.press('e')
      await expect(page.getByText(/Accepter.* n’est pas possible/)).toBeVisible()
    })

    await test.step('a message kept as a template holds nothing of anyone, and serves for another', async () => {
      await goTo(page, `/demandes/recues/${lou}`)
      await page.getByRole('button', { name: 'Accepter' }).click()
      const message = dialog(page).getByRole('textbox', { name: 'Message au prescripteur' })
      await message.fill('Bonjour, nous attendons Lou Inventé mardi à 9 h.')
      await dialog(page).getByRole('button', { name: 'Modèles' }).first().click()
      const name = dialog(page).getByRole('textbox', { name: 'Nom du modèle' })
      await name.fill('Réunion du mardi')
      await check(page, 'templates')
      // Enter keeps the template: it is not the answer that leaves.
      await name.press('Enter')
      const use = dialog(page).getByRole('button', { name: 'Utiliser « Réunion du mardi »' })
      await expect(use).toBeVisible()
      await expect(name).toBeFocused()
      expect(await stateOf(page, 'reception', lou)()).toBe('OUVERTE')
      expect((await call(page, 'orientations.templates', undefined))[0]?.texte).toBe(
        'Bonjour, nous attendons #PERSONNE# mardi à 9 h.',
      )
      await page.keyboard.press('Escape')
      await expect(dialog(page)).toHaveCount(0)
      await row(page, 'Ming Inventé').getByRole('link').click()
      await expect(title(page, 'Ming Inventé')).toBeVisible()
      await page.getByRole('button', { name: 'Accepter' }).click()
      await dialog(page).getByRole('button', { name: 'Modèles' }).first().click()
      await use.click()
      await expect(message).toHaveValue('Bonjour, nous attendons Ming Inventé mardi à 9 h.')
      await page.keyboard.press('Escape')
    })

    await test.step('filters are in the address, words are not', async () => {
      await goTo(page, '/demandes/recues')
      const quick = page.getByRole('group', { name: 'Filtres rapides' })
      await quick.getByRole('button', { name: 'Acceptées' }).click()
      await expect(page).toHaveURL(/\/demandes\/recues\?vue=acceptees$/)
      await expect(rows(page)).toHaveCount(1)
      await page.reload()
      await expect(rows(page)).toHaveCount(1)
      await page.getByRole('searchbox').fill('sacha')
      await expect(page.getByRole('heading', { name: 'Aucune demande ne correspond' })).toBeVisible()
      await expect(page).toHaveURL(/\/demandes\/recues\?vue=acceptees$/)
      await check(page, 'requests, nothing left')
      await page.getByRole('button', { name: 'Effacer les filtres' }).click()
      await expect(rows(page)).toHaveCount(PEOPLE.length)
    })

    await test.step('where the list comes back alone, its row has the focus once: a search keeps it afterwards', async () => {
      await page.setViewportSize({ width: 800, height: 740 })
      await row(page, 'Ming Inventé').getByRole('link').click()
      await expect(title(page, 'Ming Inventé')).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(focused(page)).toHaveText('Ming Inventé')
      const words = page.getByRole('searchbox')
      await words.pressSequentially('zzz')
      await expect(page.getByRole('heading', { name: 'Aucune demande ne correspond' })).toBeVisible()
      for (const _ of 'zzz') await page.keyboard.press('Backspace')
      await expect(rows(page)).toHaveCount(PEOPLE.length)
      await expect(words).toBeFocused()
      await page.setViewportSize({ width: 1440, height: 900 })
    })

    await test.step('an act that fails says why, as it is', async () => {
      await goTo(page, `/demandes/recues/${ming}`)
      await expect(title(page, 'Ming Inventé')).toBeVisible()
      await page.route('**/rpc/orientations.act', (route) => route.abort())
      await page.getByRole('button', { name: 'Bien reçue' }).click()
      await expect(page.getByText(/L’application ne répond plus/)).toBeVisible()
      await page.unroute('**/rpc/orientations.act')
    })
  })
})

test('requests sent: the answer, plan B, what became of the person; handed over, exported, answered without network', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(420_000)
  await inTown(browser, context, async (town) => {
    const noor = await context.newPage()
    const desk = await town.newDesk()
    const [dominique = '', awa = '', sacha = '', lou = ''] = await answered(page, noor, desk, town)
    await call(page, 'orientations.act', {
      geste: 'accepter',
      sens: 'reception',
      id: dominique,
      message: 'Nous acceptons votre demande.',
      message_personne: 'Votre demande est acceptée.',
    })
    await call(page, 'orientations.act', {
      geste: 'refuser',
      sens: 'reception',
      id: awa,
      motifs: ['session-complète'],
      message: 'Il n’y a plus de place.',
    })

    await test.step('who sent it reads the answer, and notes what became of the person: the other side sees it', async () => {
      await expect.poll(stateOf(noor, 'envoi', dominique), { timeout: 30_000 }).toBe('VALIDÉE')
      await goTo(noor, `/demandes/envoyees/${dominique}`)
      await expect(noor.getByRole('region', { name: 'La réponse' })).toContainText('Nous acceptons votre demande')
      await check(noor, 'request accepted')
      await noor.getByRole('button', { name: 'Accompagnement commencé' }).click()
      await expect(noor.getByText('Suite notée.')).toBeVisible()
      await goTo(page, `/demandes/recues/${dominique}`)
      await expect(page.getByRole('region', { name: 'La suite' })).toContainText('L’accompagnement a commencé', {
        timeout: 30_000,
      })
      await expect(page.getByRole('region', { name: 'La personne' })).toContainText('12345678901')
    })

    await test.step('refused: other services are proposed, and the request is ready for one of them', async () => {
      await expect.poll(stateOf(noor, 'envoi', awa), { timeout: 30_000 }).toBe('REFUSÉE')
      await goTo(noor, '/demandes/envoyees')
      await row(noor, 'Awa Inventé').getByRole('link').click()
      await expect(noor.getByRole('region', { name: 'La réponse' })).toContainText('Session complète')
      const plan = noor.getByRole('region', { name: 'Plan B' })
      await expect(plan.getByRole('list', { name: 'Services proposés' }).getByRole('listitem').first()).toBeVisible()
      await check(noor, 'plan B')
      await shootWhenAsked(noor, 'demandes-plan-b')
      await plan
        .getByRole('button', { name: /^Préparer la demande/ })
        .first()
        .click()
      await expect(noor).toHaveURL(/\/brouillons\//)
      await expect(
        noor.getByRole('group', { name: 'La personne orientée' }).getByRole('textbox', { name: 'Prénom' }),
      ).toHaveValue('Awa')
    })

    await test.step('a nudge too early says when; a withdrawal says what it does', async () => {
      await goTo(noor, `/demandes/envoyees/${lou}`)
      await expect(noor.getByRole('button', { name: 'Relancer' })).toBeDisabled()
      await expect(noor.getByText(/^Relance possible à partir du/)).toBeVisible()
      await noor.getByRole('button', { name: 'Autres actions' }).click()
      await check(noor, 'other acts')
      await noor.getByRole('menuitem', { name: 'Retirer la demande…' }).click()
      await check(noor, 'withdrawing')
      await dialog(noor).getByRole('button', { name: 'Retirer la demande' }).click()
      await expect(noor.getByText('Demande retirée.')).toBeVisible()
      await expect.poll(stateOf(page, 'reception', lou), { timeout: 30_000 }).toBe('ANNULÉE')
    })

    await test.step('what is held on someone is shown in one go, to copy or to print', async () => {
      await goTo(noor, `/demandes/envoyees/${sacha}`)
      await noor.getByRole('button', { name: 'Ce qui est conservé sur cette personne' }).click()
      await expect(dialog(noor)).toContainText('Demande envoyée')
      await expect(dialog(noor).getByRole('button', { name: 'Imprimer' })).toBeVisible()
      await check(noor, 'held on someone')
      await noor.keyboard.press('Escape')
    })

    await test.step('a colleague takes care of it; no more notices of that one', async () => {
      await goTo(page, `/demandes/recues/${sacha}`)
      await page.getByRole('button', { name: 'Autres actions' }).click()
      await page.getByRole('menuitem', { name: 'Je m’en occupe' }).click()
      await expect(page.getByText('Vous suivez cette demande.')).toBeVisible()
      await expect(page.getByRole('region', { name: 'Les contacts' })).toContainText('Camille Inventée')
      await page.getByRole('button', { name: 'Autres actions' }).click()
      await page.getByRole('menuitem', { name: 'Ne plus me prévenir' }).click()
      await expect(page.getByText(/ne vous préviendra plus/)).toBeVisible()
      await page.getByRole('button', { name: 'Autres actions' }).click()
      await page.getByRole('menuitem', { name: 'Confier à un collègue…' }).click()
      await expect(dialog(page)).toContainText('Vous êtes seul membre')
      await check(page, 'handing over')
      await page.keyboard.press('Escape')
    })

    await test.step('the table, once its warning is read', async () => {
      await goTo(page, '/demandes/recues')
      await page.getByRole('button', { name: 'Exporter' }).click()
      await expect(dialog(page)).toContainText('Ce fichier contiendra des données personnelles')
      await dialog(page).getByRole('button', { name: 'Télécharger' }).click()
      await expect(dialog(page).getByRole('alert')).toContainText('Cochez cette case')
      await check(page, 'export')
      await tick(dialog(page).getByRole('checkbox'))
      const download = page.waitForEvent('download')
      await dialog(page).getByRole('button', { name: 'Télécharger' }).click()
      expect((await download).suggestedFilename()).toMatch(/\.xlsx$/)
      await expect(dialog(page)).toHaveCount(0)
    })

    await test.step('without network, one reads and answers: it leaves when the network is back', async () => {
      await town.cut()
      await call(page, 'sync.now', undefined)
      await expect.poll(async () => (await call(page, 'sync.status', undefined)).etat, { timeout: 60_000 }).toBe('hors-ligne')
      await goTo(page, `/demandes/recues/${sacha}`)
      await expect(page.getByText(/^Hors ligne\. Vous pouvez lire et répondre/)).toBeVisible()
      await check(page, 'request, offline')
      await page.getByRole('button', { name: 'Accepter' }).click()
      await dialog(page).getByRole('button', { name: 'Accepter' }).click()
      await expect(page.getByText('« Accepter » est enregistré sur ce poste et partira au retour de la connexion.')).toBeVisible()
      await expect(page.getByText(/^Demande acceptée\s:/)).toHaveCount(0)
      await expect(row(page, 'Sacha Inventé').getByText('Envoi en attente')).toBeVisible()
      await town.mend()
      await expect(row(page, 'Sacha Inventé').getByText('Envoi en attente')).toHaveCount(0, { timeout: 60_000 })
      // A desk where nothing waits comes back by itself too, but later: the counsellor asks for it.
      await call(noor, 'sync.now', undefined)
      await expect.poll(stateOf(noor, 'envoi', sacha), { timeout: 60_000 }).toBe('VALIDÉE')
    })

    await test.step('what a desk cannot read back is said, and is no empty list', async () => {
      await noor.goto('about:blank')
      await desk.stop()
      const db = new Database(join(desk.folder, 'user.db'))
      const damaged = db.prepare(`UPDATE own_rows SET doc = x'00' WHERE kind = 'envoi'`).run().changes
      db.close()
      const again = await startDesk({ folder: desk.folder })
      try {
        await openIn(noor, again, '/demandes/envoyees')
        await expect(noor.getByText(`${damaged} demandes n’ont pas pu être relues sur ce poste`)).toBeVisible()
        await expect(noor.getByText('Aucune demande lisible dans cette liste.')).toBeVisible()
        await expect(noor.getByRole('heading', { name: 'Aucune demande envoyée' })).toHaveCount(0)
        await check(noor, 'requests, unreadable')
      } finally {
        await noor.goto('about:blank')
        await again.stop()
      }
    })
  })
})
