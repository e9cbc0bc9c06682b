import type { Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { createLetters } from '#server/accounts/context.ts'
import { invented } from '#server/accounts/testing/people.ts'
import { readConfig } from '#server/config.ts'
import { startSmtp, type TestSmtp } from '#server/mail/testing/smtp.ts'
import { openSealedStore } from '#server/ops/open.ts'
import { demandePath, newLink, withLink } from '#server/orientations/link.ts'
import { orientationOf, putOrientation } from '#server/orientations/rows.ts'
import { putService } from '#server/sync/commands/catalogue-rows.ts'
import type { NouvelleDemande, Orientation } from '#shared/orientation/model.ts'
import { check } from './axe.ts'
import { type CentralServer, newServerFolder, type ServerFolder, startServer } from './server.ts'
import { expect, test } from './test.ts'

/**
 * The structure answers without an account, from the letter it receives: a telephone, a keyboard, a browser that runs no script.
 * Requests are sent as desks send them, and letters come by a real mail server.
 */

const PHONE = { width: 360, height: 740 }
test.use({ javaScriptEnabled: false, viewport: PHONE, locale: 'fr-FR' })
// Pages that say no, in a browser that writes it in its console.
test.use({ allowedErrors: ['status of 404', 'status of 409', 'status of 410'] })

const SERVICE = 'dora--0c0ffee0-0000-4000-8000-0000000000aa'
const STRUCTURE_MAIL = 'accueil@garage.exemple.test'
const PERSON = { prenom: 'Inès', nom: 'Ravel' }

let central: ServerFolder
let server: CentralServer
let smtp: TestSmtp
let token: string
let sender: { readonly id: string; readonly courriel: string }

const inStore = async <T>(work: (opened: Awaited<ReturnType<typeof openSealedStore>>) => Promise<T>): Promise<T> => {
  const read = readConfig({ env: { DORA_SERVER_FOLDER: central.folder }, platform: process.platform, home: central.folder })
  if ('errors' in read) throw new Error(read.errors.join(' '))
  const opened = await openSealedStore(read.config)
  try {
    return await work(opened)
  } finally {
    await opened.store.close()
  }
}

test.beforeAll(async () => {
  central = newServerFolder(100)
  await inStore(async ({ store, seal }) => {
    const now = Date.now
    const people = invented({ store, seal, now, linkTo: () => '', onMail: () => {}, letters: createLetters(now) })
    const structure = await people.structure({
      nom: 'Mission locale des Collines',
      dora: { moderation_status: 'VALIDATED' },
    })
    const garage = await people.structure({ nom: 'Garage solidaire', dora: { moderation_status: 'VALIDATED' } })
    const alix = await people.person({ prenom: 'Alix', nom: 'Fabre', courriel: 'alix.fabre@exemple.test' })
    await people.belongs(alix, structure, 'membre', true)
    await store.write((writer) =>
      putService(writer, seal, {
        id: SERVICE,
        source: 'dora',
        structure_id: garage.id,
        nom: 'Permis de conduire accompagné',
        date_maj: '2026-01-05',
        courriel: STRUCTURE_MAIL,
        adresse: '3 rue des Forges',
        code_postal: '33000',
        commune: 'Bordeaux',
      }),
    )
    token = await people.token(alix)
    sender = { id: structure.id, courriel: alix.courriel }
  })
  smtp = await startSmtp()
  server = await startServer(central.folder, 0, {
    DORA_SERVER_SMTP_URL: smtp.url,
    DORA_SERVER_MAIL_FROM: 'DORA <dora@exemple.test>',
    DORA_SERVER_SIRENE_URL: 'aucun',
  })
})
test.afterAll(async () => {
  await server.stop()
  await smtp.stop()
  rmSync(central.folder, { recursive: true, force: true })
})

const asked = async (path: string, method: string, body: string | Buffer, type: string): Promise<unknown> => {
  const response = await fetch(server.origin + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  expect(response.status).toBe(200)
  return response.json()
}

const PDF = Buffer.from('%PDF-1.7\nune attestation inventée\n')
let sent = 0

/** Changes a request where it is kept, as no one can by the product. */
const changed = (id: string, change: (one: Orientation) => Orientation): Promise<void> =>
  inStore(async ({ store, seal }) => {
    await store.write(async (writer) => {
      const one = await orientationOf(writer, seal, id)
      if (one === null) throw new Error('no such request')
      await putOrientation(writer, seal, change(one))
    })
  })

/** Sends a request as a desk does, with a file; answers its identifier. */
const send = async (more: Partial<NouvelleDemande['personne']> = {}): Promise<string> => {
  const [id, piece] = [randomUUID(), randomUUID()]
  const file = { id: piece, nom: 'Attestation d’hébergement.pdf', taille: PDF.length }
  await asked('/orientations/v1/pieces', 'POST', JSON.stringify(file), 'application/json')
  await asked(`/orientations/v1/pieces/${piece}?from=0`, 'PUT', PDF, 'application/octet-stream')
  const patch: NouvelleDemande = {
    service_id: SERVICE,
    structure_id: sender.id,
    personne: {
      ...PERSON,
      numero_france_travail: '01234567890',
      disponibilite: null,
      preferences: ['TELEPHONE'],
      telephone: '0601020304',
      courriel: 'ines.ravel@exemple.test',
      autre_contact: '',
      ...more,
    },
    referent: { nom: 'Petit', prenom: 'Sacha', telephone: '0556010203', courriel: 'sacha.petit@exemple.test' },
    besoin: {
      situation: ['Jeunes'],
      situation_autre: 'Habite à huit kilomètres de la gare',
      criteres: ['Avoir une promesse d’embauche'],
      motif: 'Une embauche à trente kilomètres.\nLe code est déjà obtenu.',
    },
    pieces: [{ ...file, pour: 'Justificatif de domicile' }],
    contournements: [{ regle: 'disponibilite', raison: 'Vu au téléphone avec le garage.' }],
    engagement: true,
    remplace: null,
    jeton_emplois: null,
    cree_le: new Date().toISOString(),
  }
  const mutation = {
    mut_id: randomUUID(),
    n: (sent += 1),
    deps: [],
    schema: 1,
    type: 'envoi.create',
    key: { kind: 'envoi', id },
    base_ver: 0,
    base: {},
    patch,
    client_time: new Date().toISOString(),
  }
  const body = JSON.stringify({ proto: 1, client_id: 'poste-de-l-essai', mutations: [mutation] })
  const answer = (await asked('/sync/v1/push', 'POST', body, 'application/json')) as {
    readonly results: readonly { readonly status: string; readonly code?: string }[]
  }
  expect(answer.results).toMatchObject([{ status: 'applied' }])
  return id
}

/** The link of the newest letter to the structure about that request, once it has come. */
const linkOf = async (id: string, after = 0): Promise<string> => {
  const links = () =>
    smtp.delivered
      .slice(after)
      .filter(({ to }) => to.includes(STRUCTURE_MAIL))
      .flatMap(({ text }) => new RegExp(`http://\\S+/demande/${id}/[\\w-]+`).exec(text) ?? [])
  await expect.poll(() => links().length, { timeout: 70_000 }).toBeGreaterThan(0)
  return links().at(-1) ?? ''
}

/** Another link of that request, without waiting for the letters of the minute. */
const ownLink = async (id: string): Promise<string> => {
  const { secret, lien } = newLink(id, Date.now())
  await changed(id, (one) => withLink(one, lien))
  return server.origin + demandePath(id, secret)
}

const letterTo = async (to: string, words: RegExp): Promise<string> => {
  const found = () => smtp.delivered.findLast((one) => one.to.includes(to) && words.test(one.text))?.text ?? ''
  await expect.poll(found, { timeout: 70_000 }).not.toBe('')
  return found()
}

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** Presses keys as one who has no mouse, and counts them. */
const keyboardOf = (page: Page) => {
  let strokes = 0
  const press = async (key: string): Promise<void> => {
    strokes += 1
    await page.keyboard.press(key)
  }
  return {
    press,
    strokes: () => strokes,
    /** Tabs on until that control has the focus, and is seen to have it. */
    reach: async (role: 'link' | 'button' | 'textbox' | 'checkbox', name: string | RegExp): Promise<void> => {
      const wanted = page.getByRole(role, { name }).first()
      const focused = () => wanted.evaluate((element) => element === document.activeElement)
      for (let tabs = 0; tabs < 30 && !(await focused()); tabs += 1) await press('Tab')
      await expect(wanted).toBeFocused()
      expect(await wanted.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
      await expect(wanted).toBeInViewport()
    },
  }
}

const fits = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}

test('from the letter to « Acceptée », by the keyboard alone, on a telephone, without script', async ({ page }) => {
  test.setTimeout(150_000)
  const id = await send()
  await page.goto(await linkOf(id))
  const keys = keyboardOf(page)

  await expect(title(page, 'Une demande d’orientation attend votre réponse')).toBeVisible()
  expect(await page.content()).not.toMatch(/Inès|Ravel|06\s?01|ines\.ravel/)
  await fits(page)
  await keys.reach('button', 'Lire la demande')
  await keys.press('Enter')

  await expect(title(page, /^Demande d’orientation [\w-]+$/)).toBeVisible()
  await expect(page.getByText('Inès Ravel')).toBeVisible()
  await expect(page.getByRole('link', { name: '06 01 02 03 04' })).toHaveAttribute('href', 'tel:0601020304')
  await expect(page.getByText('Vu au téléphone avec le garage.')).toBeVisible()
  expect(await page.content()).not.toContain('01234567890')
  await fits(page)
  await keys.reach('link', 'Accepter')
  await keys.press('Enter')

  await expect(title(page, 'Accepter la demande')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Message à Inès Ravel' })).toHaveValue(/3 rue des Forges, 33000 Bordeaux/)
  await fits(page)
  await keys.reach('button', 'Accepter et envoyer')
  await keys.press('Enter')

  await expect(page.getByRole('status')).toContainText('La demande est acceptée et vos messages sont partis')
  await expect(page.getByText('01234567890')).toBeVisible()
  await fits(page)
  // « In 20 seconds »: what it takes without changing a word.
  expect(keys.strokes()).toBe(8)
  await letterTo('ines.ravel@exemple.test', /Votre demande est acceptée/)
  await letterTo(sender.courriel, /acceptons votre demande/)

  await page.getByRole('button', { name: 'L’accompagnement a commencé' }).click()
  await expect(page.getByRole('status')).toContainText('l’accompagnement a commencé')
  await inStore(async ({ store, seal }) => {
    const one = await store.read((reader) => orientationOf(reader, seal, id))
    expect([one?.etat, one?.issue?.quoi, one?.issue?.cote]).toEqual(['VALIDÉE', 'commencee', 'lien'])
    expect(one?.evenements.map(({ quoi }) => quoi)).toEqual(['envoyee', 'lue', 'acceptee', 'commencee'])
  })
})

test('refusing: what is wrong is said where one is, then the message follows the reasons', async ({ page }) => {
  test.setTimeout(150_000)
  await page.goto(await ownLink(await send()))
  await page.getByRole('button', { name: 'Lire la demande' }).click()
  await page.getByRole('link', { name: 'Refuser' }).click()
  await page.getByRole('button', { name: 'Continuer' }).click()
  const problem = page.getByRole('alert')
  await expect(problem).toContainText('Cochez au moins un motif.')
  await expect(problem).toBeFocused()
  await problem.getByRole('link', { name: 'Cochez au moins un motif.' }).click()
  await expect(page.getByRole('checkbox', { name: 'Bénéficiaire non joignable' })).toBeFocused()
  await page.getByRole('checkbox', { name: 'Session complète' }).check()
  await page.getByRole('checkbox', { name: 'Autre, à préciser dans le message' }).check()
  await page.getByRole('button', { name: 'Continuer' }).click()
  const message = page.getByRole('textbox', { name: 'Message à Alix Fabre' })
  await expect(message).toHaveValue(/- Session complète\n- Autre/)
  await page.getByRole('button', { name: 'Refuser et envoyer' }).click()
  await expect(page.getByRole('alert')).toContainText('dites la raison dans le message')
  await message.fill('Plus de place avant mars, et notre atelier déménage.')
  await page.getByRole('button', { name: 'Refuser et envoyer' }).click()
  await expect(page.getByRole('status')).toContainText('La demande est refusée et votre message est parti')
  expect(await page.content()).not.toMatch(/Ravel|06\s01|ines\.ravel|huit kilomètres/)
  expect(await letterTo(sender.courriel, /Plus de place avant mars/)).not.toContain('Ravel')

  // Back, and sent again: nothing happens twice, and it is said.
  await page.goto(page.url().replace('?fait=refuser', '/accepter'))
  await expect(title(page, /a déjà été traitée$/)).toBeVisible()
  await expect(page.getByText(/refusée par le lien reçu par courriel le/)).toBeVisible()
})

test('« Pas avant le … », « Bien reçue », a word, a file', async ({ page }) => {
  test.setTimeout(150_000)
  await page.goto(await ownLink(await send()))
  await page.getByRole('button', { name: 'Lire la demande' }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Attestation d’hébergement.pdf' }).click()
  const saved = await file
  expect(saved.suggestedFilename()).toBe('Attestation d’hébergement.pdf')
  expect(readFileSync(await saved.path())).toEqual(PDF)

  await page.getByRole('button', { name: 'Bien reçue' }).click()
  await expect(page.getByRole('status')).toContainText('Alix Fabre voit que la demande est bien arrivée')
  await page.getByRole('link', { name: 'Pas avant le…' }).click()
  const day = page.getByLabel('Premier jour possible')
  await day.fill('2020-01-01')
  await page.getByRole('textbox', { name: /Un mot pour Alix Fabre/ }).fill('La session commence alors.')
  await page.getByRole('button', { name: 'Prévenir' }).click()
  await expect(page.getByRole('alert')).toContainText('Choisissez une date à partir du')
  await expect(page.getByRole('textbox', { name: /Un mot pour Alix Fabre/ })).toHaveValue('La session commence alors.')
  const later = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  await day.fill(later)
  await page.getByRole('button', { name: 'Prévenir' }).click()
  await expect(page.getByRole('status')).toContainText('Alix Fabre sait que ce ne sera pas avant le')

  await page.getByRole('link', { name: 'Écrire à la personne' }).click()
  await page.getByRole('textbox', { name: 'Message à Inès Ravel' }).fill('Pouvez-vous venir jeudi ?')
  await page.getByRole('checkbox', { name: 'Alix Fabre' }).check()
  await page.getByRole('button', { name: 'Envoyer le message' }).click()
  await expect(page.getByRole('status')).toContainText('Votre message est parti')
  await letterTo('ines.ravel@exemple.test', /venir jeudi/)
  await page.getByRole('button', { name: 'Refermer la demande' }).click()
  await page.goBack()
  await page.reload()
  await expect(page.getByText('Inès Ravel')).toHaveCount(0)
})

test('a link of more than eight days sends another one to the structure; a forged one says nothing', async ({ page }) => {
  test.setTimeout(200_000)
  const id = await send()
  const first = await linkOf(id)
  const path = new URL(first).pathname
  // Time goes by.
  await changed(id, (one) => ({
    ...one,
    liens: one.liens.map((lien) => ({ ...lien, expire_le: new Date(Date.now() - 1_000).toISOString() })),
  }))
  await page.goto(first)
  await expect(title(page, 'Ce lien a expiré')).toBeVisible()
  const before = smtp.delivered.length
  await page.getByRole('button', { name: 'Recevoir un nouveau lien' }).click()
  await expect(title(page, 'C’est demandé')).toBeVisible()
  expect(await page.content()).not.toMatch(/garage|Permis|Inès/i)
  const second = await linkOf(id, before)
  expect(second).not.toBe(first)
  await page.goto(second)
  await page.getByRole('button', { name: 'Lire la demande' }).click()
  await expect(page.getByText('Inès Ravel')).toBeVisible()

  for (const wrong of [path.slice(0, -1), `${path}x`, `/demande/${id}`, path.replace(id, randomUUID())]) {
    const answer = await page.goto(server.origin + wrong)
    expect(answer?.status()).toBe(404)
    await expect(title(page, 'Ce lien ne mène à aucune demande')).toBeVisible()
  }
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    // The checker itself is a script; the pages run none.
    test.use({ javaScriptEnabled: true, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
    test('every page is accessible and fits', async ({ page }, info) => {
      test.setTimeout(200_000)
      const look = async (name: string): Promise<void> => {
        for (const width of [1280, 320, 360]) {
          await page.setViewportSize({ width, height: 740 })
          await fits(page)
        }
        await check(page, `${name}, ${colorScheme}`)
        await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true })
      }
      const link = await ownLink(await send())
      await page.goto(link)
      await look('cover')
      await page.getByRole('button', { name: 'Lire la demande' }).click()
      await look('request')
      await page.setViewportSize({ width: 1280, height: 800 })
      await check(page, `request, wide, ${colorScheme}`)
      await page.screenshot({ path: info.outputPath('request-wide.png'), fullPage: true })
      for (const [name, button] of [
        ['accepter', 'Accepter et envoyer'],
        ['refuser', 'Continuer'],
        ['reporter', 'Prévenir'],
        ['ecrire-beneficiaire', 'Envoyer le message'],
        ['ecrire-prescripteur', 'Envoyer le message'],
      ] as const) {
        await page.goto(`${link}/${name}`)
        await look(name)
        for (const text of await page.getByRole('textbox').all()) await text.fill('')
        await page.getByRole('button', { name: button }).click()
        await expect(page.getByRole('alert')).toBeFocused()
        await look(`${name}-wrong`)
      }
      await page.goto(`${link}/refuser`)
      await page.getByRole('checkbox', { name: 'Session complète' }).check()
      await page.getByRole('button', { name: 'Continuer' }).click()
      await look('refuser-message')
      await page.goto(`${link}/accepter`)
      await page.getByRole('button', { name: 'Accepter et envoyer' }).click()
      await expect(page.getByRole('status')).toBeVisible()
      await look('accepted')
      await page.goto(`${link}/refuser`)
      await look('already')
      await page.goto(`${server.origin}/demande`)
      await look('unknown')
    })
  })
