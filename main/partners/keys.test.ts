import { expect, test } from 'vitest'
import type { ServerRequest } from '../sync/server-requests.ts'
import { createKeyHandlers } from './keys.ts'

const ID = '7f0c7a3e-3d4b-4d43-9d2a-1c1f6c3a9b11'
const KEY = `dora_${'a'.repeat(43)}`
const ASKED = { nom: 'Carte inventée', contact: 'technique@exemple.test', quota: { minute: 600, jour: 1_000 }, sources: [] }

const desk = (value: unknown) => {
  const asked: ServerRequest[] = []
  const handlers = createKeyHandlers({
    link: {
      request: async (request) => {
        asked.push(request)
        return { ok: true, value } as never
      },
    },
  })
  return { handlers, told: () => asked.map(({ method, path, body }) => [method, path, body]) }
}

test('each act has its address, and no key is ever in one', async () => {
  const { handlers, told } = desk({})
  await handlers['cles.modifier']({ id: ID, ...ASKED })
  await handlers['cles.revoquer']({ id: ID })
  await handlers['cles.oublier']({ id: ID })
  expect(told()).toEqual([
    ['PATCH', `cles/v1/cles/${ID}`, ASKED],
    ['POST', `cles/v1/cles/${ID}/revoquer`, undefined],
    ['DELETE', `cles/v1/cles/${ID}`, undefined],
  ])
})

test('the key comes in the answer to its creation; another shape is said to be unreadable', async () => {
  const { handlers } = desk({ id: ID, cle: KEY })
  expect(await handlers['cles.creer']({ ...ASKED, portees: ['api'] })).toEqual({ id: ID, cle: KEY })
  await expect(desk({ id: ID }).handlers['cles.creer']({ ...ASKED, portees: ['api'] })).rejects.toMatchObject({
    code: 'sync-reponse-illisible',
  })
  await expect(desk([]).handlers['cles.lister'](undefined)).rejects.toMatchObject({ code: 'sync-reponse-illisible' })
})
