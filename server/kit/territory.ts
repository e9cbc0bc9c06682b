import { publicPath } from '#shared/listing/public-link.ts'
import type { AgeFiche, Destinataire, DestinatairesDemande, Territoire } from '#shared/kit/territory.ts'
import { type EtatStructure, structureState } from '#shared/moderation/structure-state.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { fraicheurOf } from '#shared/usage/told.ts'
import type { DepartementDeploye } from '#shared/deployment/state.ts'
import type { ConstatsKit } from '#shared/kit/checklist.ts'
import { administrators, isDue, standingOf } from '../moderation/reference-reads.ts'
import type { Facts, ServiceFacts } from '../moderation/facts.ts'

/** What a territory is made of, counted from the facts of the panel. Obsolete structures are told as such, and counted nowhere else. */

const AGE: Readonly<Record<ReturnType<typeof fraicheurOf>, AgeFiche>> = {
  'moins-de-6-mois': 'moins-de-6-mois',
  'de-6-a-12-mois': 'de-6-a-12-mois',
  'de-1-a-2-ans': 'plus-d-un-an',
  'plus-de-2-ans': 'plus-d-un-an',
  inconnue: 'inconnue',
}

/** @param today ISO day */
const ageOf = ({ date_maj, verifie }: ServiceFacts, today: string): AgeFiche => {
  const last = [date_maj, ...Object.values(verifie ?? {})]
    .filter((day) => day !== '')
    .sort()
    .at(-1)
  return last === undefined ? 'inconnue' : AGE[fraicheurOf(last, today)]
}

const add = <K extends string>(counts: Partial<Record<K, number>>, key: K): void => {
  counts[key] = (counts[key] ?? 0) + 1
}

const byCount = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))

const structuresIn = (facts: Facts, departements: ReadonlySet<string>): string[] =>
  [...facts.structures.values()]
    .filter(({ departement }) => departement !== null && departements.has(departement))
    .map(({ id }) => id)
    .sort()

/** @param today ISO day */
export const territoireOf = (
  facts: Facts,
  departements: readonly string[],
  etats: readonly DepartementDeploye[],
  today: string,
): Territoire => {
  const here = new Set(departements)
  const par_etat: Partial<Record<EtatStructure, number>> = {}
  const par_age: Partial<Record<AgeFiche, number>> = {}
  const themes: Record<string, number> = {}
  const sources: Record<string, number> = {}
  const points: [number, number][] = []
  let [structures, services, stale, members, requests, recent] = [0, 0, 0, 0, 0, 0]
  for (const id of structuresIn(facts, here)) {
    const standing = standingOf(facts, id, today)
    if (standing === null) continue
    const etat = structureState(standing.told)
    add(par_etat, etat)
    if (etat === 'obsolete') continue
    structures += 1
    members += standing.people.filter(({ etat: state, actif }) => state === 'membre' && actif).length
    const received = facts.demandes.get(cibleKey({ kind: 'structure', id }))
    requests += received?.recues ?? 0
    recent += received?.recentes ?? 0
    const point = facts.structures.get(id)?.point ?? null
    if (point !== null) points.push([point[0], point[1]])
    for (const one of standing.published) {
      services += 1
      if (isDue(one, today)) stale += 1
      add(par_age, ageOf(one, today))
      add(sources, one.source)
      for (const category of new Set(one.thematiques.map(categoryOf))) add(themes, category)
    }
  }
  return {
    departements: [...departements],
    au: today,
    structures,
    par_etat,
    services,
    a_actualiser: stale,
    par_age,
    thematiques: byCount(themes).map(([valeur, n]) => ({ valeur, services: n })),
    sources: byCount(sources).map(([source, n]) => ({ source, services: n })),
    membres: members,
    demandes: requests,
    demandes_90_jours: recent,
    deploiement: etats.filter(({ departement }) => here.has(departement)),
    points,
  }
}

type Addressee = Omit<Destinataire, 'adresse'>

/** Structures in one of these states, in the order of their names; addresses are read from their rows. @param today ISO day */
export const destinatairesOf = (
  facts: Facts,
  { departements, etats }: DestinatairesDemande,
  publicUrl: string,
  today: string,
): Addressee[] => {
  const wanted: ReadonlySet<string> = new Set(etats)
  return structuresIn(facts, new Set(departements))
    .flatMap((id): Addressee[] => {
      const line = facts.structures.get(id)
      const standing = standingOf(facts, id, today)
      if (line === undefined || standing === null) return []
      const etat = structureState(standing.told)
      if (!wanted.has(etat)) return []
      return [
        {
          id,
          nom: line.nom,
          etat,
          departement: line.departement,
          siret: line.siret,
          telephone: line.telephone,
          courriel: line.courriel,
          services: standing.published.map(({ nom }) => nom).sort((a, b) => a.localeCompare(b, 'fr')),
          page: publicUrl + publicPath('structure', id),
          date_maj: line.date_maj,
        },
      ]
    })
    .sort((a, b) => a.nom.localeCompare(b.nom, 'fr') || (a.id < b.id ? -1 : 1))
}

/** What the first thirty days of a département are ticked by. */
export const constatsOf = (
  facts: Facts,
  departement: string,
  { etat_dit, kit_fait }: Pick<ConstatsKit, 'etat_dit' | 'kit_fait'>,
): ConstatsKit => {
  const ids = structuresIn(facts, new Set([departement])).filter((id) => facts.structures.get(id)?.obsolete === false)
  const here = new Set(ids)
  const services = ids.flatMap((id) => [...(facts.servicesOf.get(id) ?? [])]).flatMap((id) => facts.services.get(id) ?? [])
  const structureOf = (kind: 'structure' | 'service', id: string): string | null =>
    kind === 'structure' ? id : (facts.services.get(id)?.structureId ?? null)
  return {
    etat_dit,
    kit_fait,
    structures: ids.length,
    structures_validees: ids.filter((id) => facts.structures.get(id)?.moderation === 'VALIDATED').length,
    structures_administrees: ids.filter((id) => administrators(facts.people.get(id) ?? []).length > 0).length,
    services_publies: services.filter(({ statut, source }) => statut === 'PUBLISHED' && source === 'dora').length,
    demandes: ids.reduce((sum, id) => sum + (facts.demandes.get(cibleKey({ kind: 'structure', id }))?.recues ?? 0), 0),
    doublons_ouverts: [...facts.doublons.values()].filter(
      ({ kind, paire, etat }) => etat === 'propose' && paire.some((id) => here.has(structureOf(kind, id) ?? '')),
    ).length,
  }
}
