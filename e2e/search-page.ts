import { expect, type Locator, type Page } from '@playwright/test'

/** The search screen as one who looks at it, or hears it, names its parts. */
export type SearchPage = ReturnType<typeof searchPage>

/** The first figure of a French sentence: « 1 234 services dont 56 à distance » is 1234. */
export const firstNumber = (text: string): number => {
  const figure = /\d[\d\s]*/.exec(text)?.[0] ?? (/^(?:Aucun|un |1 )/i.test(text) ? '0' : '')
  return Number(figure.replace(/\s/g, ''))
}

export const searchPage = (page: Page) => {
  const results = page.getByRole('list', { name: 'Résultats' })
  const rows = results.getByRole('listitem')
  const filters = page.getByRole('region', { name: 'Filtres' })
  const heading = page.getByRole('heading', {
    level: 2,
    name: /^(?:Aucun service$|[\d\s]+ services?|La recherche n’a pas abouti)/,
  })
  return {
    words: page.getByRole('searchbox', { name: 'Besoin, mot ou structure' }),
    place: page.getByRole('combobox', { name: 'Lieu' }),
    filters,
    results,
    rows,
    /** « 53 services dont 49 à distance » */
    heading,
    sheet: page.getByRole('region', { name: 'Fiche' }),
    map: page.getByRole('region', { name: 'Carte des résultats' }),
    mapToggle: page.getByRole('button', { name: 'Carte', exact: true }),
    sort: page.getByRole('button', { name: /Trier par/ }),
    link: (row: Locator) => row.getByRole('link'),
    /** Chooses the first commune proposed for what is typed. */
    choosePlace: async (typed: string, label: string) => {
      await page.getByRole('combobox', { name: 'Lieu' }).fill(typed)
      await page.getByRole('option', { name: label }).first().click()
      await expect(page.getByRole('combobox', { name: 'Lieu' })).toHaveValue(label)
      // Chosen: the proposals no longer stand over the page.
      await expect(page.getByRole('option')).toHaveCount(0)
    },
    total: async () => firstNumber(await heading.innerText()),
    expectTotal: async (total: number) => {
      await expect.poll(async () => firstNumber(await heading.innerText()), { message: 'le nombre annoncé' }).toBe(total)
    },
    /** One value of a facet: « Jeunes, 53 services ». */
    filter: (label: string) => filters.getByRole('checkbox', { name: new RegExp(`^${label}, `) }),
  }
}
