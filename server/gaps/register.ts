import type { Carte, CarteAsked, Ligne, Registre, RegistreAsked } from '#shared/gaps/line.ts'
import { createNeed, type ToldNeed } from '#shared/gaps/need.ts'
import { offeredOn } from '#shared/gaps/offered.ts'
import { quarterOf, quarterSpan } from '#shared/gaps/quarter.ts'
import { besoinOf, createGround, gapsOf, type Ground, offerAt, offreOf } from '#shared/gaps/register.ts'
import { measureSupply, type Offered } from '#shared/gaps/supply.ts'
import type { Territory } from '#shared/gaps/territory.ts'
import { themeIndex } from '#shared/gaps/themes.ts'
import { DEPARTEMENTS, departementsOf } from '#shared/geo/divisions.ts'
import { parisDay } from '#shared/listing/days.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { type Actor, may } from '#shared/rights.ts'
import { createTurns } from '../moderation/reference-turns.ts'
import type { SyncStore } from '../store/types.ts'
import type { Offerings } from './offerings.ts'

/** The register of gaps of the whole country, made once for everybody, and what each may read of it. */

type Parts = {
  readonly store: Pick<SyncStore, 'usage'>
  readonly offerings: () => Promise<Offerings>
  readonly territory: () => Promise<Territory>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Searches come all the time: what was counted is counted again after that. */
const FRESH_MS = 10_000
/** Counting is never most of what a server does: what took long is kept for so many times as long. */
const SLOW = 5
const QUARTERS_KEPT = 2
/** What there is takes seconds to measure for the whole country, and seldom changes by much. */
const GROUND_MS = 60_000

const ALL_DEPARTEMENTS = DEPARTEMENTS.map(({ code }) => code)

const mayLook = (actor: Actor, departement: string): boolean => may(actor, 'manques.voir', { structureId: null, departement })

/** Every département of it is theirs. */
const isTheirs = (actor: Actor, { niveau, departement, region }: Ligne): boolean => {
  if (departement !== null) return mayLook(actor, departement)
  const all = niveau === 'region' && region !== null ? departementsOf(region) : ALL_DEPARTEMENTS
  return all.every((one) => mayLook(actor, one))
}

type Counted = {
  readonly trimestre: string
  readonly ground: Ground
  readonly needs: readonly ToldNeed[]
  readonly lines: readonly Ligne[]
}

type GapRegister = {
  readonly registre: (actor: Actor, asked: RegistreAsked) => Promise<Registre>
  /** A theme that is none has no zone. */
  readonly carte: (actor: Actor, asked: CarteAsked) => Promise<Carte>
}

function* offered({ services, obsolete }: Offerings, today: string): Generator<Offered> {
  for (const one of services.values()) {
    const here = offeredOn(one, today, obsolete)
    if (here !== null) yield here
  }
}

export const createGapRegister = ({ store, offerings, territory, now }: Parts): GapRegister => {
  let known: { readonly key: string; readonly at: number; readonly ground: Promise<Ground> } | null = null
  const groundOf = async (today: string): Promise<Ground> => {
    if (known !== null && known.key.endsWith(today) && Math.abs(now() - known.at) < GROUND_MS) return known.ground
    const facts = await offerings()
    const key = `${facts.version} ${today}`
    if (known?.key === key) known = { ...known, at: now() }
    else {
      const ground = territory().then(async (place) => {
        const turn = createTurns()
        return createGround(place, await measureSupply(place, offered(facts, today), turn), turn)
      })
      known = { key, at: now(), ground }
      // That one, however often it was said to be fresh meanwhile.
      ground.catch(() => {
        if (known?.ground === ground) known = null
      })
    }
    return known.ground
  }

  const count = async (trimestre: string): Promise<Counted> => {
    const ground = await groundOf(parisDay(now()))
    const need = createNeed(ground.territory)
    const turn = createTurns()
    for await (const said of store.usage.scan(quarterSpan(trimestre), { types: ['recherche', 'sans-solution'] })) {
      need.add(said)
      await turn()
    }
    const needs = await need.told(turn)
    return { trimestre, ground, needs, lines: await gapsOf(ground, needs, turn) }
  }

  /** The last few quarters asked for. `until`: no end while it is being counted. */
  const counts = new Map<string, { readonly counted: Promise<Counted>; until: number }>()
  const counted = (trimestre: string | null): Promise<Counted> => {
    const asked = trimestre ?? quarterOf(parisDay(now()))
    const found = counts.get(asked)
    if (found !== undefined && now() < found.until) return found.counted
    const started = now()
    const entry = { counted: count(asked), until: Infinity }
    counts.delete(asked)
    counts.set(asked, entry)
    entry.counted.then(
      () => (entry.until = now() + Math.max(FRESH_MS, SLOW * (now() - started))),
      () => {
        if (counts.get(asked) === entry) counts.delete(asked)
      },
    )
    for (const oldest of counts.keys()) {
      if (counts.size <= QUARTERS_KEPT) break
      counts.delete(oldest)
    }
    return entry.counted
  }

  return {
    registre: async (actor, { trimestre, departement, categorie, preuve, limite }) => {
      const { trimestre: told, lines } = await counted(trimestre)
      const theirs = lines.filter(
        (line) =>
          isTheirs(actor, line) &&
          (departement === null || line.departement === departement) &&
          (preuve === null || line.preuves.includes(preuve)),
      )
      const categories: Record<string, number> = {}
      for (const { thematique } of theirs) categories[categoryOf(thematique)] = (categories[categoryOf(thematique)] ?? 0) + 1
      const wanted = categorie === null ? theirs : theirs.filter(({ thematique }) => categoryOf(thematique) === categorie)
      const { to } = quarterSpan(told)
      const today = parisDay(now())
      return {
        trimestre: told,
        jusqu_au: to < today ? to : today,
        total: wanted.length,
        lignes: wanted.slice(0, limite),
        categories,
        departements: actor?.equipe === true ? null : (actor?.departements ?? []).toSorted(),
      }
    },
    carte: async (actor, { trimestre, departement, thematique }) => {
      const { trimestre: told, ground, needs } = await counted(trimestre)
      const theme = themeIndex(thematique)
      const { zones } = ground.territory
      const needAt = new Map(
        needs.flatMap((need) => (need.niveau === 'zone' && need.theme === theme ? [[need.zones[0] ?? -1, need] as const] : [])),
      )
      return {
        trimestre: told,
        thematique,
        zones:
          theme === undefined
            ? []
            : [...zones.entries()].flatMap(([at, { code, nom, departement: own, point }]) => {
                if (!mayLook(actor, own) || (departement !== null && departement !== own)) return []
                const { population, offre } = offerAt(ground, { theme, niveau: 'zone', code, zones: [at] })
                const need = needAt.get(at)
                return [
                  {
                    code,
                    nom,
                    departement: own,
                    point: point === null ? null : [...point],
                    population,
                    besoin: need === undefined ? null : besoinOf(need),
                    offre: offreOf(offre),
                  },
                ]
              }),
      }
    },
  }
}
