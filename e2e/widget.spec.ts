import type { Request } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { publicPath } from '#shared/listing/public-link.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { check } from './axe.ts'
import { mutation, push, tokenOf } from './push.ts'
import { type CentralServer, newServerFolder, type ServerFolder, startServer } from './server.ts'
import { expect, test } from './test.ts'

/** The widget in the page of a town, which lets no other script run, nor anything be asked of anyone else. */

const structure: Structure = {
  source: 'dora',
  id: `dora--${randomUUID()}`,
  nom: 'Maison de l’Exemple',
  date_maj: '2026-10-02',
  code_postal: '33000',
  commune: 'Bordeaux',
  code_insee: '33063',
  adresse: '12 rue des Lilas',
  dora: { typology: 'ASSO' },
}
const offer = (nom: string, latitude: number, longitude: number): Service => ({
  source: 'dora',
  id: `dora--${randomUUID()}`,
  structure_id: structure.id,
  nom,
  date_maj: '2026-11-01',
  description: 'Un accompagnement de la **première leçon** à l’examen, en petit groupe, avec du matériel prêté.',
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
  latitude,
  longitude,
  telephone: '0556000000',
  courriel: 'accueil@exemple.test',
  dora: {
    status: 'PUBLISHED',
    is_contact_info_public: true,
    short_desc: 'De la première leçon à l’examen.',
    recurrence: 'Tous les mardis',
    coach_orientation_modes: ['telephoner'],
    beneficiaries_access_modes: ['se-presenter'],
  },
})
const offers = [
  offer('Trottinette inventée pour les stages', 44.84, -0.58),
  ...[1, 2, 3, 4, 5].map((n) => offer(`Garage inventé ${n}`, 44.84 - n / 50, -0.58 - n / 50)),
]

const script = () => `src="${server.origin}/widget/v1/dora.js"`
const twoLines = () => `<script type="module" ${script()}></script><dora-services departement="33" taille="5"></dora-services>`
const oneLine = () => `<script type="module" ${script()} data-departement="33" data-taille="5"></script>`

let central: ServerFolder
let server: CentralServer
let town: Server
let site: string

test.beforeAll(async () => {
  central = newServerFolder(300)
  server = await startServer(central.folder)
  const token = await tokenOf(server, central.account)
  await push(server.origin, token, [
    mutation('structure.create', structure.id, structure),
    ...offers.map((one) => mutation('service.create', one.id, one)),
  ])
  town = createServer((request, response) => {
    if (request.url === '/site.css')
      return response
        .writeHead(200, { 'content-type': 'text/css' })
        .end(':root{color-scheme:light dark} body{margin:0} main{padding:0.5rem} a{color:red}')
    const policy = `default-src 'none'; script-src ${server.origin}; connect-src ${server.origin}; style-src 'self'; require-trusted-types-for 'script'`
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .end(`<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Ville d’Exemple</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/site.css"></head>
<body><main><h1>Ville d’Exemple</h1>${request.url === '/une-ligne' ? oneLine() : twoLines()}</main></body></html>`)
  })
  await new Promise<void>((resolve) => town.listen(0, '127.0.0.1', resolve))
  site = `http://127.0.0.1:${(town.address() as AddressInfo).port}/`
})
test.afterAll(async () => {
  town.close()
  town.closeAllConnections()
  await server.stop()
  rmSync(central.folder, { recursive: true, force: true })
})

test('shows a territory under a strict policy, searches by the keyboard, and tells its visitors to nobody', async ({
  page,
  context,
}) => {
  const asked: Request[] = []
  // The browser asks for the script as for any other: the site says what it tells there.
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(site).origin && request.resourceType() !== 'script') asked.push(request)
  })
  await page.goto(site)
  const widget = page.getByRole('region', { name: 'Services d’insertion – Gironde' })
  const count = widget.getByRole('status')
  await expect(count).toHaveText(/^\d+\u00a0services/)
  await expect(widget.getByRole('img', { name: /^Carte/ })).toBeVisible()
  await expect(widget.locator('svg .land.own')).toHaveCount(1)

  await widget.getByRole('button', { name: 'Page suivante' }).press('Enter')
  await expect(count).toHaveText(/, page 2 sur \d+$/)
  await expect(count).toBeFocused()
  await page.reload()

  const word = widget.getByRole('searchbox', { name: /^Que cherchez-vous/ })
  for (let presses = 0; presses < 5 && !(await word.evaluate((box) => box.matches(':focus'))); presses++)
    await page.keyboard.press('Tab')
  await page.keyboard.type('trottinette')
  await page.keyboard.press('Enter')
  await expect(count).toHaveText('1\u00a0service')
  const found = widget.getByRole('link', { name: `${offers[0]?.nom} (nouvelle fenêtre)` })
  await expect(found).toHaveAttribute('href', server.origin + publicPath('service', offers[0]?.id ?? ''))
  await expect(widget.locator('svg .mark')).toHaveCount(1)

  await word.fill('')
  await widget.getByRole('combobox', { name: 'Commune ou code postal' }).fill('bordeaux')
  await page.keyboard.press('Enter')
  await expect(widget.getByRole('listitem').first()).toContainText(/à (moins de )?\d+\u00a0km/)

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [320, 1200]) {
      await page.setViewportSize({ width, height: 800 })
      await check(page, `${colorScheme} ${width}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }
  }
  const sent = await Promise.all(asked.map((request) => request.allHeaders()))
  for (const request of asked) expect(new URL(request.url()).origin).toBe(server.origin)
  // Of one that was given up, or answered from what the browser keeps, what is told is not what was sent.
  const really = sent.filter((headers) => 'sec-fetch-mode' in headers)
  expect(really.length).toBeGreaterThan(3)
  for (const headers of really) expect(headers).not.toHaveProperty('referer')
  for (const headers of really) expect(headers).not.toHaveProperty('cookie')
  expect(await context.cookies()).toEqual([])
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
})

test('a word selected elsewhere opens its search, with or without script; the page of tools shows what it writes', async ({
  page,
}) => {
  const asked = `${server.origin}/recherche?q=trottinette&lieu=33063`
  expect(await (await fetch(asked)).text()).toContain(`>${offers[0]?.nom}</a>`)
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto(asked)
  await expect(page.locator('dora-services').getByRole('status')).toHaveText('1\u00a0service')
  await expect(page.getByRole('link', { name: 'Ouvrir cette recherche dans l’application DORA' })).toHaveAttribute(
    'href',
    'dora://recherche?q=trottinette&lieu=commune:33063',
  )
  await check(page, 'recherche')
  await page.goto(`${server.origin}/outils`)
  await page.getByLabel('Département').selectOption('33')
  await page.getByRole('button', { name: 'Obtenir le code' }).click()
  await expect(page.getByText('<dora-services departement="33">')).toBeVisible()
  await expect(page.locator('dora-services').getByRole('status')).toHaveText(/services/)
  await check(page, 'outils')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

test.describe('a server that is not there', () => {
  test.use({ allowedErrors: ['ERR_CONNECTION_REFUSED'] })
  test('is told as such, and asked again', async ({ page }) => {
    await page.goto(`${site}une-ligne`)
    const widget = page.locator('dora-services')
    await expect(widget.getByRole('status')).toHaveText(/services/)
    const { port } = server
    await server.stop()
    await widget.getByRole('searchbox').fill('trottinette')
    await page.keyboard.press('Enter')
    await expect(widget.getByRole('alert').last()).toContainText('Le serveur de DORA ne répond pas')
    await expect(widget.getByRole('listitem')).toHaveCount(0)
    await check(page, 'failure')
    server = await startServer(central.folder, port)
    await widget.getByRole('button', { name: 'Réessayer' }).click()
    await expect(widget.getByRole('status')).toHaveText('1\u00a0service')
    await expect(widget.getByText('ne répond pas')).toHaveCount(0)
  })
})
