import type { Page } from '@playwright/test'
import { rmSync } from 'node:fs'
import { createLetters } from '#server/accounts/context.ts'
import { invented } from '#server/accounts/testing/people.ts'
import { readConfig } from '#server/config.ts'
import { sayAvailability } from '#server/listing/verify.ts'
import { startSmtp } from '#server/mail/testing/smtp.ts'
import { openSealedStore } from '#server/ops/open.ts'
import { putService } from '#server/sync/commands/catalogue-rows.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { newFolder, startDesk } from './desk.ts'
import { newServerFolder, startServer } from './server.ts'
import { expect, goTo, openIn, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

const NAME = 'Permis de conduire accompagné'

/** A service whose places are about to be unknown, said by a member of its structure. Answers whom the server is to write to. */
const arrange = async (folder: string): Promise<{ readonly courriel: string; readonly id: string }> => {
  const read = readConfig({ env: { DORA_SERVER_FOLDER: folder }, platform: process.platform, home: folder })
  if ('errors' in read) throw new Error(read.errors.join(' '))
  const { store, seal } = await openSealedStore(read.config)
  const now = Date.now
  const people = invented({ store, seal, now, linkTo: () => '', onMail: () => {}, letters: createLetters(now) })
  const structure = await people.structure({ nom: 'Mission inventée' })
  const user = await people.person({ courriel: 'sacha.inventee@exemple.test' })
  await people.belongs(user, structure)
  const id = 'dora--0c0ffee0-0000-4000-8000-000000000001'
  const service = {
    id,
    source: 'dora',
    structure_id: structure.id,
    nom: NAME,
    date_maj: '2026-01-05',
    type: 'accompagnement',
    thematiques: ['mobilite--preparer-un-permis-de-conduire'],
    frais: 'gratuit',
    modes_accueil: ['en-presentiel'],
    zone_eligibilite: ['33'],
    code_insee: '33063',
    code_postal: '33000',
    commune: 'Bordeaux',
    telephone: '0556000000',
    dora: { short_desc: 'Préparer le permis avec un moniteur.' },
  }
  const today = parisDay(now())
  await store.write(async (writer) => {
    await putService(writer, seal, service)
    const disponibilite = { etat: 'places', jusqu_au: addDays(today, 1) } as const
    await sayAvailability({ writer, seal, user, now: now() }, { id, disponibilite, moyen: 'poste' })
  })
  await store.close()
  return { courriel: user.courriel, id }
}

const arrived = async (page: Page, folder: string, origin: string, to: string): Promise<() => Promise<unknown>> => {
  const desk = await startDesk({ folder })
  await openIn(page, desk, '/favoris')
  await call(page, 'sync.setServer', { adresse: origin })
  await expect
    .poll(async () => (await call(page, 'catalogue.info', undefined))?.services ?? 0, { timeout: 60_000 })
    .toBeGreaterThan(0)
  await goTo(page, to)
  return desk.stop
}

test('a reminder leads to a page where one says, without an account, that all is still right: other desks see it', async ({
  page,
  browser,
  context,
}) => {
  test.setTimeout(180_000)
  const central = newServerFolder(200)
  const { courriel, id } = await arrange(central.folder)
  const smtp = await startSmtp()
  const server = await startServer(central.folder, 0, {
    DORA_SERVER_SMTP_URL: smtp.url,
    DORA_SERVER_MAIL_FROM: 'DORA <dora@exemple.test>',
    DORA_SERVER_SIRENE_URL: 'aucun',
  })
  const outside = await browser.newContext({ locale: 'fr-FR' })
  const folder = newFolder({ catalogue: false })
  const ending: (() => Promise<unknown>)[] = []
  try {
    ending.push(await arrived(page, folder, server.origin, `/service/${encodeURIComponent(id)}`))
    await expect(page.getByRole('heading', { name: NAME, level: 1 })).toBeVisible()
    await expect(page.getByText(/Vérifié le/)).toHaveCount(0)

    const letter = () =>
      smtp.delivered.find(({ to, subject }) => to.includes(courriel) && subject.startsWith('Vos disponibilités'))
    await expect.poll(() => letter() !== undefined, { timeout: 30_000 }).toBe(true)
    const reader = await outside.newPage()
    await reader.goto(letter()?.link ?? '')
    await expect(
      reader.getByRole('heading', { name: 'Vos fiches sont-elles toujours exactes', exact: false, level: 1 }),
    ).toBeVisible()
    await expect(reader.getByText('05 56 00 00 00')).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await reader.emulateMedia({ colorScheme })
      await check(reader, `confirmation, ${colorScheme}`)
    }

    await test.step('« Toujours exact »: the sheet open elsewhere says so within the second', async () => {
      await reader.getByRole('button', { name: 'Toujours exact' }).click()
      await expect(reader.getByText('Cette fiche est confirmée.')).toBeVisible()
      await check(reader, 'confirmation, done')
      await expect(page.getByText(/Vérifié le/).first()).toBeVisible()
    })

    await test.step('places are renewed for as long as they were said', async () => {
      await reader.getByRole('combobox', { name: 'État' }).selectOption('Liste d’attente')
      await reader.getByRole('combobox', { name: 'Pour' }).selectOption('30 jours')
      await reader.getByRole('button', { name: 'Enregistrer' }).click()
      await expect(reader.getByText('La disponibilité est enregistrée.')).toBeVisible()
      await expect(page.getByText(/Liste d’attente/).first()).toBeVisible()
    })

    await test.step('« Ne plus recevoir ces rappels », and back', async () => {
      const stop = /https?:\S+\/rappels\?jeton=\S+/.exec(letter()?.text ?? '')?.[0] ?? ''
      await reader.goto(stop)
      await check(reader, 'reminders')
      await reader.getByRole('button', { name: 'Ne plus recevoir ces rappels' }).click()
      await expect(reader.getByText(/Vous ne recevrez plus/)).toBeVisible()
      await check(reader, 'reminders, stopped')
      await expect(reader.getByRole('button', { name: 'Les recevoir de nouveau' })).toBeVisible()
    })
  } finally {
    for (const one of context.pages()) await one.close()
    await outside.close()
    for (const end of ending) await end()
    await server.stop()
    await smtp.stop()
    for (const one of [central.folder, folder]) rmSync(one, { recursive: true, force: true })
  }
})
