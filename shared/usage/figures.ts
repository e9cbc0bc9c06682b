import { z } from 'zod'
import { categoryOf } from '../reference/thematiques.ts'
import { type Cell, count, emptyCell, isTellable, type Labelled, rounded, roundedAll, tellLabels, tellParts } from './cells.ts'
import { AU_MOINS, type Fait } from './event.ts'

/**
 * Figures of a calendar month of use. A desk has another name each month (event.ts, `poste`): people are counted within one, and what
 * is said of a longer time is the sum of what was told of its months.
 */

/** Null: kept back, for it concerns fewer than `AU_MOINS` people, or would tell of so few by difference. */
const Cellule = z.int().min(0).nullable()
const Cellules = z.record(z.string(), Cellule)

/** What is counted. `imer`: intentions of being put in touch, main figure of DORA (dora-backend.md §7.2). */
export const MESURES = ['recherches', 'fiches', 'structures', 'mobilisations', 'imer', 'demandes'] as const
export type Mesure = (typeof MESURES)[number]

/** A key that is not there is zero, when the total is told; nothing is known of any when it is not. */
export const Tableau = z.object({
  total: Cellule,
  /** By code; '' for those of which no place was said. */
  departements: Cellules,
  /** By activity (shared/reference/activites.ts); '' when nobody said. */
  activites: Cellules,
  /** By category; one may have several. */
  thematiques: Cellules,
  /** Département → category, by fives. */
  croises: z.record(z.string(), Cellules),
})
export type Tableau = z.infer<typeof Tableau>

export const ChiffresMois = z.object({
  /** `YYYY-MM` */
  mois: z.string(),
  /** Desks that told anything. */
  postes: z.object({ total: Cellule, departements: Cellules }),
  mesures: z.record(z.enum(MESURES), Tableau),
})
export type ChiffresMois = z.infer<typeof ChiffresMois>

/** What a structure is told of itself for a month, by fives. Null: nobody, or fewer than `AU_MOINS` people. */
const Vu = z.object({ recherches: Cellule, fiches: Cellule, mobilisations: Cellule })
export type Vu = z.infer<typeof Vu>
export const ChiffresStructure = Vu.extend({
  /** Times that its own sheet was seen. */
  structure: Cellule,
  services: z.record(z.string(), Vu),
})
export type ChiffresStructure = z.infer<typeof ChiffresStructure>

/** What an event is about: the server's to know. Null for a sheet that is no longer there. */
export type Joins = {
  readonly service: (
    id: string,
  ) => { readonly structure: string | null; readonly departement: string | null; readonly thematiques: readonly string[] } | null
  readonly structure: (id: string) => { readonly departement: string | null } | null
}

/** An event of use, as the server keeps it (server/store/types.ts). */
export type Told = {
  readonly poste: string
  readonly activite: string | null
  readonly departement: string | null
  readonly fait: Fait
}
/** A request that its structure received. */
export type Demande = {
  /** Who sent it: their account, never told. */
  readonly auteur: string
  readonly structure: string | null
  readonly departement: string | null
  readonly thematiques: readonly string[]
}

/** What counts as an intention of being put in touch: a request is one by its row. */
const CONTACT: ReadonlySet<string> = new Set(['telephone', 'courriel', 'lien', 'contact'])
const [BY_DESK, BY_SENDER] = [0, 1]

const NONE = ''
const cellIn = (cells: Map<string, Cell>, key: string, populations: number): Cell => {
  const known = cells.get(key)
  if (known !== undefined) return known
  const made = emptyCell(populations)
  cells.set(key, made)
  return made
}

type One = {
  readonly who: string
  readonly population: number
  readonly departement: string | null
  readonly activite?: string | null
  readonly thematiques?: readonly string[]
}

const createTable = (populations: number) => {
  const total = emptyCell(populations)
  const departements = new Map<string, Cell>()
  const activites = new Map<string, Cell>()
  /** Of each whole, here '' for all of it, what was counted by set of categories. */
  const sets = new Map<string, Map<string, Cell>>()

  const add = ({ who, population, departement, activite, thematiques }: One): void => {
    const where = departement ?? NONE
    count(total, who, population)
    count(cellIn(departements, where, populations), who, population)
    if (activite !== undefined) count(cellIn(activites, activite ?? NONE, populations), who, population)
    if (thematiques === undefined) return
    const set = [...new Set(thematiques.map(categoryOf))].sort().join(' ')
    for (const whole of [ALL, where]) {
      const known = sets.get(whole) ?? new Map<string, Cell>()
      sets.set(whole, known)
      count(cellIn(known, set, populations), who, population)
    }
  }

  /** Categories of a whole, from what was counted by set of them. */
  const labelsOf = (whole: string): ReadonlyMap<string, Labelled> => {
    const counted = [...(sets.get(whole) ?? [])].map(([set, cell]) => ({ set: new Set(set.split(' ')), cell }))
    const categories = new Set(counted.flatMap(({ set }) => [...set]).filter((one) => one !== NONE))
    const sum = (cells: readonly Cell[]): Cell => ({
      n: cells.reduce((n, cell) => n + cell.n, 0),
      gens: Array.from({ length: populations }, (_, at) => new Set(cells.flatMap(({ gens }) => [...(gens[at] ?? [])]))),
    })
    return new Map(
      [...categories].sort().map((one) => [
        one,
        {
          avec: sum(counted.filter(({ set }) => set.has(one)).map(({ cell }) => cell)),
          sans: sum(counted.filter(({ set }) => !set.has(one)).map(({ cell }) => cell)),
        },
      ]),
    )
  }

  const tell = (): Tableau => {
    if (!isTellable(total)) return { total: null, departements: {}, activites: {}, thematiques: {}, croises: {} }
    const told = tellParts(departements)
    const croises = Object.entries(told).flatMap(([code, n]) => {
      const cells = n === null || code === NONE ? {} : roundedAll(tellLabels(labelsOf(code)))
      return Object.keys(cells).length === 0 ? [] : [[code, cells] as const]
    })
    return {
      total: total.n,
      departements: told,
      activites: tellParts(activites),
      thematiques: tellLabels(labelsOf(ALL)),
      croises: Object.fromEntries(croises),
    }
  }
  return { add, tell }
}
/** No département has that code, and none is ''. */
const ALL = '*'

type Sheet = { readonly recherches: Cell; readonly fiches: Cell; readonly mobilisations: Cell }
const createSheet = (): Sheet => ({ recherches: emptyCell(), fiches: emptyCell(), mobilisations: emptyCell() })
const tellOne = (cell: Cell): number | null => (cell.n > 0 && isTellable(cell) ? rounded(cell.n) : null)
const tellSheet = ({ recherches, fiches, mobilisations }: Sheet): Vu => ({
  recherches: tellOne(recherches),
  fiches: tellOne(fiches),
  mobilisations: tellOne(mobilisations),
})

const isSilent = (told: object): boolean => Object.values(told).every((n) => n === null)

const createStructures = () => {
  const known = new Map<string, { readonly own: Sheet; readonly seen: Cell; readonly services: Map<string, Sheet> }>()
  const of = (id: string) => {
    const one = known.get(id) ?? { own: createSheet(), seen: emptyCell(), services: new Map<string, Sheet>() }
    known.set(id, one)
    return one
  }
  const serviceOf = (structure: string, id: string): Sheet => {
    const { services } = of(structure)
    const one = services.get(id) ?? createSheet()
    services.set(id, one)
    return one
  }
  return {
    search: (poste: string, found: readonly { readonly structure: string; readonly service: string }[]): void => {
      for (const { structure, service } of found) count(serviceOf(structure, service).recherches, poste)
      for (const id of new Set(found.map(({ structure }) => structure))) count(of(id).own.recherches, poste)
    },
    service: (poste: string, structure: string, id: string, what: 'fiches' | 'mobilisations'): void => {
      count(serviceOf(structure, id)[what], poste)
      count(of(structure).own[what], poste)
    },
    seen: (poste: string, id: string): void => count(of(id).seen, poste),
    /** Those of which something is told. */
    tell: (): ReadonlyMap<string, ChiffresStructure> =>
      new Map(
        [...known].flatMap(([id, { own, seen, services }]) => {
          const told = { ...tellSheet(own), structure: tellOne(seen) }
          if (isSilent(told)) return []
          const those = [...services].map(([service, sheet]) => [service, tellSheet(sheet)] as const)
          return [[id, { ...told, services: Object.fromEntries(those.filter(([, one]) => !isSilent(one))) }]]
        }),
      ),
  }
}

/** Desks as a set of people, each of any number of départements. */
const createDesks = () => {
  const all = new Set<string>()
  const by = new Map<string, Set<string>>()
  return {
    add: (poste: string, departement: string | null): void => {
      all.add(poste)
      if (departement === null) return
      const those = by.get(departement) ?? new Set<string>()
      by.set(departement, those.add(poste))
    },
    tell: (): ChiffresMois['postes'] => {
      const enough = (n: number): boolean => n === 0 || n >= AU_MOINS
      if (!enough(all.size)) return { total: null, departements: {} }
      const told = [...by].map(([code, { size }]) => [code, enough(size) && enough(all.size - size) ? size : null] as const)
      return { total: all.size, departements: Object.fromEntries(told) }
    },
  }
}

export type MonthOfUse = {
  readonly add: (event: Told) => void
  readonly request: (one: Demande) => void
  /** Nothing was told of that month. */
  readonly isEmpty: () => boolean
  /** What may be told. */
  readonly tell: () => { readonly mois: ChiffresMois; readonly structures: ReadonlyMap<string, ChiffresStructure> }
}

/** Takes what happened in a month, in any order. @param mois `YYYY-MM` */
export const createMonthOfUse = (mois: string, joins: Joins): MonthOfUse => {
  const tables = {
    recherches: createTable(1),
    fiches: createTable(1),
    structures: createTable(1),
    mobilisations: createTable(1),
    demandes: createTable(1),
    imer: createTable(2),
  } satisfies Record<Mesure, unknown>
  const structures = createStructures()
  const desks = createDesks()
  /** Once for each person, structure and département. */
  const intentions = new Set<string>()
  let empty = true

  const intend = (population: number, who: string, structure: string | null, departement: string | null): void => {
    const key = JSON.stringify([population, who, structure, departement])
    if (intentions.has(key)) return
    intentions.add(key)
    tables.imer.add({ who, population, departement })
  }

  const add = ({ poste, activite, departement: needed, fait }: Told): void => {
    empty = false
    const one = { who: poste, population: BY_DESK, activite }
    switch (fait.type) {
      case 'recherche': {
        desks.add(poste, needed)
        tables.recherches.add({ ...one, departement: needed, thematiques: fait.thematiques })
        const found = [...new Set(fait.premiers)].flatMap((service) => {
          const structure = joins.service(service)?.structure ?? null
          return structure === null ? [] : [{ structure, service }]
        })
        structures.search(poste, found)
        return
      }
      case 'service':
      case 'mobilisation': {
        const sheet = joins.service(fait.service_id)
        const departement = sheet?.departement ?? needed
        const what = fait.type === 'service' ? 'fiches' : 'mobilisations'
        desks.add(poste, departement)
        tables[what].add({ ...one, departement, thematiques: sheet?.thematiques ?? [] })
        const structure = sheet?.structure ?? null
        if (structure !== null) structures.service(poste, structure, fait.service_id, what)
        if (fait.type === 'mobilisation' && CONTACT.has(fait.geste)) intend(BY_DESK, poste, structure, departement)
        return
      }
      case 'structure': {
        const departement = joins.structure(fait.structure_id)?.departement ?? needed
        desks.add(poste, departement)
        tables.structures.add({ ...one, departement })
        structures.seen(poste, fait.structure_id)
        return
      }
      case 'sans-solution':
        desks.add(poste, needed)
    }
  }

  return {
    add,
    request: ({ auteur, structure, departement, thematiques }) => {
      empty = false
      tables.demandes.add({ who: auteur, population: BY_DESK, departement, thematiques })
      intend(BY_SENDER, auteur, structure, departement)
    },
    isEmpty: () => empty,
    tell: () => ({
      mois: {
        mois,
        postes: desks.tell(),
        mesures: {
          recherches: tables.recherches.tell(),
          fiches: tables.fiches.tell(),
          structures: tables.structures.tell(),
          mobilisations: tables.mobilisations.tell(),
          imer: tables.imer.tell(),
          demandes: tables.demandes.tell(),
        },
      },
      structures: structures.tell(),
    }),
  }
}
