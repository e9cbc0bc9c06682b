import { type Mesure, MESURES } from '#shared/usage/figures.ts'
import { SUITES } from '#shared/usage/answers.ts'
import type { StatistiquesPubliques } from '#shared/usage/public.ts'
import { FRANCE, nextTold } from '#shared/usage/told.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { shield } from '#shared/text/formula.ts'
import { placeOfService } from '../moderation/reference-reads.ts'
import { delayIn, type Figures, freshnessOf, offerIn } from './figures.ts'

/** What everybody is told, made once for a while. */

const MONTHS = 12
const EVERY_MS = 10 * 60_000
export const LICENCE = 'Licence Ouverte / Open Licence 2.0'

const countInto = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1
}

const read = async (figures: Figures): Promise<StatistiquesPubliques> => {
  const { mois, reponses } = await figures.monthsOf(MONTHS)
  const facts = await figures.facts()
  const jour = figures.today()
  const { services, structures } = offerIn(facts, FRANCE)
  const sources: Record<string, number> = {}
  const thematiques: Record<string, number> = {}
  const departements: Record<string, { structures: number; services: number }> = {}
  const place = (code: string | null): { structures: number; services: number } =>
    (departements[code ?? ''] ??= { structures: 0, services: 0 })
  for (const one of services) {
    countInto(sources, one.source)
    for (const category of new Set(one.thematiques.map(categoryOf))) countInto(thematiques, category)
    place(placeOfService(facts, one)).services += 1
  }
  for (const { departement } of structures) place(departement).structures += 1
  return {
    licence: LICENCE,
    jour,
    reference: {
      structures: structures.length,
      services: services.length,
      sources,
      fraicheur: freshnessOf(services, jour),
      thematiques,
      departements,
    },
    mois: mois.map(({ mesures, ...one }) => ({
      ...one,
      mesures: Object.fromEntries(MESURES.map((mesure) => [mesure, { ...mesures[mesure], croises: {} }])) as typeof mesures,
    })),
    reponses: reponses.map(({ mois: name, total }) => ({ mois: name, total })),
    delai: delayIn(facts, FRANCE, jour),
    prochain: nextTold(jour),
  }
}

/** @param now milliseconds */
export const publicFigures = (figures: Figures, now: () => number): (() => Promise<StatistiquesPubliques>) => {
  let last: { readonly at: number; readonly told: Promise<StatistiquesPubliques> } | null = null
  return () => {
    if (last !== null && now() - last.at < EVERY_MS) return last.told
    const next = { at: now(), told: read(figures) }
    last = next
    next.told.catch(() => {
      if (last === next) last = null
    })
    return next.told
  }
}

const cell = (value: string): string => `"${shield(value).replaceAll('"', '""')}"`
/** As spreadsheets in French open it: UTF-8 with its mark, semicolons, CRLF. */
const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`

/** « secret »: a figure that is kept back; nobody takes it for a zero. */
const KEPT = 'secret'
const text = (n: number | null): string => (n === null ? KEPT : String(n))

const NAMES: Readonly<Record<Mesure, string>> = {
  recherches: 'recherches',
  fiches: 'fiches de service consultées',
  structures: 'fiches de structure consultées',
  mobilisations: 'mobilisations',
  imer: 'intentions de mise en relation',
  demandes: 'demandes reçues',
}

/** One figure a line: what it counts, of which month (none for the reference), of what. */
export const publicTable = ({ jour, reference, mois, reponses, delai }: StatistiquesPubliques): string => {
  const rows: string[][] = []
  const add = (mesure: string, quand: string, par: string, valeur: string, n: number | null): void =>
    void rows.push([mesure, quand, par, valeur, text(n)])
  add('structures référencées', jour, '', '', reference.structures)
  add('services référencés', jour, '', '', reference.services)
  for (const [par, counts] of [
    ['source', reference.sources],
    ['fraîcheur', reference.fraicheur],
    ['thématique', reference.thematiques],
  ] as const)
    for (const [valeur, n] of Object.entries(counts)) add('services référencés', jour, par, valeur, n)
  for (const [valeur, { structures, services }] of Object.entries(reference.departements).sort()) {
    add('structures référencées', jour, 'département', valeur, structures)
    add('services référencés', jour, 'département', valeur, services)
  }
  for (const { mois: name, postes, mesures } of mois) {
    add('postes', name, '', '', postes.total)
    for (const [valeur, n] of Object.entries(postes.departements)) add('postes', name, 'département', valeur, n)
    for (const mesure of MESURES) {
      const { total, departements, activites, thematiques } = mesures[mesure]
      add(NAMES[mesure], name, '', '', total)
      for (const [par, cells] of [
        ['département', departements],
        ['activité', activites],
        ['thématique', thematiques],
      ] as const)
        for (const [valeur, n] of Object.entries(cells)) add(NAMES[mesure], name, par, valeur, n)
    }
  }
  for (const { mois: name, total } of reponses)
    for (const valeur of SUITES)
      add('suites des demandes (à 5 près)', name, 'suite', valeur, total === null ? null : (total[valeur] ?? 0))
  if (delai !== null) add('délai médian de réponse, en jours', jour, '', '', delai.jours)
  return csv([['mesure', 'mois ou jour', 'par', 'valeur', 'nombre'], ...rows])
}
