import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { contract } from './contract.ts'

const schemas = [
  ...Object.entries(contract.procedures).flatMap(([name, { input, output }]) => [
    [`${name} (input)`, input],
    [`${name} (output)`, output],
  ]),
  ...Object.entries(contract.events).map(([name, payload]) => [`${name} (event)`, payload]),
] as [string, z.ZodType][]

const describeSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'throw', override: () => {} })

/** A yes or a no says nothing of what it is about. */
const isBoolean = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'boolean'

/** Names of the fields of an object and of everything in it. */
const fieldsOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        ...(key === 'properties' && typeof inner === 'object' && inner !== null
          ? Object.keys(inner).filter((field) => !isBoolean((inner as Record<string, unknown>)[field]))
          : []),
        ...fieldsOf(inner),
      ])

/** A password that the server has just made is told once, to the administrator who hands it over: there is no other way to give it. */
const TELLS_A_PASSWORD = new Set(['accounts.create (output)', 'accounts.resetPassword (output)'])
/** So is the secret that a partner verifies deliveries with. */
const TELLS_A_SECRET = new Set(['webhooks.create (output)', 'webhooks.rotate (output)'])

describe.each(schemas)('%s', (name, schema) => {
  it('is plain JSON', () => {
    // A procedure without input or output says so by z.void(), which has no JSON form.
    if (schema instanceof z.ZodVoid) return
    expect(() => describeSchema(schema)).not.toThrow()
  })
  it('holds no secret', () => {
    if (schema instanceof z.ZodVoid || name.endsWith('(input)')) return
    const found = fieldsOf(describeSchema(schema)).filter((field) =>
      /token|secret|passw|mot_de_passe|cle_privee|apikey/i.test(field),
    )
    expect(found).toEqual(TELLS_A_PASSWORD.has(name) ? ['mot_de_passe'] : TELLS_A_SECRET.has(name) ? ['secret'] : [])
  })
})

it('names procedures and events as « domain.verb »', () => {
  const names = [...Object.keys(contract.procedures), ...Object.keys(contract.events)]
  expect(names.length).toBeGreaterThan(25)
  for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
  expect(new Set(names).size).toBe(names.length)
})

it('loses no procedure to a namesake of another domain', async () => {
  const domains = await Promise.all(
    [
      'account',
      'administration',
      'alertes',
      'app',
      'catalogue',
      'cles',
      'connecteurs',
      'deployment',
      'feuille',
      'figures',
      'gaps',
      'geo',
      'kit',
      'listes',
      'listing',
      'moderation',
      'orientation',
      'personnes',
      'plans',
      'portee',
      'sync',
      'usage',
      'user',
      'webhooks',
    ].map((name) => import(`./contract/${name}.ts`) as Promise<Record<string, unknown>>),
  )
  const count = domains
    .flatMap((exports) => Object.entries(exports).filter(([name]) => name.endsWith('Contract')))
    .reduce((total, [, part]) => total + Object.keys((part as typeof contract).procedures).length, 0)
  expect(count).toBe(Object.keys(contract.procedures).length)
})
