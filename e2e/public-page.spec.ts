import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { publicPath } from '#shared/listing/public-link.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { check } from './axe.ts'
import { mutation, push, tokenOf } from './push.ts'
import { type CentralServer, newServerFolder, type ServerFolder, startServer } from './server.ts'
import { expect, test } from './test.ts'

/** The page that a structure puts on its poster, as people open it: a telephone, a keyboard, a browser that runs no script. */

const structure: Structure = {
  source: 'dora',
  id: `dora--${randomUUID()}`,
  nom: 'Maison de l’Exemple',
  date_maj: '2026-10-02',
  description: 'Une **équipe** à votre écoute.\n\n* sans rendez-vous\n* gratuit',
  adresse: '12 rue des Lilas',
  code_postal: '33000',
  commune: 'Bordeaux',
  code_insee: '33063',
  telephone: '0556000000',
  courriel: 'accueil@exemple.test',
  horaires_accueil: 'Mo-Fr 09:00-12:00,13:30-17:00; PH off',
  dora: { short_desc: 'Un lieu où être accueilli, au cœur du quartier.', typology: 'ASSO' },
}
const service: Service = {
  source: 'dora',
  id: `dora--${randomUUID()}`,
  structure_id: structure.id,
  nom: 'Aide au permis de conduire',
  date_maj: '2026-11-01',
  description: 'Un accompagnement de la première leçon à l’examen, en petit groupe, avec du matériel prêté.',
  type: 'accompagnement',
  thematiques: ['mobilite--passer-le-permis-de-conduire'],
  publics: ['jeunes'],
  frais: 'gratuit',
  modes_accueil: ['en-presentiel'],
  zone_eligibilite: ['33'],
  code_insee: '33063',
  code_postal: '33000',
  commune: 'Bordeaux',
  adresse: '12 rue des Lilas',
  telephone: '0611223344',
  courriel: 'permis@exemple.test',
  dora: {
    status: 'PUBLISHED',
    short_desc: 'De la première leçon à l’examen.',
    is_contact_info_public: false,
    contact_name: 'Sasha Cachée',
    recurrence: 'Tous les mardis',
    coach_orientation_modes: ['telephoner'],
    beneficiaries_access_modes: ['se-presenter'],
  },
}

let central: ServerFolder
let server: CentralServer
let token: string

test.beforeAll(async () => {
  central = newServerFolder(100)
  server = await startServer(central.folder)
  token = await tokenOf(server, central.account)
  await push(server.origin, token, [
    mutation('structure.create', structure.id, structure),
    mutation('service.create', service.id, service),
  ])
})
test.afterAll(async () => {
  await server.stop()
  rmSync(central.folder, { recursive: true, force: true })
})

const address = (kind: 'structure' | 'service', id: string) => server.origin + publicPath(kind, id)

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })

  test('by the keyboard, from the structure to its service, on a narrow screen', async ({ page }) => {
    await page.goto(address('structure', structure.id))
    await expect(page.getByRole('heading', { level: 1, name: structure.nom })).toBeVisible()
    await expect(page.getByRole('row', { name: 'lundi 09:00–12:00, 13:30–17:00' })).toBeVisible()
    await expect(page.getByRole('img', { name: 'Code QR' })).toBeVisible()
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Aller au contenu' })
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    const offered = page.getByRole('link', { name: service.nom })
    for (let presses = 0; presses < 20 && !(await offered.evaluate((link) => link === document.activeElement)); presses++)
      await page.keyboard.press('Tab')
    await expect(offered).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: service.nom })).toBeVisible()
    await expect(page).toHaveURL(address('service', service.id))
    await expect(page.getByText('Coordonnées réservées aux professionnels')).toBeVisible()
    await expect(page.getByRole('link', { name: '05 56 00 00 00' }).first()).toBeVisible()
    expect(await page.content()).not.toMatch(/0611223344|06\s11|permis@|Sasha/)
  })

  test('an address that leads nowhere says so', async ({ page }) => {
    const answer = await page.goto(`${server.origin}/s/000000000000`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' })).toBeVisible()
  })
  test.use({ allowedErrors: ['status of 404'] })
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    test('is accessible and fits, wide and narrow, on screen and on paper', async ({ page }) => {
      for (const [name, kind, id] of [
        ['structure', 'structure', structure.id],
        ['service', 'service', service.id],
      ] as const)
        for (const [width, height] of [
          [1440, 900],
          [1024, 640],
          [320, 640],
        ] as const) {
          await page.setViewportSize({ width, height })
          await page.goto(address(kind, id))
          await check(page, `${name} ${colorScheme} ${width}`)
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        }
      await page.emulateMedia({ media: 'print', colorScheme })
      await expect(page.getByRole('link', { name: 'Ouvrir dans DORA' })).toBeHidden()
      await expect(page.getByRole('img', { name: 'Code QR' })).toBeVisible()
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    })
  })

test('reads whole without its style', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/<style>.*?<\/style>/s, '') })
  })
  await page.goto(address('service', service.id))
  await check(page, 'without style')
  await expect(page.getByRole('heading', { level: 2, name: 'Informations clés' })).toBeVisible()
})

test('what the structure changes is there at the next opening', async ({ page }) => {
  await page.goto(address('structure', structure.id))
  await expect(page.getByText('Un lieu où être accueilli')).toBeVisible()
  await push(server.origin, token, [
    mutation('structure.update', structure.id, { dora: { short_desc: 'Nous avons déménagé.' } }, structure),
  ])
  await expect(async () => {
    await page.goto(address('structure', structure.id))
    await expect(page.getByText('Nous avons déménagé.')).toBeVisible({ timeout: 100 })
  }).toPass({ timeout: 2_000 })
})
