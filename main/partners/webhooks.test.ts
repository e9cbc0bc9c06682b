import { expect, test } from 'vitest'
import type { ServerRequest } from '../sync/server-requests.ts'
import { createWebhookHandlers } from './webhooks.ts'

const ID = '7f0c7a3e-3d4b-4d43-9d2a-1c1f6c3a9b11'
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const ASKED = {
  nom: 'Portail inventé',
  adresse: 'https://exemple.test/recevoir',
  contact: null,
  quoi: { fiches: ['service' as const], departements: ['33'], thematiques: [], sources: [] },
  actif: true,
}

const desk = (answers: readonly unknown[]) => {
  const asked: ServerRequest[] = []
  const left = [...answers]
  const handlers = createWebhookHandlers({
    link: {
      request: async (request) => {
        asked.push(request)
        return { ok: true, value: left.shift() ?? {} } as never
      },
    },
  })
  return { handlers, asked }
}

test('each act is asked of the server, and a secret goes from it to the screen alone', async () => {
  const tried = { arrive: false, statut: 410, echec: 'parti', duree_ms: 12 }
  const { handlers, asked } = desk([{ id: ID, secret: SECRET }, {}, { id: ID, secret: SECRET }, {}, tried, {}])
  expect(await handlers['webhooks.create'](ASKED)).toEqual({ id: ID, secret: SECRET })
  await handlers['webhooks.change']({ id: ID, ...ASKED })
  expect(await handlers['webhooks.rotate']({ id: ID })).toEqual({ id: ID, secret: SECRET })
  await handlers['webhooks.resume']({ id: ID })
  expect(await handlers['webhooks.try']({ id: ID })).toEqual(tried)
  await handlers['webhooks.remove']({ id: ID })
  const all = 'webhooks/v1/abonnements'
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', all, ASKED],
    ['POST', `${all}/${ID}`, ASKED],
    ['POST', `${all}/${ID}/secret`, undefined],
    ['POST', `${all}/${ID}/reprendre`, undefined],
    ['POST', `${all}/${ID}/essai`, undefined],
    ['DELETE', `${all}/${ID}`, undefined],
  ])
})

test('an answer of another shape is said to be unreadable, not shown as nothing', async () => {
  const { handlers } = desk([{ abonnements: 3 }])
  await expect(handlers['webhooks.list'](undefined)).rejects.toMatchObject({ code: 'sync-reponse-illisible' })
})
