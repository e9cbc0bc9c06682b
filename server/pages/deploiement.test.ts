import { expect, test } from 'vitest'
import { type DepartementDeploye, DEPARTEMENTS_DEPLOYABLES, ETAT_DEPLOIEMENT } from '#shared/deployment/state.ts'
import { deploiementPage } from './deploiement.ts'
import { renderPage } from './page.ts'

const etats: readonly DepartementDeploye[] = [
  { departement: '88', etat: 0, depuis: '2026-11-01' },
  { departement: '33', etat: 4, depuis: '2026-03-15' },
]
const { html, headers } = renderPage(deploiementPage(etats))
const rowOf = (name: string): string => html.split('<tr>').find((one) => one.includes(name)) ?? ''

test('each département is in the map and in the table, with its state in words and since when', () => {
  expect(html.match(/<g class="e(\d|-)" transform/g)).toHaveLength(DEPARTEMENTS_DEPLOYABLES.length)
  for (const { code, nom } of DEPARTEMENTS_DEPLOYABLES) expect(html).toContain(`<th scope="row">${nom} (${code})</th>`)
  expect(rowOf('Vosges (88)')).toContain(ETAT_DEPLOIEMENT[0])
  expect(rowOf('Vosges (88)')).toContain('01/11/2026')
  expect(rowOf('Gironde (33)')).toContain(ETAT_DEPLOIEMENT[4])
  expect(rowOf('Aisne (02)')).toContain('Non renseigné')
})

test('a state is told by its shape too: as many full steps as it says', () => {
  const stepsIn = (name: string): number => rowOf(name).match(/class="step on"/g)?.length ?? 0
  expect([stepsIn('Vosges (88)'), stepsIn('Gironde (33)'), stepsIn('Aisne (02)')]).toEqual([0, 4, 0])
  expect(rowOf('Vosges (88)')).toContain('class="step"')
  expect(rowOf('Aisne (02)')).not.toContain('class="step"')
})

test('it runs nothing, sets nothing, and may be told of', () => {
  expect(html).not.toMatch(/<script|\son\w+=|style="|url\(|noindex/)
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers['content-security-policy']).toContain("default-src 'none'")
})
