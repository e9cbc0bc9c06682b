import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ExtraWriter, FileWriter, Written } from '../files/writer.ts'
import { csvOf } from '../files/formats/csv.ts'
import { jsonOf } from '../files/formats/json.ts'
import type { OpenService, OpenStructure } from '../record.ts'
import { createToHsds } from './hsds.ts'
import { createTellHours, type TellHours } from './hours.ts'
import { LIEU_FIELDS, type Lieu, toLieu } from './mediation.ts'
import { isDigital } from './mediation-words.ts'
import { toOruk } from './oruk.ts'
import { serviceLinked, structureLinked } from './schema-org.ts'

/** The open reference in the words of others. One object a line: nobody holds a whole country in memory to read it. */

type Line = Readonly<Record<string, unknown>>
type Lines = (written: Written) => AsyncIterable<Line>

const NDJSON = 'application/x-ndjson'
const GZIP = 'application/gzip'
const GZIP_LEVEL = 6

/** Compressed as they are made: plain, a service of HSDS is ten kilobytes, most of them the same as its neighbour’s. */
const packedLinesOf =
  (lines: Lines): FileWriter['write'] =>
  async (written, sink) => {
    let count = 0
    const texts = async function* (): AsyncGenerator<string> {
      for await (const line of lines(written)) {
        count++
        yield `${JSON.stringify(line)}\n`
      }
    }
    await pipeline(texts, createGzip({ level: GZIP_LEVEL }), async (packed: AsyncIterable<Buffer>) => {
      for await (const chunk of packed) await sink.write(chunk)
    })
    return count
  }

const linesOf =
  (lines: Lines): FileWriter['write'] =>
  async (written, sink) => {
    let count = 0
    for await (const line of lines(written)) {
      await sink.write(`${JSON.stringify(line)}\n`)
      count++
    }
    return count
  }

const structuresById = async ({ structures }: Written): Promise<ReadonlyMap<string, OpenStructure>> => {
  const all = new Map<string, OpenStructure>()
  for await (const structure of structures()) all.set(structure.id, structure)
  return all
}

const servicesByStructure = async (
  { services }: Written,
  which: (service: OpenService) => boolean,
): Promise<ReadonlyMap<string, readonly OpenService[]>> => {
  const all = new Map<string, OpenService[]>()
  for await (const service of services()) {
    if (!which(service)) continue
    const others = all.get(service.structure_id)
    if (others === undefined) all.set(service.structure_id, [service])
    else others.push(service)
  }
  return all
}

type Told = Readonly<Record<string, unknown>>
const servicesAs = (make: (written: Written) => (service: OpenService, structure: OpenStructure | null) => Told): Lines =>
  async function* (written) {
    const structures = await structuresById(written)
    const tell = make(written)
    for await (const service of written.services()) yield tell(service, structures.get(service.structure_id) ?? null)
  }

/** One reading of the hours for all the files of a release. */
const readings = new WeakMap<Written, TellHours>()
const tellOf = (written: Written): TellHours => {
  const tell = readings.get(written) ?? createTellHours(written.about.jour)
  readings.set(written, tell)
  return tell
}

const toHsdsOf = (written: Written) => createToHsds(written.about.origine, tellOf(written))

async function* organizations(written: Written): AsyncGenerator<Line> {
  const { organization } = toHsdsOf(written)
  for await (const structure of written.structures()) yield organization(structure)
}

async function* linkedStructures(written: Written): AsyncGenerator<Line> {
  const { about } = written
  const tell = tellOf(written)
  const services = await servicesByStructure(written, () => true)
  for await (const structure of written.structures())
    yield structureLinked(structure, services.get(structure.id) ?? [], tell, about.origine)
}

async function* lieux(written: Written): AsyncGenerator<Lieu> {
  const services = await servicesByStructure(written, ({ thematiques }) => thematiques?.some(isDigital) === true)
  for await (const structure of written.structures()) {
    const lieu = toLieu(structure, services.get(structure.id) ?? [])
    if (lieu !== null) yield lieu
  }
}

const LIEUX = { columns: LIEU_FIELDS.map((name) => ({ name, type: 'text' as const })), rows: lieux }

export const STANDARD_WRITERS: readonly ExtraWriter[] = [
  {
    name: 'hsds-3.1-services.ndjson.gz',
    format: 'hsds-3.1',
    mediaType: GZIP,
    titre: 'Services au standard HSDS 3.1 (Open Referral)',
    contenu: 'services',
    write: packedLinesOf(servicesAs((written) => toHsdsOf(written).service)),
  },
  {
    name: 'hsds-3.1-organizations.ndjson',
    format: 'hsds-3.1',
    mediaType: NDJSON,
    titre: 'Structures au standard HSDS 3.1 (Open Referral)',
    contenu: 'structures',
    write: linesOf(organizations),
  },
  {
    name: 'open-referral-uk-3.0-services.ndjson.gz',
    format: 'open-referral-uk-3.0',
    mediaType: GZIP,
    titre: 'Services au standard Open Referral UK 3.0',
    contenu: 'services',
    write: packedLinesOf(servicesAs((written) => toOruk(toHsdsOf(written)))),
  },
  {
    name: 'lieux-mediation-numerique.csv',
    format: 'mediation-numerique',
    mediaType: 'text/csv; charset=utf-8',
    titre: 'Lieux de médiation numérique (standard national)',
    contenu: 'structures',
    write: csvOf(LIEUX),
  },
  {
    name: 'lieux-mediation-numerique.json',
    format: 'mediation-numerique',
    mediaType: 'application/json',
    titre: 'Lieux de médiation numérique (standard national)',
    contenu: 'structures',
    write: jsonOf(LIEUX),
  },
  {
    name: 'schema-org-services.ndjson',
    format: 'schema-org',
    mediaType: NDJSON,
    titre: 'Services en schema.org (JSON-LD, un objet par ligne)',
    contenu: 'services',
    write: linesOf(
      servicesAs((written) => {
        const { about } = written
        const tell = tellOf(written)
        return (service, structure) => serviceLinked(service, structure, tell, about.origine)
      }),
    ),
  },
  {
    name: 'schema-org-structures.ndjson',
    format: 'schema-org',
    mediaType: NDJSON,
    titre: 'Structures en schema.org (JSON-LD, un objet par ligne)',
    contenu: 'structures',
    write: linesOf(linkedStructures),
  },
]
