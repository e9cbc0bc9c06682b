import { openReadable } from '#main/db/open.ts'
import { FLAG, type TextField } from '#shared/catalogue/file.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { fieldTexts } from '#shared/catalogue/terms.ts'
import { widestZone } from '#shared/geo/zone.ts'
import { FRAICHEURS, type Facet } from '#shared/search/query.ts'

/** What the peers are given of a service: the four fields of text that the desk indexes, before any treatment, and its facts. */
export type Row = {
  readonly rowid: number
  readonly texts: Readonly<Record<TextField, string>>
  readonly facets: Readonly<Record<Facet, readonly string[]>>
  /** Codes of the zone of eligibility; empty for everyone. */
  readonly zone: readonly string[]
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly remote: boolean
  readonly onSite: boolean
}

type Read = [rowid: number, record: string, structure: string | null, flags: number, lat: number | null, lon: number | null]

const DAY_MS = 86_400_000

const freshnessOf = (date: string, now: number): string => {
  const days = (now - Date.parse(date)) / DAY_MS
  return FRAICHEURS[days < 183 ? 0 : days < 365 ? 1 : days < 730 ? 2 : 3]
}

const facetsOf = (service: Service, flags: number, now: number): Row['facets'] => {
  const thematiques = service.thematiques ?? []
  return {
    // A category stands for all its needs, so a service has those of its needs.
    thematiques: [...new Set([...thematiques, ...thematiques.map((value) => value.split('--')[0] ?? value)])],
    publics: (service.publics ?? []).length === 0 ? ['tous-publics'] : (service.publics ?? []),
    types: service.type == null ? [] : [service.type],
    frais: service.frais == null ? [] : [service.frais],
    modes_accueil: service.modes_accueil ?? [],
    modes_mobilisation: service.modes_mobilisation ?? [],
    mobilisable_par: service.mobilisable_par ?? [],
    sources: [service.source],
    fraicheur: [freshnessOf(service.date_maj, now)],
    orientable: [(flags & FLAG.orientable) === 0 ? 'non' : 'oui'],
    zone: [widestZone(service.zone_eligibilite ?? [])],
  }
}

/** Services that a search may show, one at a time: those it must hide are left out, which spares the peers a test. */
export function* readRows(file: string, zoneName: (code: string) => string | null, now: number): Generator<Row> {
  const db = openReadable(file)
  try {
    const rows = db
      .prepare(
        `SELECT s.rowid, s.record, t.record, f.flags, f.lat, f.lon FROM services s JOIN service_facts f ON f.rowid = s.rowid
         LEFT JOIN structures t ON t.id = s.structure_id WHERE (f.flags & ${FLAG.hidden}) = 0 ORDER BY s.rowid`,
      )
      .raw()
    for (const [rowid, record, structure, flags, lat, lon] of rows.iterate() as IterableIterator<Read>) {
      const service = JSON.parse(record) as Service
      const texts = fieldTexts(service, structure === null ? null : (JSON.parse(structure) as Structure), zoneName)
      const text = (field: TextField) => texts[field].filter((part) => part != null && part !== '').join(' ')
      const remote = (flags & FLAG.remote) !== 0
      yield {
        rowid,
        texts: { nom: text('nom'), besoins: text('besoins'), structure: text('structure'), texte: text('texte') },
        facets: facetsOf(service, flags, now),
        zone: service.zone_eligibilite ?? [],
        point: lat === null || lon === null ? null : { lat, lon },
        remote,
        onSite: !remote || (flags & FLAG.onSite) !== 0,
      }
    }
  } finally {
    db.close()
  }
}
