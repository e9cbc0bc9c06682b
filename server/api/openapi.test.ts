import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Json } from '#shared/rpc.ts'
import { openApiDocument } from './openapi.ts'

const RECORDED = join(import.meta.dirname, '../../../shared/reference/data-inclusion-openapi-v1.json')
const ours = openApiDocument('https://dora.exemple.test')

type Obj = { readonly [key: string]: Json }
const obj = (json: Json | undefined): Obj => (json ?? {}) as Obj

/** What a program reads of a schema: neither titles nor sentences; values of a list in whatever order. */
const bare = (json: Json | undefined): Json => {
  if (Array.isArray(json)) return json.map(bare)
  if (typeof json !== 'object' || json === null) return json ?? null
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key]) => !['title', 'description', 'examples'].includes(key))
      .map(([key, value]) => {
        if ((key === 'enum' || key === 'required') && Array.isArray(value)) return [key, [...(value as readonly string[])].sort()]
        // « properties » holds names, of which « title » and « description » may be.
        if (key === 'properties')
          return [key, Object.fromEntries(Object.entries(obj(value)).map(([name, one]) => [name, bare(one)]))]
        return [key, bare(value)]
      }),
  )
}

const getsOf = (document: { readonly paths: Obj }): readonly (readonly [string, Obj])[] =>
  Object.entries(document.paths).map(([path, one]) => [path, obj(obj(one)['get'])])

test('every reference inside the document leads to a schema, and every name is said once', () => {
  const text = JSON.stringify(ours)
  const names = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? ''))
  expect([...names].filter((name) => !Object.hasOwn(ours.components.schemas, name))).toEqual([])
  const ids = getsOf(ours).map(([, { operationId }]) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [path, operation] of getsOf(ours)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const parameters = (operation['parameters'] ?? []) as readonly Obj[]
    expect(parameters.filter((one) => one['in'] === 'path').map(({ name }) => name)).toEqual(named)
    expect(Object.keys(obj(operation['responses']))).toEqual(expect.arrayContaining(['200', '304', '429', '500', '503']))
  }
})

// The recorded document is beside the checkout, not in it.
test.skipIf(!existsSync(RECORDED))('what data·inclusion’s clients read of its document is in ours, word for word', () => {
  const theirs = JSON.parse(readFileSync(RECORDED, 'utf8')) as {
    readonly paths: Obj
    readonly components: { readonly schemas: Obj; readonly securitySchemes: Obj }
  }
  expect(bare(ours.components.securitySchemes)).toEqual(bare(theirs.components.securitySchemes))
  const read = getsOf(theirs)
  expect(read).toHaveLength(15)
  for (const [path, recorded] of read) {
    const mine = obj(obj(ours.paths[path])['get'])
    expect(mine['operationId'], path).toBe(recorded['operationId'])
    const parametersOf = (operation: Obj) =>
      Object.fromEntries(
        ((operation['parameters'] ?? []) as readonly Obj[]).map((one) => [
          one['name'],
          bare({ in: one['in'] ?? null, required: one['required'] ?? null, schema: one['schema'] ?? null }),
        ]),
      )
    expect(parametersOf(mine), path).toEqual(parametersOf(recorded))
    // Deliberate: without a key, what is public is read too.
    if (recorded['security'] !== undefined) expect(mine['security'], path).toEqual([{ HTTPBearer: [] }, {}])
    const answerOf = (operation: Obj, status: string) =>
      bare(obj(obj(obj(obj(operation['responses'])[status])['content'])['application/json'])['schema'])
    expect(answerOf(mine, '200'), path).toEqual(answerOf(recorded, '200'))
    // Deliberate: « detail » is a sentence too, as it is there for what is wrong between two parameters (data-inclusion.md §2).
    if (obj(recorded['responses'])['422'] !== undefined)
      expect(answerOf(mine, '422'), path).toEqual({ anyOf: [answerOf(recorded, '422'), { $ref: '#/components/schemas/Refus' }] })
  }
  for (const [name, schema] of Object.entries(theirs.components.schemas))
    expect({ [name]: bare(ours.components.schemas[name]) }).toEqual({ [name]: bare(schema) })
})
