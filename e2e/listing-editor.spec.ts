import type { Locator, Page } from '@playwright/test'
import { SearchQuery } from '#shared/search/query.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { accountOfNoor, mayWrite, signIn, teamIn } from './keeper.ts'
import { arrive, inTown, type Town } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { expect, goTo, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

/** What a person takes: 200 characters a minute; by the keystroke-level model, 1.35 s to decide and 1.3 s to point and press. */
const SECONDS_A_CHARACTER = 60 / 200
const SECONDS_A_CLICK = 1.35 + 1.1 + 0.2

/** Does what a hand does, and counts it. */
const createHand = () => {
  let characters = 0
  let clicks = 0
  return {
    click: async (place: Locator) => {
      clicks += 1
      await place.click()
    },
    /** Check boxes and radios: their text is the target, the box itself is drawn. */
    tick: async (place: Locator) => {
      clicks += 1
      await place.check({ force: true })
    },
    write: async (field: Locator, text: string) => {
      clicks += 1
      characters += text.length
      await field.fill(text)
    },
    /** Types in a field with proposals, and takes the first one. */
    find: async (field: Locator, text: string, proposal: RegExp) => {
      clicks += 1
      characters += text.length + 1
      await field.pressSequentially(text)
      await expect(field.page().getByRole('option', { name: proposal }).first()).toBeVisible()
      await field.press('Enter')
    },
    seconds: () => characters * SECONDS_A_CHARACTER + clicks * SECONDS_A_CLICK,
    told: () => `${characters} characters, ${clicks} clicks`,
  }
}

/** Waits until the desk has the whole catalogue. */
const upToDate = (page: Page): Promise<void> =>
  expect.poll(async () => (await call(page, 'sync.status', undefined)).etat, { timeout: 60_000 }).toBe('a-jour')

/** A structure of the demonstration with an address, and a way to reach it. */
const someStructure = async (page: Page): Promise<string> => {
  const { hits } = await call(page, 'search.run', SearchQuery.parse({}))
  for (const { id } of hits) {
    const { service, structure } = await call(page, 'catalogue.service', { id })
    if (service.structure_id !== null && structure?.adresse && structure.telephone && structure.courriel)
      return service.structure_id
  }
  throw new Error('the demonstration has no structure with an address')
}

/** The team on a desk, and a member of a structure on another. */
const twoPeople = async (page: Page, other: Page, town: Town): Promise<string> => {
  await teamIn(page, town)
  await upToDate(page)
  const imported = await someStructure(page)
  const noor = await accountOfNoor(page)
  await arrive(other, await town.newDesk(), town, '/recherche')
  await signIn(other, noor)
  await upToDate(other)
  await call(other, 'account.acceptCgu', undefined)
  // A structure that people join is theirs from then on: it is no longer the import's, and has a name of its own.
  const { issue, rattachement } = await call(other, 'account.join', { structureId: imported })
  const structureId = rattachement.structure_id
  expect(issue).toBe('administrateur')
  await mayWrite(other, structureId)
  return structureId
}

const addressOf = (kind: 'services' | 'modeles', structureId: string, id: string): string =>
  `/structures/${encodeURIComponent(structureId)}/${kind}/${encodeURIComponent(id)}/modifier`

const stored = (page: Page) => page.getByText(/^Enregistré sur ce poste à/)
const publish = (page: Page) => page.getByRole('button', { name: 'Publier', exact: true })
const status = (page: Page, id: string) =>
  call(page, 'listing.edit', { kind: 'service', id }).then(({ statut, version }) => `${statut} ${version}`)

/** Perimeter, place and contact: what no model says. */
const fillPlace = async (page: Page, hand: ReturnType<typeof createHand>): Promise<void> => {
  await hand.click(page.getByRole('button', { name: /Nature du périmètre/ }))
  await hand.click(page.getByRole('option', { name: 'Département' }))
  await hand.find(page.getByRole('combobox', { name: 'Départements' }), 'finis', /Finistère/)
  await hand.tick(page.getByRole('checkbox', { name: 'En présentiel' }))
  await hand.click(page.getByRole('button', { name: 'Utiliser les coordonnées de la structure' }))
  await hand.write(page.getByRole('textbox', { name: /^Téléphone/ }), '0199000000')
  await hand.write(page.getByRole('textbox', { name: /^Courriel/ }), 'accueil@exemple.test')
}

test('a service from scratch, another from its model, and two people on the same one', async ({ page, context, browser }) => {
  test.setTimeout(300_000)
  await inTown(browser, context, async (town) => {
    const noor = await context.newPage()
    const structureId = await twoPeople(page, noor, town)
    const { id } = await call(noor, 'listing.create', { kind: 'service', structureId, depuis: null })

    await test.step('nothing is asked of a draft but its title; publication says what is missing', async () => {
      await goTo(noor, addressOf('services', structureId, id))
      await expect(noor.getByRole('heading', { name: 'Nouveau service', level: 1 })).toBeVisible()
      await check(noor, 'a new service')
      await publish(noor).click()
      const refusal = noor.getByRole('alert').filter({ hasText: 'Pas encore publiée' })
      await expect(refusal).toBeVisible()
      await expect(refusal.getByRole('listitem').first()).toBeVisible()
      // The first field of the list has the focus, and says what is wrong.
      await expect(noor.getByRole('textbox', { name: /^Titre/ })).toBeFocused()
      await expect(noor.getByText('Le titre est obligatoire.').last()).toBeVisible()
      await refusal.getByRole('button', { name: /Choisissez le périmètre/ }).click()
      await expect(noor.getByRole('button', { name: /Nature du périmètre/ })).toBeFocused()
      await check(noor, 'a publication refused')
    })

    await test.step('typed whole in less than four minutes, stored as it is typed', async () => {
      const hand = createHand()
      await hand.find(noor.getByRole('combobox', { name: /^Thématiques et besoins/ }), 'permis', /Préparer un permis/)
      await expect(noor.getByRole('checkbox', { name: 'Préparer un permis' })).toBeChecked()
      await hand.tick(noor.getByRole('radio', { name: /^Accompagnement/ }))
      await hand.write(noor.getByRole('textbox', { name: /^Titre/ }), 'Aide au permis de conduire')
      await hand.write(
        noor.getByRole('textbox', { name: /^Résumé/ }),
        'Un accompagnement pour préparer et financer le permis B, avec un moniteur et un conseiller.',
      )
      await hand.write(
        noor.getByRole('textbox', { name: 'Description' }),
        'Un premier entretien fait le point sur le projet et les aides. Puis viennent le code, en groupe, deux fois par semaine, et la conduite, avec un moniteur qui prend son temps. Un conseiller reste joignable jusqu’à l’examen.',
      )
      await hand.tick(noor.getByRole('checkbox', { name: /^Jeunes/ }))
      await hand.tick(noor.getByRole('checkbox', { name: /^Demandeurs d’emploi/ }))
      await hand.tick(noor.getByRole('checkbox', { name: 'Nous téléphoner' }).last())
      await hand.write(noor.getByRole('textbox', { name: /^Fréquence et horaires/ }), 'Mardis et jeudis matin')
      await fillPlace(noor, hand)
      await expect(noor.getByText('Prête à publier').or(noor.getByText('Pas encore publiée'))).toBeVisible()
      await expect(stored(noor)).toBeVisible()

      await noor.reload()
      await expect(noor.getByRole('textbox', { name: /^Titre/ })).toHaveValue('Aide au permis de conduire')
      await expect(noor.getByText('Prête à publier')).toBeVisible()
      await check(noor, 'a service ready to be published')
      await shootWhenAsked(noor, 'editeur-service')
      await hand.click(publish(noor))
      await expect(noor.getByRole('button', { name: 'Publier les modifications' })).toBeVisible()
      await expect.poll(() => status(noor, id)).toBe('PUBLISHED 0')
      console.log(`new service: ${hand.told()}, ${Math.round(hand.seconds())} s`)
      expect(hand.seconds()).toBeLessThanOrEqual(240)
    })

    await test.step('the preview shows what counsellors will read; the score says what to do, and leads to it', async () => {
      const preview = noor.getByRole('tabpanel', { name: 'Aperçu' })
      await expect(preview.getByRole('heading', { name: 'Aide au permis de conduire' })).toBeVisible()
      await expect(preview.getByText('Finistère (29)').first()).toBeVisible()
      await noor.getByRole('tab', { name: 'Qualité' }).click()
      await expect(noor.getByText(/^100/).first()).toBeVisible()
      await noor.getByRole('textbox', { name: 'Description' }).fill('Court.')
      await noor.getByRole('button', { name: 'Compléter\u202f: Description' }).click()
      await expect(noor.getByRole('textbox', { name: 'Description' })).toBeFocused()
      await check(noor, 'the score')
      await noor.getByRole('button', { name: 'Abandonner les modifications' }).click()
      await expect(noor.getByRole('textbox', { name: 'Description' })).toHaveValue(/^Un premier entretien/)
      await noor.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Annuler' }).click()
      await expect(noor.getByRole('textbox', { name: 'Description' })).toHaveValue('Court.')
      await noor.getByRole('button', { name: 'Abandonner les modifications' }).click()
      await expect(noor.getByRole('textbox', { name: 'Description' })).toHaveValue(/^Un premier entretien/)
    })

    await test.step('hours, and what is pasted from a page', async () => {
      const monday = noor.getByRole('listitem').filter({ hasText: /^Lundi/ })
      await monday.getByRole('switch').check({ force: true })
      await monday.getByRole('textbox').first().fill('9h')
      await monday.getByRole('textbox').last().fill('12h30')
      await monday.getByRole('textbox').last().press('Tab')
      await expect
        .poll(async () => (await call(noor, 'listing.edit', { kind: 'service', id })).doc['horaires_accueil'])
        .toMatch(/^Mo 09:00-12:30/)
      const description = noor.getByRole('textbox', { name: 'Description' })
      await description.fill('')
      await description.evaluate((field) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData(
          'text/html',
          '<h2>Déroulé</h2><ul><li>le <b>code</b></li><li>la conduite</li></ul><script>alert(1)</script>',
        )
        clipboardData.setData('text/plain', 'Déroulé')
        field.focus()
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      })
      await expect(description).toHaveValue('## Déroulé\n\n* le **code**\n* la conduite')
      await description.press('ControlOrMeta+z')
      await expect(description).toHaveValue('')
      await description.pressSequentially('gras')
      await description.press('ControlOrMeta+a')
      await description.press('ControlOrMeta+b')
      await expect(description).toHaveValue('**gras**')
      await check(noor, 'hours and description')
      await noor.getByRole('button', { name: 'Publier les modifications' }).click()
      await expect(noor.getByRole('button', { name: 'Publier les modifications' })).toBeDisabled()
    })

    await test.step('what is typed while it is being sent stays, and is nobody else’s', async () => {
      const when = noor.getByRole('textbox', { name: /^Fréquence et horaires/ })
      await when.fill('Les mardis')
      await noor.route('**/rpc/listing.submit', async (route) => {
        const response = await route.fetch()
        await when.fill('Les mardis matin')
        await route.fulfill({ response })
      })
      await noor.getByRole('button', { name: 'Publier les modifications' }).click()
      await expect
        .poll(async () => {
          const { base, doc } = await call(noor, 'listing.edit', { kind: 'service', id })
          return [base['dora.recurrence'], doc['dora.recurrence']]
        })
        .toEqual(['Les mardis', 'Les mardis matin'])
      await noor.unroute('**/rpc/listing.submit')
      await expect(when).toHaveValue('Les mardis matin')
      await expect(noor.getByText(/a modifié \d+.champs?/)).toHaveCount(0)
      await noor.getByRole('button', { name: 'Publier les modifications' }).click()
      await expect(noor.getByRole('button', { name: 'Publier les modifications' })).toBeDisabled()
    })

    await test.step('one section by the keyboard alone', async () => {
      await noor
        .getByRole('navigation', { name: 'Sections' })
        .getByRole('button', { name: /^Typologie/ })
        .focus()
      await noor.keyboard.press('ArrowDown')
      await noor.keyboard.press('Enter')
      await expect(noor.getByRole('heading', { name: 'Présentation', level: 2 })).toBeFocused()
      await noor.keyboard.press('Tab')
      await noor.keyboard.press('Enter')
      await expect(noor.getByText(/Le titre dit ce que l’on trouve/)).toBeVisible()
      await noor.keyboard.press('Tab')
      await expect(noor.getByRole('textbox', { name: /^Titre/ })).toBeFocused()
      await noor.keyboard.press('Tab')
      await expect(noor.getByRole('textbox', { name: /^Résumé/ })).toBeFocused()
      await noor.keyboard.press('Alt+PageDown')
      await expect(noor.getByRole('heading', { name: 'Publics et critères', level: 2 })).toBeFocused()
      await noor.keyboard.press('Alt+PageUp')
      await expect(noor.getByRole('heading', { name: 'Présentation', level: 2 })).toBeFocused()
    })

    await test.step('someone else is there before one types; two changes of one field are shown, and chosen', async () => {
      await expect
        .poll(async () => (await call(page, 'listing.edit', { kind: 'service', id }).catch(() => null))?.statut, {
          timeout: 30_000,
        })
        .toBe('PUBLISHED')
      await goTo(page, addressOf('services', structureId, id))
      await expect(page.getByText('N. Inventée modifie aussi cette fiche')).toBeVisible({ timeout: 30_000 })
      await expect(noor.getByText(/camille.* modifie aussi cette fiche/i)).toBeVisible({ timeout: 30_000 })
      await noor.getByRole('textbox', { name: /^Résumé/ }).fill('Le résumé de Noor.')
      await expect(stored(noor)).toBeVisible()
      await page.getByRole('textbox', { name: /^Résumé/ }).fill('Le résumé de Camille.')
      await page.getByRole('textbox', { name: /^Fréquence et horaires/ }).fill('Le lundi')
      await page.getByRole('button', { name: 'Publier les modifications' }).click()
      const clash = noor.getByRole('group', { name: /Changé aussi par quelqu’un d’autre.: Résumé/ })
      await expect(clash).toBeVisible({ timeout: 30_000 })
      await expect(clash).toContainText('Le résumé de Noor.')
      await expect(clash).toContainText('Le résumé de Camille.')
      await expect(noor.getByText(/a modifié \d+.champs?/)).toBeVisible()
      await expect(noor.getByRole('textbox', { name: /^Fréquence et horaires/ })).toHaveValue('Le lundi')
      await check(noor, 'a clash')
      await noor.getByRole('button', { name: 'Publier les modifications' }).click()
      await expect(noor.getByText('Choisissez d’abord, champ par champ, ce qu’il faut garder.')).toBeVisible()
      await clash.getByRole('button', { name: 'Prendre la leur\u202f: Résumé' }).click()
      await expect(clash).toBeHidden()
      await expect(noor.getByRole('textbox', { name: /^Résumé/ })).toHaveValue('Le résumé de Camille.')
    })

    await test.step('the history says who, when and what; its values come back into what is typed', async () => {
      await noor.getByRole('tab', { name: 'Historique' }).click()
      const panel = noor.getByRole('tabpanel', { name: 'Historique' })
      await expect(panel.getByText(/· camille/i).first()).toBeVisible({ timeout: 30_000 })
      await expect(panel.getByText('Le résumé de Camille.').first()).toBeVisible()
      await check(noor, 'the history')
      await panel
        .getByRole('button', { name: /^Restaurer ces valeurs/ })
        .first()
        .click()
      await expect(noor.getByRole('textbox', { name: /^Résumé/ })).toHaveValue(/^Un accompagnement/)
      await noor.getByRole('button', { name: 'Abandonner les modifications' }).click()
    })

    await test.step('from a model, in less than a minute', async () => {
      const model = await call(noor, 'listing.create', { kind: 'modele', structureId, depuis: { kind: 'service', id } })
      await goTo(noor, addressOf('modeles', structureId, model.id))
      await check(noor, 'a model')
      await noor.getByRole('button', { name: 'Enregistrer le modèle' }).click()
      await expect(noor.getByRole('heading', { name: 'Modifier le modèle', level: 1 })).toBeVisible()
      const made = await call(noor, 'listing.create', { kind: 'service', structureId, depuis: { kind: 'modele', id: model.id } })
      await goTo(noor, addressOf('services', structureId, made.id))
      await expect(noor.getByText('Ce service suit un modèle')).toBeVisible()
      const hand = createHand()
      await fillPlace(noor, hand)
      await check(noor, 'a service that follows a model')
      await hand.click(publish(noor))
      await expect.poll(() => status(noor, made.id)).toBe('PUBLISHED 0')
      console.log(`from a model: ${hand.told()}, ${Math.round(hand.seconds())} s`)
      expect(hand.seconds()).toBeLessThanOrEqual(60)

      await noor.getByRole('textbox', { name: /^Titre/ }).fill('Un autre titre')
      await noor.getByRole('button', { name: 'Utiliser la valeur du modèle\u202f: Titre' }).click()
      await expect(noor.getByRole('textbox', { name: /^Titre/ })).toHaveValue('Aide au permis de conduire')
    })
  })
})
