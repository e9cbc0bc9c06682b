import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { ALL_STRUCTURES, type BoardLine, type BoardPage } from '#shared/moderation/board.ts'
import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { displayName } from '#shared/text/names.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { managerIn, mayWrite, teamIn } from './keeper.ts'
import { inTown, publicFeed, type Town } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

/** How long an act may be taken back, and to spare. */
const GONE_MS = 30_000
const ALL = { query: ALL_STRUCTURES, de: 0, fresh: true } as const

const count = (of: number): string => `${of.toLocaleString('fr-FR')}\u00a0${of > 1 ? 'structures' : 'structure'}`
const total = (page: Page) => page.locator('.board-count strong')
const chip = (page: Page, etat: keyof typeof ETAT_STRUCTURE_TEXT) =>
  page.getByRole('group', { name: 'États des structures' }).getByRole('button', { name: ETAT_STRUCTURE_TEXT[etat].nom })
const rows = (page: Page) => page.getByRole('grid').getByRole('rowheader').getByRole('link')
const search = (page: Page) => page.getByRole('searchbox', { name: 'Chercher une structure' })

/** Somebody who manages the département that has the most structures, on a desk of their own, before its board. */
const busiestManager = async (
  page: Page,
  team: Page,
  town: Town,
): Promise<{ readonly departement: string; readonly board: BoardPage }> => {
  await teamIn(team, town)
  const whole = await call(team, 'moderation.board', ALL)
  const [departement = ''] = Object.entries(whole.facettes.departements).toSorted((a, b) => b[1] - a[1])[0] ?? []
  await managerIn(page, team, town, [departement])
  const board = await call(page, 'moderation.board', ALL)
  expect(board.total).toBe(whole.facettes.departements[departement])
  expect(board.lignes.every((line) => line.departement === departement)).toBe(true)
  return { departement, board }
}

/** Text of the file that the press saves. */
const saved = async (page: Page, press: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> => {
  const coming = page.waitForEvent('download')
  await press()
  const file = await coming
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}

test('the board of a territory: counts, filters, keyboard, map, export, obsolete and back', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(360_000)
  await inTown(browser, context, async (town) => {
    const { board } = await busiestManager(page, await context.newPage(), town)
    const line = board.lignes.find(({ point, telephone, siret }) => point !== null && telephone !== null && siret !== null)
    if (line === undefined) throw new Error('the demonstration has no structure with a place, a telephone and a SIRET')
    const name = displayName(line.nom)

    await test.step('each state has its count, its meaning is readable without a pointer', async () => {
      await goTo(page, '/moderation/territoire')
      await expect(page.getByRole('heading', { name: 'Tableau de bord' })).toBeVisible()
      await expect(total(page)).toHaveText(count(board.total))
      for (const etat of ETATS_STRUCTURE) await expect(chip(page, etat)).toContainText(`${board.par_etat[etat] ?? 0}`)
      await page.getByRole('button', { name: /Que veulent dire ces états/ }).click()
      await expect(page.getByText(ETAT_STRUCTURE_TEXT['a-actualiser'].sens)).toBeVisible()
      await check(page, 'board, states explained')
      await page.getByRole('button', { name: /Que veulent dire ces états/ }).click()
    })

    await test.step('a state, words without accents, a SIRET and a value each narrow it; the address keeps them', async () => {
      const [etat] = ETATS_STRUCTURE.filter((one) => (board.par_etat[one] ?? 0) > 0)
      if (etat === undefined) throw new Error('an empty board')
      await chip(page, etat).click()
      await expect(total(page)).toHaveText(count(board.par_etat[etat] ?? 0))
      await expect(page).toHaveURL(new RegExp(`etats=${etat}`))
      await page.reload()
      await expect(chip(page, etat)).toHaveAttribute('aria-pressed', 'true')
      await chip(page, etat).click()
      await search(page).fill(line.nom.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase())
      await expect(rows(page).first()).toHaveText(name)
      await search(page).fill(line.siret ?? '')
      await expect(total(page)).toHaveText(count(1))
      await expect(rows(page)).toHaveText([name])
      await page.getByRole('button', { name: 'Effacer les filtres' }).click()
      const [source = '', sourced = 0] = Object.entries(board.facettes.sources).toSorted((a, b) => a[1] - b[1])[0] ?? []
      await page.getByRole('button', { name: 'Source', exact: true }).click()
      await page.getByRole('dialog', { name: 'Source' }).getByRole('checkbox').last().check()
      await expect(total(page)).toHaveText(count(sourced))
      await expect(page).toHaveURL(new RegExp(`sources=${source}`))
      await check(page, 'board, a filter open')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Effacer les filtres' }).click()
      await expect(total(page)).toHaveText(count(board.total))
    })

    await test.step('by keyboard: to the end, back, into a dossier, and back to the same line', async () => {
      await rows(page).first().focus()
      await page.keyboard.press('End')
      await expect(page.locator('[role=row]:focus-within')).toHaveAttribute('aria-rowindex', `${board.total + 1}`)
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowDown')
      await expect(page.locator('[role=row]:focus-within')).toHaveAttribute('aria-rowindex', '3')
      const second = await page.locator('[role=row]:focus-within').getByRole('link').textContent()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/moderation\/structure\//)
      await expect(page.getByRole('heading', { name: second ?? '' }).first()).toBeVisible()
      await page.goBack()
      await expect(page.getByRole('row', { name: second ?? '' })).toBeVisible()
    })

    await test.step('the map shows the same, and leads to the line', async () => {
      await search(page).fill(line.siret ?? '')
      await expect(total(page)).toHaveText(count(1))
      const spot = page
        .getByRole('application', { name: 'Carte des structures' })
        .getByRole('button', { name: `${name}, ${ETAT_STRUCTURE_TEXT[line.etat].nom}` })
      await expect(spot).toBeVisible()
      await page.getByRole('row', { name }).hover()
      await expect(page.locator('.board-ring')).toHaveCount(1)
      await spot.focus()
      await page.keyboard.press('Enter')
      await expect(rows(page).first()).toBeFocused()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      await expect(
        page.getByRole('dialog', { name: `Téléphone de ${name}` }).getByRole('link', { name: 'Appeler' }),
      ).toBeVisible()
      await check(page, 'board, a telephone number')
      await page.keyboard.press('Escape')
    })

    await test.step('what is filtered is exported, once one has read what such a file means', async () => {
      await page.getByRole('button', { name: 'Exporter' }).click()
      const dialog = page.getByRole('dialog', { name: 'Exporter le tableau' })
      await dialog.getByRole('button', { name: 'Télécharger' }).click()
      await expect(dialog.getByText('Cochez cette case pour continuer.')).toBeVisible()
      await check(page, 'board, export')
      await dialog.getByRole('radio', { name: /CSV/ }).check({ force: true })
      await dialog.getByRole('checkbox', { name: /J’ai compris/ }).check({ force: true })
      const { name: file, text } = await saved(page, () => dialog.getByRole('button', { name: 'Télécharger' }).click())
      expect(file).toMatch(/\.csv$/)
      const lines = text.trim().split(/\r?\n/)
      expect(lines).toHaveLength(2)
      expect(lines[1]).toContain(line.nom)
      expect(lines[1]).toContain(ETAT_STRUCTURE_TEXT[line.etat].nom)
    })

    await test.step('made obsolete, taken back in time; then for good, and brought back', async () => {
      const state = async (): Promise<BoardLine['etat'] | undefined> =>
        (await call(page, 'moderation.board', ALL)).lignes.find(({ id }) => id === line.id)?.etat
      const act = async (label: string) => {
        await page.getByRole('button', { name: `Actions sur ${name}` }).click()
        await page.getByRole('menuitem', { name: label }).click()
      }
      await act('Rendre obsolète')
      await expect(page.getByText(/^part dans/)).toBeVisible()
      await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Annuler' }).click()
      await expect.poll(() => call(page, 'moderation.pending', undefined)).toEqual([])
      await expect(page.getByText(/^part dans/)).toHaveCount(0)
      expect(await state()).toBe(line.etat)
      await act('Rendre obsolète')
      await expect(page.getByRole('row', { name }).getByText('Obsolète')).toBeVisible({ timeout: GONE_MS })
      expect(await state()).toBe('obsolete')
      await act('Réactiver')
      await expect.poll(state, { timeout: GONE_MS }).toBe(line.etat)
    })

    await test.step('without the server, what was known stays, and is said to be so', async () => {
      await page.getByRole('button', { name: 'Effacer les filtres' }).click()
      await town.cut()
      await page.getByRole('button', { name: 'Relire auprès du serveur' }).click()
      await expect(page.getByText(/Ce qui suit est ce que ce poste en savait/)).toBeVisible({ timeout: 30_000 })
      await expect(total(page)).toHaveText(count(board.total))
      await check(page, 'board, offline')
      await town.mend()
      await page.getByRole('button', { name: 'Relire auprès du serveur' }).click()
      await expect(page.getByText(/Ce qui suit est ce que ce poste en savait/)).toHaveCount(0, { timeout: 30_000 })
    })

    await test.step('in a small window the map is one press away, and in the dark all is readable', async () => {
      await page.setViewportSize({ width: 1024, height: 640 })
      await page.getByRole('button', { name: 'Voir la carte' }).click()
      await expect(page.getByRole('application', { name: 'Carte des structures' })).toBeVisible()
      await page.getByRole('button', { name: 'Voir le tableau' }).click()
      await call(page, 'settings.set', { theme: 'sombre' })
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'sombre')
      await check(page, 'board, dark, small')
    })
  })
})

test('a call of the day: what was confirmed is seen on the public row, and the result stays in the dossier', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(360_000)
  await inTown(browser, context, async (town) => {
    await busiestManager(page, await context.newPage(), town)
    const { appels } = await call(page, 'moderation.calls', { n: 10 })
    expect(appels.length).toBeGreaterThanOrEqual(3)
    const [first, second, third] = appels
    if (first === undefined || second === undefined || third === undefined) throw new Error('no calls')
    const structureOf = ({ cible, structure_id }: typeof first) => (cible.kind === 'structure' ? cible.id : (structure_id ?? ''))
    await mayWrite(page, structureOf(first))
    await goTo(page, '/moderation/appels')
    const title = page.locator('.call-title')
    const save = page.getByRole('button', { name: 'Enregistrer et passer au suivant' })
    const decisions = async (one: typeof first) => (await call(page, 'moderation.dossier', one.cible)).dossier.decisions

    await test.step('the first call says why, and what to say; nothing is recorded without a result', async () => {
      await expect(title).toHaveText(displayName(first.nom))
      await expect(page.getByRole('heading', { name: /Pourquoi cet appel/ })).toBeVisible()
      await expect(page.getByRole('group', { name: 'Ce qui a été confirmé' })).toBeVisible()
      await check(page, 'calls')
      await save.click()
      await expect(page.getByText('Choisissez un résultat.')).toBeVisible()
    })

    await test.step('a group that was confirmed is dated on the public row, by telephone, in the name of the territory', async () => {
      const groupe = first.raisons[0]?.groupe ?? ''
      await page.getByRole('checkbox').first().check({ force: true })
      await expect(page.getByRole('radio', { name: /Vérifié/ })).toBeChecked()
      await page.getByRole('textbox', { name: /Note/ }).fill('Parlé à l’accueil.')
      await save.click()
      await expect(title).toHaveText(displayName(second.nom))
      await expect(title).toBeFocused()
      await expect
        .poll(
          async () => {
            const change = (await publicFeed(town)).find(({ id }) => id === first.cible.id)
            const dora =
              change?.op === 'put' ? (change.doc as { dora?: { verifications?: Record<string, unknown> } }).dora : undefined
            return dora?.verifications?.[groupe]
          },
          { timeout: GONE_MS },
        )
        .toMatchObject({ par: 'territoire', moyen: 'telephone' })
      await expect
        .poll(async () => (await decisions(first)).at(-1)?.texte, { timeout: GONE_MS })
        .toMatch(/^Appel.*Parlé à l’accueil/)
    })

    await test.step('nobody answered: it is noted, and the list says so', async () => {
      await page.getByRole('radio', { name: /Injoignable/ }).check({ force: true })
      await save.click()
      await expect(title).toHaveText(displayName(third.nom))
      await expect(page.getByRole('list', { name: /Appels du jour/ }).getByText('Fait\u202f: injoignable')).toBeVisible()
      await expect.poll(async () => (await decisions(second)).at(-1)?.texte, { timeout: GONE_MS }).toMatch(/^Appel.*injoignable/)
    })

    await test.step('closed: it is no longer shown', async () => {
      await mayWrite(page, structureOf(third))
      await page.getByRole('radio', { name: /Fermé/ }).check({ force: true })
      await check(page, 'calls, closed')
      await save.click()
      const shown = async () => {
        const { fiche } = await call(page, 'moderation.dossier', third.cible)
        const dora = fiche['dora'] as { readonly status?: string; readonly is_obsolete?: boolean } | undefined
        return third.cible.kind === 'structure' ? dora?.is_obsolete !== true : dora?.status !== 'ARCHIVED'
      }
      await expect.poll(shown, { timeout: GONE_MS }).toBe(false)
    })

    await test.step('in a small window, in the dark', async () => {
      await page.setViewportSize({ width: 1024, height: 640 })
      await call(page, 'settings.set', { theme: 'sombre' })
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'sombre')
      await check(page, 'calls, dark, small')
    })
  })
})
