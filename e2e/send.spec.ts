import type { Page } from '@playwright/test'
import { BENEFICIARY, claimsOf, EMPLOIS_KEY, signed } from '#server/orientations/testing/emplois.ts'
import { emploisCode } from '#shared/orientation/emplois-code.ts'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { startDesk } from './desk.ts'
import { draftPage, PDF } from './draft-page.ts'
import { accountOfNoor, ASKED, mayWrite, publish, signIn, teamIn } from './keeper.ts'
import { arrive, inTown, letterTo, type Town } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { searchPage } from './search-page.ts'
import { letGo } from './sending.ts'
import { expect, goTo, openIn, test } from './test.ts'
import { tick } from './tick.ts'

test.use({
  actionTimeout: 10_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

/** It asks for something. */
const ASKING = { ...ASKED, 'dora.credentials': ['Justificatif de domicile'] }

/** The team keeps a structure whose service may be asked for. */
const offer = async (team: Page, town: Town): Promise<{ readonly structureId: string; readonly serviceId: string }> => {
  await teamIn(team, town)
  const { rattachement } = await call(team, 'account.join', { siret: SIRETS.mission })
  const structureId = rattachement?.structure_id ?? ''
  await mayWrite(team, structureId)
  return { structureId, serviceId: await publish(team, structureId, ASKING) }
}

/** On the desk of someone who sends: the sheet of the service, once it has come. */
const openSheet = async (page: Page, serviceId: string): Promise<void> => {
  await expect
    .poll(
      () =>
        call(page, 'catalogue.service', { id: serviceId }).then(
          ({ orientable }) => orientable.ok,
          () => false,
        ),
      {
        timeout: 30_000,
      },
    )
    .toBe(true)
  await goTo(page, `/service/${encodeURIComponent(serviceId)}`)
}

const startDraft = async (page: Page, serviceId: string): Promise<void> => {
  await openSheet(page, serviceId)
  await page.getByRole('button', { name: 'Orienter', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Demande d’orientation' })).toBeVisible()
}

const attached = (page: Page) => draftPage(page).form.getByRole('list', { name: /^Fichiers joints/ })
const state = (page: Page, name: string) => page.getByRole('heading', { level: 2, name })
const verdict = (page: Page) => page.getByRole('region', { name: /^(Ce qui manque|Prêt à envoyer)$/ }).getByRole('status')
const structureOf = async (page: Page): Promise<string> =>
  (await call(page, 'account.state', undefined)).rattachements[0]?.structure_id ?? ''
const sentLines = async (page: Page) =>
  (await call(page, 'orientations.list', undefined)).lignes.filter(({ sens }) => sens === 'envoi')

/** The network goes, and the desk has noticed. */
const offline = async (page: Page, town: Town): Promise<void> => {
  await town.cut()
  await call(page, 'sync.now', undefined).catch(() => undefined)
  const state = async () => (await call(page, 'sync.status', undefined)).etat
  await expect.poll(state, { timeout: 30_000 }).toBe('hors-ligne')
}

/** Walks with Tab until what has the focus is named so. */
const tabTo = async (page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> => {
  const wanted = page.getByRole(role, { name, exact: true }).and(page.locator(':focus'))
  for (let steps = 0; steps < 150; steps++) {
    if ((await wanted.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard never reached ${role} ${String(name)}`)
}

test('a request is sent: signed out, held, transmitted, doubled with a reason, and by keyboard without network', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(420_000)
  await inTown(browser, context, async (town) => {
    const team = await context.newPage()
    const { structureId, serviceId } = await offer(team, town)
    const noor = await accountOfNoor(team)
    const desk = await town.newDesk()
    await arrive(page, desk, town, '/recherche')
    const draft = draftPage(page)

    await test.step('signed out, it is said, the draft waits, and the sign-in leads back to it', async () => {
      await startDraft(page, serviceId)
      await draft.fillPerson('Dominique', 'Inventé')
      await draft.expectSaved()
      await draft.missing.getByRole('button', { name: 'Envoyer la demande' }).click()
      await expect(draft.sending).toContainText('Votre brouillon reste sur ce poste')
      await check(page, 'sending, signed out')
      await draft.sending.getByRole('button', { name: 'Se connecter' }).click()
      await page.getByRole('textbox', { name: 'Courriel' }).last().fill(noor.courriel)
      await page.getByRole('textbox', { name: 'Mot de passe' }).fill(noor.motDePasse)
      await page.getByRole('button', { name: 'Se connecter', exact: true }).last().click()
      await expect(draft.sending).toContainText('Rejoignez une structure pour envoyer', { timeout: 30_000 })
    })

    await test.step('a member of nothing joins, and comes back to the same draft', async () => {
      await draft.sending.getByRole('button', { name: 'Rejoindre une structure' }).click()
      await page.getByRole('textbox', { name: 'SIRET' }).fill(SIRETS.essai)
      await page.getByRole('button', { name: 'Chercher' }).click()
      await page
        .getByRole('button', { name: /^(Choisir|Rejoindre)/ })
        .first()
        .click()
      for (const box of await page.getByRole('main').getByRole('checkbox').all()) await tick(box)
      await page.getByRole('button', { name: 'Rejoindre la structure' }).click()
      await page.getByRole('button', { name: 'Revenir à ma demande' }).click()
      await expect(draft.sending).toBeVisible()
      await expect(draft.sending).toContainText('Envoyée au nom de')
    })

    await test.step('the verdict follows what is ticked and typed, and unknown is never yes', async () => {
      await draft.sending.getByRole('button', { name: 'Compléter la demande' }).click()
      await expect(draft.sending).toHaveCount(0)
      await expect(draft.group('Préférence de contact').getByRole('checkbox').first()).toBeFocused()
      await expect(verdict(page)).toContainText('À vérifier')
      await tick(draft.group('Publics concernés').getByRole('checkbox').first())
      await expect(verdict(page)).toContainText('Éligible')
      const age = draft.form.getByRole('textbox', { name: 'Âge' })
      await age.fill('52')
      await expect(verdict(page)).toContainText('Non éligible')
      await expect(page.getByRole('region', { name: 'Éligibilité' })).toContainText('parce que la personne a 52 ans')
      await age.fill('24')
      await expect(verdict(page)).toContainText('Éligible')
      await check(page, 'draft, eligible')
    })

    await test.step('what will happen is said before: held by moderation, letters, and what the person is told', async () => {
      await draft.complete('Dominique', 'Inventé')
      await draft.attach('domicile.pdf', PDF)
      await expect(attached(page).getByRole('button', { name: 'Retirer « domicile.pdf »' })).toBeVisible()
      await draft.ready.getByRole('button', { name: 'Envoyer la demande' }).click()
      await expect(draft.sending.getByText(/^Retenue par la modération/)).toBeVisible()
      await expect(draft.sending).toContainText('1 document part chiffré')
      await expect(draft.sending).toContainText('c’est à vous de l’informer')
      await check(page, 'sending')
      await draft.sending.getByRole('button', { name: 'Notice pour la personne' }).click()
      const notice = page.getByRole('dialog', { name: 'Ce que la personne doit savoir' })
      await expect(notice).toContainText('Vous pouvez dire non')
      await check(page, 'notice')
      await page.keyboard.press('Escape')
      await expect(notice).toHaveCount(0)
      await draft.sending.getByRole('button', { name: 'Envoyer la demande' }).click()
      await expect(state(page, 'Retenue par la modération')).toBeVisible({ timeout: 30_000 })
      await check(page, 'sent, held')
    })

    await test.step('moderation lets it go: the screen says so by itself, and the structure is written to', async () => {
      await letGo(team, await structureOf(page))
      await expect(state(page, 'Demande transmise')).toBeVisible({ timeout: 60_000 })
      await letterTo(town, ASKING.courriel, /./)
      await shootWhenAsked(page, 'demande-transmise')
    })

    await test.step('the structure that keeps the service is told so first, on the page of what it offers', async () => {
      await goTo(team, `/structures/${encodeURIComponent(structureId)}/offre`)
      const received = team.getByRole('region', { name: 'Demandes reçues' })
      await expect(received).toContainText('1 demande attend votre réponse', { timeout: 30_000 })
      await check(team, 'offer, with a request')
      await received.getByRole('button', { name: 'Répondre' }).click()
      await expect(team).toHaveURL(/\/demandes\/recues\?vue=a-traiter/)
    })

    await test.step('another one for the same person: prefilled, known as a double, and sent with a reason', async () => {
      await page.getByRole('button', { name: 'Rédiger une autre demande pour cette personne' }).click()
      const search = searchPage(page)
      await search.words.fill('atelier mobilité inventé')
      await search.rows.getByRole('link', { name: ASKING.nom }).first().click()
      await expect(search.sheet.getByText('La demande sera préremplie pour Dominique Inventé.')).toBeVisible()
      await check(page, 'sheet, same person')
      await search.sheet.getByRole('button', { name: 'Orienter', exact: true }).click()
      await expect(draft.field('La personne orientée', 'Prénom')).toHaveValue('Dominique')
      await expect(draft.form.getByRole('textbox', { name: 'Âge' })).toHaveValue('24')
      await draft.complete('Dominique', 'Inventé')
      await draft.ready.getByRole('button', { name: 'Envoyer la demande' }).click()
      const double = draft.sending.getByRole('listitem').filter({ hasText: 'Demande déjà envoyée' })
      await expect(double).toContainText('À justifier')
      await draft.sending.getByRole('button', { name: 'Envoyer la demande' }).click()
      // No document either: the first reason that is missing has the focus.
      const reasons = draft.sending.getByRole('textbox', { name: /^Pourquoi l’envoyer quand même/ })
      await expect(reasons.first()).toBeFocused()
      await expect(draft.sending).toContainText('Dites en une ligne pourquoi vous l’envoyez quand même.')
      await check(page, 'sending, reasons missing')
      await shootWhenAsked(page, 'demande-envoi')
      await draft.sending.getByRole('button', { name: 'La personne les apportera au rendez-vous' }).click()
      await double.getByRole('textbox').fill('Sa situation a changé depuis hier.')
      await draft.sending.getByRole('button', { name: 'Envoyer la demande' }).click()
      await expect(state(page, 'Demande transmise')).toBeVisible({ timeout: 30_000 })
      await page.getByRole('button', { name: 'Voir la demande' }).click()
      await expect(page).toHaveURL(/\/demandes\/envoyees\//)
      expect((await sentLines(page)).map(({ personne }) => personne)).toEqual(['Dominique Inventé', 'Dominique Inventé'])
    })

    await test.step('by keyboard alone, without network: it waits here, and leaves when the network is back', async () => {
      await startDraft(page, serviceId)
      await tick(draft.group('Publics concernés').getByRole('checkbox').first())
      await draft.complete('Sasha', 'Imaginaire')
      await draft.attach('domicile.pdf', PDF)
      await expect(attached(page).getByRole('button', { name: 'Retirer « domicile.pdf »' })).toBeVisible()
      await offline(page, town)
      await page.getByRole('heading', { level: 1 }).focus()
      await tabTo(page, 'button', 'Envoyer la demande')
      await page.keyboard.press('Enter')
      await expect(draft.sending).toContainText('elle partira dès que le réseau revient')
      await check(page, 'sending, offline')
      await tabTo(page, 'button', 'Envoyer la demande')
      await page.keyboard.press('Enter')
      await expect(state(page, 'En attente du réseau')).toBeFocused()
      await check(page, 'sent, offline')
      await town.mend()
      await expect(state(page, 'Demande transmise')).toBeVisible({ timeout: 60_000 })
      await page.keyboard.press('Tab')
      await tabTo(page, 'button', 'Voir la demande')
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/demandes\/envoyees\//)
      await expect.poll(async () => (await sentLines(page)).length).toBe(3)
    })
  })
})

test('refused by the server, the request comes back as it was, with the reason on top, and leaves again', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(300_000)
  await inTown(browser, context, async (town) => {
    const team = await context.newPage()
    const { structureId, serviceId } = await offer(team, town)
    const desk = await town.newDesk()
    await arrive(page, desk, town, '/recherche')
    await signIn(page, await accountOfNoor(team))
    await call(page, 'account.acceptCgu', undefined)
    await call(page, 'account.join', { siret: SIRETS.essai })
    await expect.poll(() => structureOf(page), { timeout: 30_000 }).not.toBe('')
    const draft = draftPage(page)
    await startDraft(page, serviceId)
    await tick(draft.group('Publics concernés').getByRole('checkbox').first())
    await draft.complete('Dominique', 'Inventé')
    await draft.attach('domicile.pdf', PDF)
    await expect(attached(page).getByRole('button', { name: 'Retirer « domicile.pdf »' })).toBeVisible()
    await offline(page, town)

    await test.step('from the list, what is ready is sent', async () => {
      await page.getByRole('link', { name: 'Brouillons', exact: true }).click()
      await page.getByRole('button', { name: /^Envoyer la demande de Dominique Inventé/ }).click()
      await draft.sending.getByRole('button', { name: 'Envoyer la demande' }).click()
      await expect(state(page, 'En attente du réseau')).toBeVisible()
    })

    await test.step('the service takes no more requests, which the server knows before this desk does', async () => {
      await page.close()
      await desk.kill()
      await town.mend()
      await mayWrite(team, structureId)
      await call(team, 'listing.submit', { kind: 'service', id: serviceId, statut: 'DRAFT' })
      await expect.poll(async () => (await call(team, 'sync.status', undefined)).en_attente, { timeout: 60_000 }).toBe(0)
    })

    const again = await startDesk({ folder: desk.folder })
    try {
      const back = await context.newPage()
      const restored = draftPage(back)
      await test.step('refused, it is said, and nothing typed is lost', async () => {
        await openIn(back, again, '/demandes/envoyees')
        await expect.poll(async () => (await sentLines(back))[0]?.envoi, { timeout: 60_000 }).toBe('refuse')
        await goTo(back, `/demandes/envoyees/${(await sentLines(back))[0]?.id ?? ''}`)
        await check(back, 'request refused')
        await back.getByRole('button', { name: 'Reprendre' }).click()
        await expect(back.getByRole('heading', { level: 1, name: 'Demande d’orientation' })).toBeVisible()
        await expect(back.getByText('Le serveur a refusé cette demande')).toBeVisible()
        await expect(restored.field('La personne orientée', 'Prénom')).toHaveValue('Dominique')
        await expect(attached(back)).toContainText('domicile.pdf')
        await check(back, 'draft come back')
      })

      await test.step('meanwhile this desk knows too: it cannot be sent, and why', async () => {
        const check = restored.sending.getByRole('listitem').filter({ hasText: 'Demande par DORA' })
        await back.getByRole('button', { name: 'Envoyer la demande' }).click()
        await expect(check).toContainText('Bloquant', { timeout: 30_000 })
        await restored.sending.getByRole('button', { name: 'Envoyer la demande' }).click()
        await expect(restored.sending.getByRole('alert')).toContainText('Un point bloque l’envoi')
        await expect(check).toBeFocused()
      })

      await test.step('the service takes requests again: it leaves', async () => {
        await call(team, 'listing.submit', { kind: 'service', id: serviceId, statut: 'PUBLISHED' })
        await expect(restored.sending.getByText('Bloquant')).toHaveCount(0, { timeout: 60_000 })
        await restored.sending.getByRole('button', { name: 'Envoyer la demande' }).click()
        await expect(state(back, 'Retenue par la modération')).toBeVisible({ timeout: 60_000 })
      })
      await back.close()
    } finally {
      await again.stop()
    }
  })
})

test('begun in Les Emplois: what came from there is read-only and says why, a number nobody could call is free', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  const run = async (town: Town): Promise<void> => {
    const team = await context.newPage()
    const { serviceId } = await offer(team, town)
    const account = await accountOfNoor(team)
    await arrive(page, await town.newDesk(), town, '/brouillons')
    await signIn(page, account)
    await openSheet(page, serviceId)
    await goTo(page, '/brouillons')
    const claims = claimsOf(account.courriel, { ...BENEFICIARY, phone: '12 34', email: null })
    const jeton = await signed(claims, { until: Date.now() + 3_600_000 })
    await page.getByRole('button', { name: 'Reprendre une demande des Emplois' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(emploisCode({ serviceId, jeton }))
    await dialog.getByRole('button', { name: 'Commencer la demande' }).click()

    const draft = draftPage(page)
    const field = (name: string) => draft.field('La personne orientée', name)
    await expect(page.getByText('Cette demande vient des Emplois de l’inclusion')).toBeVisible({ timeout: 30_000 })
    for (const name of ['Prénom', 'Nom', 'Numéro France Travail']) {
      await expect(field(name)).toHaveAttribute('readonly')
      await expect(field(name)).toHaveAccessibleDescription(/Donné par Les Emplois de l’inclusion/)
    }
    await expect(field('Nom')).toHaveValue('Ferrand')
    // Not given, or of no use: typed here.
    const phone = draft.field('Comment la joindre', 'Téléphone')
    await expect(phone).not.toHaveAttribute('readonly')
    await phone.fill('06 12 34 56 78')
    await expect(draft.field('Comment la joindre', 'E-mail')).not.toHaveAttribute('readonly')
    await draft.expectSaved()
    await check(page, 'draft from Les Emplois')
    await page.reload()
    await expect(phone).toHaveValue('06 12 34 56 78')
    await expect(phone).not.toHaveAttribute('readonly')
  }
  await inTown(browser, context, run, { DORA_SERVER_EMPLOIS_KEY: EMPLOIS_KEY })
})
