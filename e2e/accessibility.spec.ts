import type { Page } from '@playwright/test'
import { call } from './arrange.ts'
import { check, checkColours } from './axe.ts'
import { PDF, draftPage } from './draft-page.ts'
import type { Desk } from './desk.ts'
import { searchPage } from './search-page.ts'
import { expect, goTo, openIn, test } from './test.ts'

// Measured at rest: a colour half way through a transition is not a colour of the theme.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

type Stop = { readonly name: string; readonly path: string; readonly prepare?: (page: Page) => Promise<void> }

const ready = async (page: Page) => {
  await expect(searchPage(page).rows.first()).toBeVisible()
}
const openFirst = async (page: Page) => {
  const search = searchPage(page)
  await search.link(search.rows.first()).click()
  await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
}
const press = (button: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click()
  await expect(page.getByRole('dialog').or(page.getByRole('listbox')).or(page.getByRole('menu')).first()).toBeVisible()
}
const SEARCH = '/recherche?q=permis&lieu=commune:59350&publics=jeunes&modes_accueil=a-distance'

/** Every screen, dialog and list of the application, each as one meets it. */
const STOPS: readonly Stop[] = [
  { name: 'search', path: SEARCH, prepare: ready },
  { name: 'sheet in its pane', path: SEARCH, prepare: openFirst },
  {
    name: 'needs unfolded',
    path: SEARCH,
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Besoins de Mobilité/ }).click()
      await page.getByRole('button', { name: 'Source', exact: true }).click()
    },
  },
  {
    name: 'map',
    path: `${SEARCH.replace('&modes_accueil=a-distance', '')}&carte=1`,
    prepare: async (page) => {
      await ready(page)
      await expect(page.getByText(/sur la carte$/).first()).toBeVisible()
    },
  },
  {
    name: 'places proposed',
    path: SEARCH,
    prepare: async (page) => {
      await searchPage(page).place.fill('saint de')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  },
  { name: 'radius', path: SEARCH, prepare: press(/^Rayon de recherche/) },
  { name: 'sort', path: SEARCH, prepare: press(/Trier par/) },
  { name: 'nothing found', path: '/recherche?q=permis&lieu=commune:48095&rayon=1&modes_accueil=en-presentiel' },
  {
    name: 'shortcuts',
    path: SEARCH,
    prepare: async (page) => {
      await ready(page)
      await page.keyboard.press('?')
    },
  },
  {
    name: 'palette',
    path: SEARCH,
    prepare: async (page) => {
      await ready(page)
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('menuitem').first()).toBeVisible()
    },
  },
  {
    name: 'a message',
    path: SEARCH,
    prepare: async (page) => {
      await ready(page)
      const star = searchPage(page)
        .rows.first()
        .getByRole('button', { name: /^Favori/ })
      await star.click()
      // Clicked again before the star has turned, it would be kept twice rather than removed.
      await expect(star).toHaveAttribute('aria-pressed', 'true')
      await star.click()
      await expect(page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Annuler' }).first()).toBeVisible()
    },
  },
  { name: 'favourites', path: '/favoris' },
  { name: 'lists of a favourite', path: '/favoris', prepare: press(/^Listes de/) },
  {
    name: 'note of a favourite',
    path: '/favoris',
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /note pour/ })
        .first()
        .click()
      await expect(page.getByRole('textbox', { name: /^Note pour/ })).toBeVisible()
    },
  },
  { name: 'drafts', path: '/brouillons' },
  { name: 'exchanges', path: '/echanges' },
  { name: 'settings', path: '/reglages' },
  { name: 'about', path: '/a-propos' },
  { name: 'guide', path: '/aide/trouver-un-service' },
  { name: 'no such page', path: '/nulle-part' },
  { name: 'no such service', path: '/service/inconnu' },
]

/** Something on every screen: a favourite with a note and a list, a request with an error, a warning and a file. */
const furnish = async (page: Page): Promise<{ readonly service: string; readonly structure: string; readonly draft: string }> => {
  const { hits } = await call(page, 'search.run', { text: 'permis', filters: { orientable: ['oui'] }, limit: 2 })
  const [first] = hits
  if (first?.structure == null) throw new Error('the demonstration has no orientable service for « permis »')
  const favourite = { kind: 'service', id: first.id } as const
  await call(page, 'favourites.add', { ...favourite, nom: first.nom })
  await call(page, 'favourites.update', { ...favourite, note: 'Répond vite le mardi.', listes: ['Mobilité'] })
  const { id } = await call(page, 'drafts.create', { serviceId: first.id })
  await goTo(page, `/brouillons/${id}`)
  const draft = draftPage(page)
  await draft.field('La personne orientée', 'Numéro France Travail').fill('12')
  await draft.reason.fill('Numéro 1 85 05 78 006 084 91')
  await draft.attach('carte-vitale.pdf', PDF)
  await expect(draft.form.getByRole('list', { name: /^Fichiers joints/ })).toContainText('carte-vitale.pdf')
  await draft.expectSaved()
  return { service: first.id, structure: first.structure.id, draft: id }
}

const everywhere = async (page: Page, desk: Desk, look: (where: string) => Promise<void>) => {
  await openIn(page, desk, '/recherche')
  const { service, structure, draft } = await furnish(page)
  const stops: readonly Stop[] = [
    ...STOPS,
    { name: 'service page', path: `/service/${encodeURIComponent(service)}` },
    { name: 'structure page', path: `/structure/${encodeURIComponent(structure)}` },
    { name: 'request', path: `/brouillons/${encodeURIComponent(draft)}` },
    {
      name: 'what is said before sending',
      path: `/brouillons/${encodeURIComponent(draft)}`,
      prepare: async () => {
        await page.getByRole('button', { name: 'Envoyer la demande' }).first().click()
        await expect(page.getByRole('dialog').getByRole('heading', { name: 'Vérifications' })).toBeVisible()
      },
    },
    {
      name: 'what the person is told',
      path: `/brouillons/${encodeURIComponent(draft)}`,
      prepare: press('Notice pour la personne'),
    },
  ]
  for (const { name, path, prepare } of stops) {
    await goTo(page, path)
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await prepare?.(page)
    await look(name)
  }
}

const showAs = async (page: Page, media: Parameters<Page['emulateMedia']>[0], theme: string) => {
  await page.emulateMedia(media)
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

test('no screen breaks a rule of axe, in any theme', async ({ page, ownDesk }) => {
  test.setTimeout(600_000)
  // The looks of the system, which the desk follows: the same screen is seen in each without being opened again.
  await everywhere(page, ownDesk, async (where) => {
    await check(page, `${where}, light`)
    await showAs(page, { colorScheme: 'dark' }, 'sombre')
    await checkColours(page, `${where}, dark`)
    await showAs(page, { contrast: 'more' }, 'contraste')
    await checkColours(page, `${where}, high contrast`)
    await showAs(page, { colorScheme: 'light', contrast: 'no-preference' }, 'clair')
  })
})

test.describe('in a small window', () => {
  test.use({ viewport: { width: 1024, height: 640 } })

  test('1024 × 640 keeps filters, list, sheet and map in sight, and breaks no rule', async ({ page, ownDesk }) => {
    test.setTimeout(360_000)
    await openIn(page, ownDesk, '/recherche?q=permis&lieu=commune:59350&carte=1')
    const search = searchPage(page)
    await openFirst(page)
    for (const part of [search.filters, search.results, search.map, search.sheet]) await expect(part).toBeInViewport()
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(scrolls, 'the page never scrolls sideways').toBe(false)
    await everywhere(page, ownDesk, (where) => check(page, `${where}, 1024 × 640`))
  })
})

test.describe('at 200 %', () => {
  // What a window of 1440 × 900 has left once everything is twice as large (WCAG 1.4.4, 1.4.10).
  test.use({ viewport: { width: 720, height: 450 } })

  test('filters, map and sheet are one press away, and nothing scrolls sideways', async ({ page, ownDesk }) => {
    test.setTimeout(180_000)
    await openIn(page, ownDesk, '/recherche?q=permis&lieu=commune:59350')
    const search = searchPage(page)
    const tab = (name: RegExp) => page.getByRole('tablist', { name: 'Vues' }).getByRole('tab', { name })
    await expect(search.rows.first()).toBeVisible()
    await tab(/^Filtres/).click()
    await search.filter('À distance').check()
    await expect(tab(/^Filtres \(1\)/)).toBeVisible()
    await check(page, '200 %, filters')
    await tab(/^Carte/).click()
    await expect(search.map).toBeInViewport()
    await check(page, '200 %, map')
    await tab(/^Résultats/).click()
    await search.link(search.rows.first()).click()
    await expect(tab(/^Fiche/)).toHaveAttribute('aria-selected', 'true')
    await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeAttached()
    await check(page, '200 %, sheet')
    for (const path of ['/recherche?q=permis', '/favoris', '/brouillons', '/reglages', '/a-propos']) {
      await goTo(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0)
    }
  })
})

test.describe('with the system’s colours', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } })

  test('what is chosen and what is ticked can still be told apart', async ({ page, open }) => {
    await open(SEARCH)
    await openFirst(page)
    const search = searchPage(page)
    const current = search.rows.first()
    const other = search.rows.nth(1)
    const look = (row: typeof current) =>
      row.evaluate((element) => {
        const { outlineStyle, borderInlineStartWidth, backgroundColor, boxShadow } = getComputedStyle(element)
        const before = getComputedStyle(element, '::before')
        return [outlineStyle, borderInlineStartWidth, backgroundColor, boxShadow, before.backgroundColor, before.inlineSize].join(
          ' ',
        )
      })
    expect(await look(current)).not.toBe(await look(other))
    await check(page, 'forced colours')
    await page.screenshot({ path: test.info().outputPath('couleurs-du-systeme.png') })
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none')
  })
})

/** Whether some of what has the focus is in sight: nothing of the screen stands over all of it (WCAG 2.4.11). */
const focusInSight = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body) return true
    // The boxes of the design system are drawn over the real ones: it is the label that is seen.
    const seen = focused.closest('label') ?? focused
    const { left, right, top, bottom, width, height } = seen.getBoundingClientRect()
    if (width <= 1 || height <= 1) return true
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const),
    )
    return points.some(([x, y]) => {
      const above = document.elementFromPoint(x, y)
      return above !== null && (seen.contains(above) || above.contains(focused))
    })
  })

test.describe('with the keyboard in a small window', () => {
  test.use({ viewport: { width: 1024, height: 640 } })

  test('what has the focus is never wholly hidden, forwards or backwards', async ({ page, ownDesk }) => {
    test.slow()
    await openIn(page, ownDesk, '/recherche')
    const { draft } = await furnish(page)
    for (const path of [`/brouillons/${draft}`, '/reglages', SEARCH]) {
      await goTo(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      for (const key of ['Tab', 'Shift+Tab'])
        for (let steps = 0; steps < 60; steps++) {
          await page.keyboard.press(key)
          const name = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '')
          if (!(await focusInSight(page))) expect.soft(await name(), `${path}, ${key} ${steps}`).toBe('in sight')
        }
    }
  })
})

test('asks for no motion when the system wants none', async ({ page, open }) => {
  await open(SEARCH)
  await openFirst(page)
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element)
      const long = (value: string) => value.split(',').some((part) => Number.parseFloat(part) > 0.05)
      return long(transitionDuration) || (animationName !== 'none' && long(animationDuration))
        ? [element.className.toString()]
        : []
    }),
  )
  expect(moving).toEqual([])
})
