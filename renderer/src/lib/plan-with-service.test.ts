import { expect, test } from 'vitest'
import { PlanDoc } from '#shared/plan/plan.ts'
import { withService } from './plan-with-service.ts'

const option = { serviceId: 's1', nom: 'Auto-école sociale', structure: '', pourquoi: [], note: '' }
const permis = { thematiques: ['mobilite--preparer-un-permis'] }
const besoin = { id: 'b0', mots: 'permis', thematiques: permis.thematiques, options: [] }

test('a service goes to the need that it answers, else to one of its own', () => {
  const there = withService(PlanDoc.parse({ besoins: [besoin] }), permis, option)
  expect(there).toMatchObject({ besoins: [{ mots: 'permis', options: [{ serviceId: 's1' }] }] })
  const own = withService(PlanDoc.parse({ besoins: [besoin] }), { thematiques: ['famille--garde-denfants'] }, option)
  expect(own).toMatchObject({ besoins: [{ options: [] }, { mots: 'Garde d’enfants', options: [{ serviceId: 's1' }] }] })
})

test('a service that is there already is said, and so is a plan that is full', () => {
  expect(withService(PlanDoc.parse({ besoins: [{ ...besoin, options: [option] }] }), permis, option)).toBe('deja')
  const besoins = Array.from({ length: 12 }, (_, n) => ({ ...besoin, id: `b${n}`, thematiques: [] }))
  expect(withService(PlanDoc.parse({ besoins }), permis, option)).toBe('plein')
})
