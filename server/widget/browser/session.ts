import { ask, type Failure } from './ask.ts'
import { make } from './dom.ts'
import { findLieux, makeForm } from './form.ts'
import { makeList, makePages } from './list.ts'
import { putMap } from './map-figure.ts'
import { firstQuestion, type Lieu, type Question, questionPath } from './question.ts'
import { amongServices, readResults, readStructure, type Result, type Results } from './result.ts'
import { SERVER } from './server-address.ts'
import type { Settings } from './settings.ts'
import { makeView, type View } from './view.ts'
import { countOf, failureText, titleOf, unknownText } from './words.ts'

/** One widget with its settings: the question, its answer, and what follows. */

export type Session = {
  readonly element: HTMLElement
  /** Asks the first question. */
  readonly begin: () => Promise<void>
}

type Structure = { readonly nom: string; readonly services: readonly Result[] }

const isFailure = (found: Results | Failure): found is Failure => 'etat' in found

/** @param next ends the question before, and gives the signal of the one that begins */
export const createSession = (settings: Settings, unknown: readonly string[], next: () => AbortSignal): Session => {
  let question: Question = firstQuestion(settings)
  let structure: Structure | null = null
  const form = makeForm(SERVER, settings, () => void submit())
  // A widget that is not what its site asked for searches nothing.
  const view: View = makeView(settings, settings.recherche && unknown.length === 0 ? form.element : null)
  const entitle = (): void => view.entitle(titleOf(settings, structure?.nom ?? '', question.lieu))

  /** Another question that came in the meantime has the floor. */
  const unlessReplaced = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const signal = next()
    try {
      await work(signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  const read = async (signal: AbortSignal): Promise<Results | Failure> => {
    if (structure !== null) return amongServices(structure.services, settings, question)
    const answer = await ask(SERVER + questionPath(settings, question), signal)
    if (answer.etat !== 'ok') return answer
    if (settings.structure === null) return readResults(answer.data) ?? { etat: 'panne' }
    structure = readStructure(answer.data)
    return structure === null ? { etat: 'panne' } : amongServices(structure.services, settings, question)
  }

  const turn = (page: number): Promise<void> =>
    unlessReplaced((signal) => {
      question = { ...question, page }
      return run(signal, true)
    })

  const show = async ({ items, total, pages }: Results, signal: AbortSignal, focus: boolean): Promise<void> => {
    const before = (question.page - 1) * settings.parPage
    const shown = items.map((result, index) => ({ rank: before + index + 1, result }))
    view.count(countOf(total, question.page, pages), focus)
    view.results.classList.remove('with-map')
    view.results.replaceChildren(
      make(
        'div',
        { class: 'texts' },
        makeList(SERVER, shown, settings.niveau),
        makePages(question.page, pages, (page) => void turn(page)),
      ),
    )
    if (settings.carte) await putMap(view.results, shown, { departement: settings.departement, lieu: question.lieu }, signal)
  }

  const run = async (signal: AbortSignal, focus = false): Promise<void> => {
    view.leadTo(question)
    view.wait(signal)
    const found = await read(signal)
    if (signal.aborted) return
    view.done()
    entitle()
    if (!isFailure(found)) return show(found, signal, focus)
    const final = found.etat === 'inconnu' || found.etat === 'refus'
    view.fail(failureText(found), final ? null : () => void unlessReplaced((again) => run(again)))
  }

  const submit = (): Promise<void> =>
    unlessReplaced(async (signal) => {
      const asked = await form.read(signal)
      if (asked === null || signal.aborted) return
      const lieu = asked.lieu ?? (settings.commune === null ? null : question.lieu)
      question = { ...question, ...asked, lieu, page: 1 }
      await run(signal)
    })

  /** The commune of the site has a name and a place, which only the server knows. */
  const locate = async (code: string, signal: AbortSignal): Promise<Lieu | null> => {
    view.wait(signal)
    const found = await findLieux(SERVER, { q: code, departement: null, region: null }, signal)
    if (signal.aborted) return null
    const lieu = found?.find((one) => one.code === code) ?? null
    if (lieu !== null) return lieu
    if (found === null) view.fail(failureText({ etat: navigator.onLine ? 'panne' : 'hors-ligne' }), () => void begin())
    else view.fail(unknownText([settings.commune === null ? 'lieu' : 'commune']), null)
    return null
  }

  const begin = (): Promise<void> =>
    unlessReplaced(async (signal) => {
      if (unknown.length > 0) return view.fail(unknownText(unknown), null)
      const code = settings.commune ?? settings.lieu
      if (code !== null) {
        const lieu = await locate(code, signal)
        if (lieu === null) return
        question = { ...question, lieu }
        form.setLieu(lieu)
      }
      await run(signal)
    })

  entitle()
  view.leadTo(question)
  return { element: view.section, begin }
}
