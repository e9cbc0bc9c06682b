import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readCsv } from './testing/csv.ts'
import { openService, openStructure } from '../testing.ts'
import type { Written } from '../files/writer.ts'
import { createCheck } from './testing/check.ts'
import { hsdsSchema } from './testing/hsds-schema.ts'
import { lieuSchema } from './testing/lieu-schema.ts'
import { demoPairs, ORIGIN, TODAY } from './testing/records.ts'
import { STANDARD_WRITERS } from './writers.ts'

async function* given<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values
}

const writtenOf = (pairs: ReturnType<typeof demoPairs>): Written => ({
  about: {
    producteur: 'Producteur inventé',
    licence: { nom: 'Licence Ouverte 2.0', adresse: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence' },
    origine: ORIGIN,
    date: `${TODAY}T03:00:00.000Z`,
    jour: TODAY,
    inventees: true,
  },
  structures: () => given([...new Map(pairs.map(({ structure }) => [structure.id, structure])).values()]),
  services: () => given(pairs.map(({ service }) => ({ ...service, score_qualite: null }))),
})

const fileOf = async (name: string, written: Written): Promise<{ readonly text: string; readonly count: number }> => {
  const writer = STANDARD_WRITERS.find((one) => one.name === name)
  if (writer === undefined) throw new Error(`no ${name}`)
  const parts: Buffer[] = []
  const count = await writer.write(written, { write: async (bytes) => void parts.push(Buffer.from(bytes as string)) })
  const whole = Buffer.concat(parts)
  return { text: (name.endsWith('.gz') ? gunzipSync(whole) : whole).toString(), count }
}
const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)

describe('files of other standards', () => {
  const written = writtenOf(demoPairs(400))

  test('their names are their own', () => {
    const names = STANDARD_WRITERS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9._-]+$/)
  })

  test.each(STANDARD_WRITERS.map(({ name }) => name).filter((name) => name.includes('.ndjson')))(
    '%s: a line for each record',
    async (name) => {
      const { text, count } = await fileOf(name, written)
      expect(linesOf(text)).toHaveLength(count)
      expect(count).toBeGreaterThan(50)
    },
  )

  test('each service is under its structure, and both files name them alike', async () => {
    const check = { service: createCheck(hsdsSchema('service')), organization: createCheck(hsdsSchema('organization')) }
    const services = linesOf((await fileOf('hsds-3.1-services.ndjson.gz', written)).text) as { organization: object }[]
    const organizations = linesOf((await fileOf('hsds-3.1-organizations.ndjson', written)).text)
    expect(services.flatMap(check.service)).toEqual([])
    expect(organizations.flatMap(check.organization)).toEqual([])
    for (const { organization } of services) expect(organizations).toContainEqual(organization)
  })

  test('the places of digital mediation are the same in both of their files', async () => {
    const check = createCheck(lieuSchema)
    const json = JSON.parse((await fileOf('lieux-mediation-numerique.json', written)).text) as Record<string, unknown>[]
    const csv = readCsv((await fileOf('lieux-mediation-numerique.csv', written)).text)
    expect(json.length).toBeGreaterThan(0)
    expect(json.flatMap(check)).toEqual([])
    expect(csv).toEqual(
      json.map((lieu) => Object.fromEntries(Object.entries(lieu).map(([name, value]) => [name, String(value)]))),
    )
  })

  test('a structure without services is told too', async () => {
    const alone = { ...writtenOf([]), structures: () => given([openStructure('dora--seule')]), services: () => given([]) }
    expect((await fileOf('hsds-3.1-organizations.ndjson', alone)).count).toBe(1)
    expect((await fileOf('lieux-mediation-numerique.json', alone)).text).toBe('[]\n')
    const orphan = { ...alone, services: () => given([{ ...openService('dora--v', 'dora--ailleurs'), score_qualite: null }]) }
    expect((await fileOf('hsds-3.1-services.ndjson.gz', orphan)).count).toBe(1)
  })
})
