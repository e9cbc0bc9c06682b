import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import type { Listing } from '#shared/contract/listing.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { publish, SERVICE, teamIn } from './keeper.ts'
import { inTown, letterTo, publicFeed, type Town } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { expect, goTo, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

/** The structure of the demonstration that has the most services, from the public feed. */
const largest = async (town: Town): Promise<string> => {
  const counts = new Map<string, number>()
  for (const change of await publicFeed(town)) {
    if (change.op !== 'put' || change.kind !== 'service') continue
    const { structure_id: id } = change.doc
    if (typeof id === 'string') counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  if (first === undefined) throw new Error('the demonstration has no service')
  return first[0]
}

/** Waits until the desk has all that the server tells of the offer. */
const whole = (page: Page, structureId: string): Promise<void> =>
  expect
    .poll(
      () =>
        call(page, 'listing.read', { structureId }).then(
          ({ complet }) => complet,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)

const read = (page: Page, structureId: string): Promise<Listing> => call(page, 'listing.read', { structureId })
const table = (page: Page) => page.getByRole('grid', { name: 'Services de la structure' })
const row = (page: Page, nom: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: nom, exact: true }) })
const undo = (page: Page) => page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Annuler' }).last()
/** Along the row, to the cell whose button is named so. */
const arrowTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let step = 0; step < 16; step++) {
    const here = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
    if (name.test(here)) return
    await page.keyboard.press('ArrowRight')
  }
  throw new Error(`no cell ${name} along the row`)
}
/** By name: the table is sorted so, and two services may share one. */
const unique = ({ services }: Listing) =>
  services.filter(({ doc }, _, all) => all.filter((one) => one.doc['nom'] === doc['nom']).length === 1)
const nameOf = ({ doc }: Listing['services'][number]) => String(doc['nom'])

/** What an act takes a person, by the keystroke-level model: 1.35 s to decide, 1.1 s to point, 0.2 s to press. */
const secondsOf = (clicks: number): number => 1.35 + clicks * (1.1 + 0.2)

test('a structure keeps its offer: the same in one click, on many, in place, from models and suggestions', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(240_000)
  await inTown(browser, context, async (town) => {
    await teamIn(page, town)
    const id = await largest(town)
    await whole(page, id)
    await goTo(page, `/structure/${encodeURIComponent(id)}`)
    await page.getByRole('link', { name: 'Gérer l’offre' }).click()
    await expect(table(page)).toBeVisible()
    await check(page, 'offer')
    await shootWhenAsked(page, 'offre')
    const start = await read(page, id)
    const [first, second, third] = unique(start).filter(({ statut, a_actualiser: due }) => statut === 'PUBLISHED' && due)
    if (first === undefined || second === undefined || third === undefined) throw new Error('three services to verify are needed')

    await test.step('still right: one service, then all of them, in one click each', async () => {
      await row(page, nameOf(first))
        .getByRole('button', { name: `Toujours exact\u202f: ${nameOf(first)}` })
        .click()
      await expect(page.getByText('1 service toujours exact, c’est noté.')).toBeVisible()
      await expect(row(page, nameOf(first)).getByText('aujourd’hui')).toBeVisible()
      expect(secondsOf(1)).toBeLessThanOrEqual(5)
      await page.getByRole('button', { name: /^Tous les \d+ toujours exacts$/ }).click()
      await expect.poll(async () => (await read(page, id)).services.filter((line) => line.a_actualiser).length).toBe(0)
      // An edit it is not.
      const after = (await read(page, id)).services.find((line) => line.id === first.id)
      expect(after?.doc['date_maj']).toBe(first.doc['date_maj'])
    })

    await test.step('a field in its place: Enter keeps, Escape forgets, Tab goes on', async () => {
      const cells = row(page, nameOf(first))
      await cells.getByRole('button', { name: /^Téléphone/ }).click()
      const field = page.getByRole('textbox', { name: 'Téléphone' })
      await field.fill('abc')
      await field.press('Enter')
      await expect(page.getByText(/numéro français/)).toBeVisible()
      await check(page, 'offer, typing')
      await field.fill('01 99 00 12 34')
      await field.press('Tab')
      const mail = page.getByRole('textbox', { name: 'Courriel' })
      await expect(mail).toBeFocused()
      await mail.fill('perdu@exemple.test')
      await mail.press('Escape')
      await expect(mail).toHaveCount(0)
      await expect(cells.getByRole('button', { name: 'Téléphone\u202f: 01 99 00 12 34, modifier' })).toBeVisible()
      await undo(page).click()
      await expect(cells.getByRole('button', { name: /01 99 00 12 34/ })).toHaveCount(0)
    })

    await test.step('several at once, then undone as one', async () => {
      await row(page, nameOf(first)).getByRole('checkbox').check({ force: true })
      await row(page, nameOf(second)).getByRole('checkbox').check({ force: true })
      const bar = page.getByRole('toolbar', { name: 'Actions sur la sélection' })
      await expect(bar.getByText('2 sélectionnés')).toBeVisible()
      await check(page, 'offer, two chosen')
      await bar.getByRole('button', { name: 'Fréquence' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox', { name: 'Fréquence et horaires' }).fill('Tous les jeudis')
      await check(page, 'offer, frequency')
      await dialog.getByRole('button', { name: 'Appliquer à 2 services' }).click()
      await expect(page.getByText('2 services modifiés.')).toBeVisible()
      await expect
        .poll(
          async () => (await read(page, id)).services.filter(({ doc }) => doc['dora.recurrence'] === 'Tous les jeudis').length,
        )
        .toBe(2)
      await undo(page).click()
      await expect
        .poll(
          async () => (await read(page, id)).services.filter(({ doc }) => doc['dora.recurrence'] === 'Tous les jeudis').length,
        )
        .toBe(0)
      await bar.getByRole('button', { name: 'Archiver' }).click()
      await expect(row(page, nameOf(first))).toHaveCount(0)
      await undo(page).click()
      await expect(row(page, nameOf(first))).toBeVisible()
    })

    await test.step('places are said for a while, shown, and said again', async () => {
      const cells = row(page, nameOf(first))
      await cells.getByRole('button', { name: /^Disponibilité/ }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('radio', { name: 'Places disponibles' }).check({ force: true })
      await dialog.getByRole('textbox', { name: 'Nombre de places' }).fill('3')
      await dialog.getByRole('radio', { name: /^7 jours/ }).check({ force: true })
      await check(page, 'offer, availability')
      await dialog.getByRole('button', { name: 'Enregistrer' }).click()
      await expect(cells.getByText('Places disponibles\u202f: 3')).toBeVisible()
      await cells.getByRole('button', { name: /^Actions pour/ }).click()
      await page.getByRole('menuitem', { name: 'Renouveler la disponibilité' }).click()
      await expect(page.getByText('Disponibilité de 1 service enregistrée.').last()).toBeVisible()
    })

    await test.step('a model changes: its services follow from the list, and may not', async () => {
      const { id: model } = await call(page, 'listing.create', {
        kind: 'modele',
        structureId: id,
        depuis: { kind: 'service', id: second.id },
      })
      await call(page, 'listing.submit', { kind: 'modele', id: model, statut: null })
      const followed = await read(page, id)
      expect(followed.services.find((line) => line.id === second.id)?.modele).toMatchObject({ id: model, change: false })
      const edit = await call(page, 'listing.edit', { kind: 'modele', id: model })
      await call(page, 'listing.save', {
        kind: 'modele',
        id: model,
        doc: { ...edit.doc, 'dora.short_desc': 'Le résumé que tous partagent.' },
        base: edit.version,
      })
      await call(page, 'listing.submit', { kind: 'modele', id: model, statut: null })
      await page.getByRole('tab', { name: /^Modèles/ }).click()
      await page.getByRole('button', { name: 'Voir les différences' }).click()
      await expect(page.getByRole('dialog').getByText('Le résumé que tous partagent.')).toBeVisible()
      await check(page, 'models, differences')
      await page.keyboard.press('Escape')
      await check(page, 'models')
      await page.getByRole('button', { name: 'Mettre à jour le service' }).click()
      await expect
        .poll(async () => (await read(page, id)).services.find((line) => line.id === second.id)?.doc['dora.short_desc'])
        .toBe('Le résumé que tous partagent.')
      await expect(page.getByRole('button', { name: 'Mettre à jour le service' })).toHaveCount(0)
    })

    await test.step('a suggestion is accepted: the field changes', async () => {
      await call(page, 'suggestions.make', {
        cible: { kind: 'service', id: third.id },
        champ: 'dora.short_desc',
        valeur: 'Un résumé proposé par un conseiller.',
        message: 'C’est ce que dit leur affiche.',
      })
      await page.getByRole('tab', { name: /^Suggestions/ }).click()
      await expect(page.getByText('C’est ce que dit leur affiche.')).toBeVisible({ timeout: 30_000 })
      await check(page, 'suggestions')
      await page.getByRole('button', { name: /^Accepter/ }).click()
      await expect
        .poll(async () => (await read(page, id)).services.find((line) => line.id === third.id)?.doc['dora.short_desc'], {
          timeout: 30_000,
        })
        .toBe('Un résumé proposé par un conseiller.')
      await expect(page.getByText('Acceptée', { exact: true })).toBeVisible()
    })

    await test.step('a page to share, with its code', async () => {
      await page.getByRole('tab', { name: 'Partage' }).click()
      await expect(page.getByRole('img', { name: 'Code QR de la page publique' })).toBeVisible()
      const { page: address } = await read(page, id)
      await expect(page.getByText(address ?? 'aucune adresse', { exact: true })).toBeVisible()
      await check(page, 'share')
      await shootWhenAsked(page, 'offre-partage')
    })
  })
})

test('a structure begins: services by keyboard alone, a branch, several colleagues at once', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await inTown(browser, context, async (town) => {
    await teamIn(page, town)
    const { structure } = await call(page, 'account.join', { structureId: await largest(town) })
    const { id } = structure
    await whole(page, id)
    await page.reload()
    await page.getByRole('link', { name: 'Ma structure' }).click()
    await expect(page.getByRole('heading', { name: 'Pour bien démarrer' })).toBeVisible()
    await check(page, 'offer, empty')
    for (const nom of ['Permis solidaire', 'Atelier vélo', 'Garage associatif', 'Aide au code'])
      await publish(page, id, { ...SERVICE, nom })
    await expect(table(page)).toBeVisible()
    const start = await read(page, id)
    const { keyboard } = page

    await page.getByRole('searchbox', { name: 'Chercher dans les services' }).focus()
    await test.step('into the table, row by row', async () => {
      await page.getByRole('button', { name: 'Exporter' }).focus()
      await keyboard.press('Tab')
      await expect(table(page).getByRole('row').nth(1)).toBeFocused()
      await keyboard.press('Space')
      await keyboard.press('Shift+ArrowDown')
      await expect(page.getByText('2 sélectionnés')).toBeVisible()
      await keyboard.press('ControlOrMeta+a')
      await expect(
        page.getByText(`${start.services.filter(({ statut }) => statut !== 'ARCHIVED').length} sélectionnés`),
      ).toBeVisible()
      await keyboard.press('Escape')
      await expect(page.getByRole('toolbar')).toHaveCount(0)
    })

    await test.step('a cell is typed in, and the next, then left', async () => {
      await arrowTo(page, /^Contact/)
      await keyboard.press('Enter')
      const name = page.getByRole('textbox', { name: 'Contact' })
      await expect(name).toBeFocused()
      await keyboard.press('ControlOrMeta+a')
      await keyboard.type('Camille Inventée')
      await keyboard.press('Tab')
      await expect(page.getByRole('textbox', { name: 'Téléphone' })).toBeFocused()
      await keyboard.press('Shift+Tab')
      await expect(name).toBeFocused()
      await expect(name).toHaveValue('Camille Inventée')
      await keyboard.press('Enter')
      await expect(name).toHaveCount(0)
      await expect(table(page).getByRole('button', { name: 'Contact\u202f: Camille Inventée, modifier' }).first()).toBeFocused()
    })

    await test.step('a status, from its menu', async () => {
      await keyboard.press('Home')
      await arrowTo(page, /^Statut\u202f: Publié/)
      await keyboard.press('Enter')
      await keyboard.press('ArrowDown')
      await keyboard.press('Enter')
      await expect(page.getByText('1 service archivé.')).toBeVisible()
    })

    await test.step('a branch is added without asking anyone', async () => {
      await page.getByRole('tab', { name: /^Antennes/ }).click()
      await page.getByRole('button', { name: 'Ajouter une antenne' }).click()
      const dialog = page.getByRole('form', { name: 'Nouvelle antenne' })
      await dialog.getByRole('textbox', { name: 'Nom' }).fill('Antenne de la Gare')
      await dialog.getByRole('combobox', { name: 'Commune' }).fill('Lille')
      await page
        .getByRole('option', { name: /^Lille/ })
        .first()
        .click()
      await dialog.getByRole('combobox', { name: 'Adresse' }).fill('12 rue des Lilas')
      await page.keyboard.press('Tab')
      await expect(dialog.getByRole('textbox', { name: 'Code postal' })).toHaveValue(/^59\d{3}$/)
      await check(page, 'branch')
      await dialog.getByRole('button', { name: 'Ajouter l’antenne' }).click()
      await expect(page.getByRole('listitem').filter({ hasText: 'Antenne de la Gare' })).toBeVisible({ timeout: 30_000 })
      await check(page, 'branches')
    })

    await test.step('several colleagues are invited in one paste', async () => {
      await page.getByRole('button', { name: 'Membres' }).click()
      await expect(page.getByRole('heading', { name: 'Membres', level: 1 })).toBeVisible()
      await page
        .getByRole('textbox', { name: 'Courriels' })
        .fill('Noor Inventée <noor.inventee@exemple.test>, sacha@exemple.test alix@exemple.test\nsans-arobase')
      await expect(page.getByRole('list', { name: 'Adresses comprises' }).getByRole('listitem')).toHaveCount(3)
      await page.getByRole('button', { name: 'Retirer alix@exemple.test' }).click()
      await check(page, 'members, several')
      await page.getByRole('button', { name: 'Envoyer 2 invitations' }).click()
      await expect(page.getByText(/Invitation envoyée\.$/)).toHaveCount(2)
      await expect(page.getByRole('textbox', { name: 'Courriels' })).toHaveValue('sans-arobase')
      await letterTo(town, 'noor.inventee@exemple.test', /invitation/i)
      await letterTo(town, 'sacha@exemple.test', /invitation/i)
    })
  })
})

const CSV = [
  'Titre du service;Accroche;Tel.;Couleur;E-mail',
  'Permis solidaire;Passer le permis à son rythme.;01 99 00 00 01;bleu;permis@exemple.test',
  'Atelier vélo;Réparer et apprendre à rouler.;01 99 00 00 02;vert;velo@exemple.test',
  ';Un service sans titre.;;rouge;',
  'Garage associatif;=2+3;pas un numéro;;garage@exemple.test',
].join('\r\n')

test('a spreadsheet becomes services after a trial, goes out again, and comes back changed', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await inTown(browser, context, async (town) => {
    await teamIn(page, town)
    const { structure } = await call(page, 'account.join', { structureId: await largest(town) })
    const { id } = structure
    await whole(page, id)
    await goTo(page, `/structures/${encodeURIComponent(id)}/import`)
    const choose = async (name: string, text: string) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: /^(Choisir un|Changer de) fichier$/ }).click(),
      ])
      await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    }
    const field = (column: string) => page.getByRole('row', { name: column }).getByRole('button')

    await test.step('a file that is no table says so', async () => {
      await check(page, 'import')
      await choose('image.csv', '\u0000\u0001\u0002')
      await expect(page.getByRole('alert')).toContainText('Rien n’a été modifié.')
    })

    await test.step('columns are guessed, and chosen', async () => {
      await choose('services.csv', CSV)
      await expect(page.getByText('4 lignes, 5 colonnes')).toBeVisible()
      await expect(field('Titre du service')).toHaveText(/Titre/)
      await expect(field('Couleur')).toHaveText(/Ne pas importer/)
      await field('Accroche').click()
      await page.getByRole('option', { name: 'Résumé' }).click()
      await field('Tel.').click()
      await page.getByRole('option', { name: 'Téléphone', exact: true }).click()
      await check(page, 'import, columns')
    })

    await test.step('the trial tells each row, and makes nothing', async () => {
      await page.getByRole('button', { name: 'Essayer' }).click()
      await expect(page.getByText('2 services à créer').first()).toBeVisible()
      const lines = page.getByRole('table', { name: 'Résultat de l’essai' })
      await expect(lines.getByRole('row').filter({ hasText: 'Écartée' })).toHaveCount(2)
      await check(page, 'import, trial')
      await shootWhenAsked(page, 'import')
      expect((await read(page, id)).services).toHaveLength(0)
    })

    await test.step('the rows become services', async () => {
      await page.getByRole('button', { name: 'Importer 2 services' }).click()
      await expect(page.getByText('2 services importés.')).toBeVisible()
      await check(page, 'import, made')
      await expect.poll(async () => (await read(page, id)).services.length).toBe(2)
      await page.getByRole('button', { name: 'Voir les services' }).click()
      await expect(row(page, 'Permis solidaire')).toBeVisible()
    })

    await test.step('the table goes out, and the file that came out comes back in', async () => {
      await page.getByRole('button', { name: 'Exporter' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: 'En CSV' }).click(),
      ])
      const path = await download.path()
      const text = readFileSync(path, 'utf8')
      expect(text).toContain('Permis solidaire')
      await page.getByRole('button', { name: 'Importer' }).click()
      await choose(download.suggestedFilename(), text.replace('Passer le permis à son rythme.', 'Passer le permis en six mois.'))
      await page.getByRole('button', { name: 'Essayer' }).click()
      await page.getByRole('button', { name: /^Importer \d service/ }).click()
      await expect
        .poll(
          async () => (await read(page, id)).services.find((line) => nameOf(line) === 'Permis solidaire')?.doc['dora.short_desc'],
        )
        .toBe('Passer le permis en six mois.')
      expect((await read(page, id)).services).toHaveLength(2)
    })
  })
})
