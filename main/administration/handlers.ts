import { z } from 'zod'
import { Courrier } from '#shared/administration/courrier.ts'
import { Imports } from '#shared/administration/import.ts'
import { type EntreeJournal, type FiltreJournal, PageJournal, VerdictJournal } from '#shared/administration/journal.ts'
import { EntreeComptee } from '#shared/administration/referentiel.ts'
import { Sources } from '#shared/administration/source.ts'
import { Lancement, Tache } from '#shared/administration/tache.ts'
import { parisDay } from '#shared/listing/days.ts'
import { type Actor, may } from '#shared/rights.ts'
import { createAccountApi, done } from '../account/api.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { TABLE_TYPES, writeInThread } from '../table/writing.ts'
import { choicesOf, featuresOf } from './rows.ts'

export type AdministrationHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `administration.${string}`>>

type Options = {
  /** Rows of the desk's own catalogue. */
  readonly others: CatalogueTold['others']
  readonly actor: () => Promise<Actor>
  readonly link: Pick<ServerLink, 'request' | 'readBack'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

const V1 = ['administration', 'v1'] as const
const COLUMNS = ['n', 'le', 'action', 'acteur', 'nom_acteur', 'objet', 'identifiant', 'nom_objet', 'legal', 'details']

const lineOf = ({ n, le, action, acteur, objet, legal, details }: EntreeJournal): string[] => [
  String(n),
  le,
  action,
  acteur.id,
  acteur.nom ?? '',
  objet.kind,
  objet.id,
  objet.nom ?? '',
  legal ? 'oui' : 'non',
  JSON.stringify(details),
]

/** What is not asked for is not written: the server takes an empty text for one. */
const said = ({ action, objet, jour }: FiltreJournal) => ({
  ...(action === undefined || action === '' ? {} : { action }),
  ...(objet === undefined || objet === '' ? {} : { objet }),
  ...(jour === undefined ? {} : { jour }),
})

/** What keeps the server, for the team: asked of it each time, and kept nowhere here. */
export const createAdministrationHandlers = ({ others, actor, link, now = Date.now }: Options): AdministrationHandlers => {
  const { ask } = createAccountApi(link)

  /** Every entry that is asked for, the newest first. */
  const wholeJournal = async (filtre: FiltreJournal): Promise<EntreeJournal[]> => {
    const all: EntreeJournal[] = []
    for (let avant: number | null = null; ;) {
      const body = { ...said(filtre), ...(avant === null ? {} : { avant }) }
      const page: PageJournal = await ask('POST', [...V1, 'journal', 'export'], { answer: PageJournal, body })
      all.push(...page.entrees)
      if (page.suite === null) return all
      avant = page.suite
    }
  }

  return {
    'administration.taches': () => ask('GET', [...V1, 'taches'], { answer: z.array(Tache) }),
    'administration.lancer': ({ id }) => ask('POST', [...V1, 'taches', id], { answer: Lancement }),
    'administration.courrier': () => ask('GET', [...V1, 'courrier'], { answer: Courrier }),
    'administration.reessayer': ({ id }) => ask('POST', [...V1, 'courrier', id, 'reessayer'], { answer: done }),
    'administration.abandonner': ({ id }) => ask('DELETE', [...V1, 'courrier', id], { answer: done }),
    'administration.adresse': ({ id }) =>
      ask('POST', [...V1, 'courrier', id, 'adresse'], { answer: z.object({ courriel: z.string() }) }),
    'administration.journal': ({ avant, ...filtre }) =>
      ask('GET', [...V1, 'journal'], {
        answer: PageJournal,
        query: { ...said(filtre), ...(avant === null ? {} : { avant: String(avant) }) },
      }),
    'administration.verifier': () => ask('POST', [...V1, 'journal', 'verifier'], { answer: VerdictJournal }),
    'administration.exporter': async (filtre) => {
      const entries = await wholeJournal(filtre)
      const table = { feuille: 'Journal', colonnes: COLUMNS, lignes: entries.map(lineOf) }
      return {
        nom: `journal-${parisDay(now())}.csv`,
        type: TABLE_TYPES.csv,
        base64: await writeInThread(table, 'csv'),
        entrees: entries.length,
      }
    },
    'administration.imports': () => ask('GET', [...V1, 'imports'], { answer: Imports }),
    'administration.sources': () => ask('GET', [...V1, 'sources'], { answer: Sources }),
    'administration.fonctions': async () => ({
      fonctions: await featuresOf(others),
      modifier: may(await actor(), 'administration.tenir'),
    }),
    'administration.fermer': async ({ departement, fermees, motif }) => {
      await ask('POST', [...V1, 'fonctions', departement], { answer: done, body: { fermees, motif } })
      link.readBack()
    },
    'administration.choix': () => choicesOf(others),
    'administration.referentiels': () => ask('GET', [...V1, 'referentiels'], { answer: z.array(EntreeComptee) }),
    'administration.changer': async (geste) => {
      await ask('POST', [...V1, 'referentiels'], { answer: done, body: geste })
      link.readBack()
    },
  }
}
