import { expect, test } from 'vitest'
import { createAnswersOfMonth } from '#shared/usage/answers.ts'
import { createMonthOfUse, type Joins } from '#shared/usage/figures.ts'
import type { StatistiquesPubliques } from '#shared/usage/public.ts'
import { renderPage } from './page.ts'
import { statistiquesPage } from './statistiques.ts'

const joins: Joins = {
  service: () => ({ structure: 's', departement: '33', thematiques: ['mobilite--x'] }),
  structure: () => null,
}
const month = (name: string, people: number) => {
  const use = createMonthOfUse(name, joins)
  for (let n = 0; n < people; n += 1)
    use.add({ poste: `p-${n}`, activite: null, departement: '33', fait: { type: 'service', service_id: 'v', recherche: null } })
  return use.tell().mois
}
const answers = createAnswersOfMonth('2026-09')
for (let n = 0; n < 6; n += 1) answers.add({ auteur: `u-${n}`, departement: '33', suite: 'acceptees' })

const told: StatistiquesPubliques = {
  licence: 'Licence Ouverte',
  jour: '2026-11-27',
  reference: {
    structures: 1_234,
    services: 5_678,
    sources: { dora: 5_000, '<script>': 678 },
    fraicheur: { 'moins-de-6-mois': 2_839, 'de-6-a-12-mois': 2_839, 'de-1-a-2-ans': 0, 'plus-de-2-ans': 0, inconnue: 0 },
    thematiques: { mobilite: 40 },
    departements: { '33': { structures: 1_234, services: 5_678 } },
  },
  mois: [month('2026-09', 3), month('2026-10', 1_500)],
  reponses: [answers.tell()],
  delai: { jours: 4, reponses: 12 },
  prochain: { mois: '2026-11', le: '2026-12-06' },
}
const { html } = renderPage(statistiquesPage(told))
const rowOf = (name: string): string => html.split('<tr>').find((one) => one.includes(`<th scope="row">${name}</th>`)) ?? ''

test('numbers are French, and a month of too few people is no zero', () => {
  expect(html).toContain('5\u202f678')
  expect(
    rowOf('octobre 2026')
      .match(/<td>[^<]*<\/td>/g)
      ?.join(''),
  ).toContain('1\u202f500')
  expect(rowOf('septembre 2026').match(/<td>secret<\/td>/g)).toHaveLength(2)
  expect(rowOf('Mobilité')).toContain('1\u202f500')
})

test('each chart says in words what its table says', () => {
  expect(html.match(/<svg class="chart" role="img"/g)).toHaveLength(4)
  expect(html).toContain('septembre 2026\u202f: secret\u202f; octobre 2026\u202f: 1\u202f500 fiches.')
})

test('what became of requests, the delay, when the next month is told', () => {
  expect(rowOf('Acceptées')).toContain('<td>5</td>')
  expect(html).toContain('délai médian')
  expect(html).toContain('Novembre 2026 le sera le 06/12/2026')
})

test('it runs nothing, loads nothing, and says what came from outside as a text', () => {
  expect(html).not.toMatch(/<script|\son\w+=|style="|url\(|noindex/)
})

test('without any month told nor any sheet it is still a page', () => {
  const { html: empty } = renderPage(
    statistiquesPage({
      ...told,
      mois: [],
      reponses: [],
      delai: null,
      reference: { ...told.reference, structures: 0, services: 0, sources: {}, thematiques: {}, departements: {} },
    }),
  )
  expect(empty).not.toMatch(/NaN|undefined|Infinity/)
})
