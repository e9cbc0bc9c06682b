import type { ReceptionPatch } from '#shared/orientation/commands.ts'
import {
  acceptanceMessage,
  acceptanceToPerson,
  fillPlaceholders,
  REFUSAL_CODES,
  REFUSAL_REASONS,
  refusalMessage,
} from '#shared/orientation/answers.ts'
import { numeroOf, type Reception } from '#shared/orientation/model.ts'
import type { Geste } from '#shared/orientation/life.ts'
import {
  acceptPage,
  type Asked,
  postponePage,
  type Reason,
  refuseMessagePage,
  refuseReasonsPage,
  writePage,
} from './answer-pages.ts'
import type { Problem } from './fields.ts'
import { dayProblem, type Form, isoDay, messageProblem, postponeRange } from './typed.ts'
import type { Page } from '../page.ts'

/** The answers that take a page of their own: what each is filled with beforehand, what was typed in it, what it orders. */

export type Scene = {
  readonly one: Reception
  /** Of the service; null when it is not known. */
  readonly adresse: string | null
  /** ISO day in Paris. */
  readonly today: string
}

type Draw = (asked: Asked, problems?: readonly Problem[]) => Page

/** `order`: null for a step on the way. `typed`: given back to whom it can no longer be taken from. */
export type Answered<C extends AnswerCommand> =
  | { readonly page: Draw; readonly order: null; readonly typed?: undefined }
  | { readonly page: Draw; readonly order: { readonly command: C; readonly patch: ReceptionPatch<C> }; readonly typed: string }

export type AnswerCommand = 'accept' | 'refuse' | 'postpone' | 'write'

type Answer<C extends AnswerCommand> = {
  readonly geste: Geste
  readonly blank: (scene: Scene) => Draw
  readonly read: (scene: Scene, form: Form) => Answered<C>
}

const aboutOf = ({ personne, service }: Reception) => ({
  personne: [personne.prenom, personne.nom].filter((part) => part !== '').join(' '),
  service: service.nom,
  structure: service.structure_nom,
})

const withProblems =
  (draw: (asked: Asked) => Page, own: readonly Problem[] = []): Draw =>
  (asked, problems = own) =>
    draw({ ...asked, problems })

const found = (...problems: readonly (Problem | null)[]): readonly Problem[] => problems.filter((one) => one !== null)

const accept: Answer<'accept'> = {
  geste: 'accepter',
  blank: ({ one, adresse }) => {
    const about = aboutOf(one)
    const typed = {
      message: fillPlaceholders(acceptanceMessage(about), { adresse }),
      message_personne: fillPlaceholders(acceptanceToPerson(about), { adresse }),
    }
    return withProblems((asked) => acceptPage(asked, typed))
  },
  read: ({ one, adresse }, form) => {
    const typed = { message: form.one('message'), message_personne: form.one('message_personne') }
    const toPerson = one.personne.courriel !== ''
    const problems = found(
      messageProblem({ champ: 'message', text: typed.message, required: true, adresse }),
      toPerson ? messageProblem({ champ: 'message_personne', text: typed.message_personne, required: true, adresse }) : null,
    )
    const page = withProblems((asked) => acceptPage(asked, typed), problems)
    if (problems.length > 0) return { page, order: null }
    const message_personne = toPerson ? typed.message_personne.trim() : null
    return {
      page,
      order: { command: 'accept', patch: { message: typed.message.trim(), message_personne } },
      typed: [typed.message, message_personne ?? ''].join('\n\n'),
    }
  },
}

const REASONS: readonly Reason[] = REFUSAL_REASONS.map(({ value, label }) => ({
  value,
  // The message is on the next page.
  label: value === 'autre' ? 'Autre, à préciser dans le message' : label,
}))

const refuse: Answer<'refuse'> = {
  geste: 'refuser',
  blank: () => withProblems((asked) => refuseReasonsPage(asked, REASONS, { motifs: [], message: '', prepare: '' })),
  read: ({ one, adresse }, form) => {
    const motifs = form.all('motifs').filter((value) => REFUSAL_CODES.has(value))
    const [prepared, message, prepare] = [refusalMessage(motifs, aboutOf(one)), form.one('message'), form.one('prepare')]
    const reasons = (problems: readonly Problem[]) =>
      withProblems((asked) => refuseReasonsPage(asked, REASONS, { motifs, message, prepare }), problems)
    if (form.one('retour') !== '') return { page: reasons([]), order: null }
    if (motifs.length === 0) return { page: reasons([{ champ: 'motifs', message: 'Cochez au moins un motif.' }]), order: null }
    const written = (text: string, problems: readonly Problem[]) =>
      withProblems((asked) => refuseMessagePage(asked, REASONS, { motifs, message: text, prepare: prepared }), problems)
    // What somebody wrote by hand follows them from one step to the other; what was prepared follows the reasons.
    if (form.one('etape') !== 'message')
      return { page: written(message.trim() === prepare.trim() ? prepared : message, []), order: null }
    const unsaid = motifs.includes('autre') && message.trim() === prepared.trim()
    const problem = unsaid
      ? { champ: 'message', message: 'Vous avez coché «\u202fAutre\u202f»\u202f: dites la raison dans le message.' }
      : messageProblem({ champ: 'message', text: message, required: true, adresse })
    const page = written(message, found(problem))
    return problem === null
      ? { page, order: { command: 'refuse', patch: { motifs: [...motifs], message: message.trim() } }, typed: message }
      : { page, order: null }
  },
}

const postpone: Answer<'postpone'> = {
  geste: 'reporter',
  blank: ({ today, one }) =>
    withProblems((asked) => postponePage(asked, { pas_avant: one.pas_avant ?? '', message: '' }, postponeRange(today))),
  read: ({ today, adresse }, form) => {
    const typed = { pas_avant: isoDay(form.one('pas_avant')), message: form.one('message') }
    const problems = found(
      dayProblem(typed.pas_avant, today),
      messageProblem({ champ: 'message', text: typed.message, required: false, adresse }),
    )
    const page = withProblems((asked) => postponePage(asked, typed, postponeRange(today)), problems)
    if (problems.length > 0) return { page, order: null }
    const patch = { pas_avant: typed.pas_avant, message: typed.message.trim() }
    return { page, order: { command: 'postpone', patch }, typed: typed.message }
  },
}

const COPIES: Readonly<Record<'beneficiaire' | 'prescripteur', readonly ('prescripteur' | 'referent' | 'beneficiaire')[]>> = {
  beneficiaire: ['prescripteur', 'referent'],
  prescripteur: ['referent', 'beneficiaire'],
}

/** Nothing is said yet. */
const begun = (a: 'beneficiaire' | 'prescripteur', one: Reception): string =>
  a === 'prescripteur' ? `Bonjour,\n\nÀ propos de votre demande ${numeroOf(one.id)}\u202f: ` : 'Bonjour,\n\n'

const write = (a: 'beneficiaire' | 'prescripteur'): Answer<'write'> => ({
  geste: `ecrire-${a}`,
  blank: ({ one }) => withProblems((asked) => writePage(asked, a, { message: begun(a, one), copies: [] })),
  read: ({ one, adresse }, form) => {
    const copies = COPIES[a].filter((copy) => form.all('copies').includes(copy))
    const typed = { message: form.one('message'), copies }
    const mail = one.personne.courriel
    const nothing = typed.message.trim() === begun(a, one).trim()
    const problems = found(
      messageProblem({ champ: 'message', text: nothing ? '' : typed.message, required: true, adresse }),
      mail === '' && (a === 'beneficiaire' || copies.includes('beneficiaire'))
        ? {
            champ: 'message',
            message: 'Aucun e-mail n’est connu pour cette personne\u202f: appelez-la, ou écrivez au prescripteur.',
          }
        : null,
    )
    const page = withProblems((asked) => writePage(asked, a, typed), problems)
    if (problems.length > 0) return { page, order: null }
    return { page, order: { command: 'write', patch: { a, message: typed.message.trim(), copies } }, typed: typed.message }
  },
})

/** By the last part of their address. */
export const ANSWERS = {
  accepter: accept,
  refuser: refuse,
  reporter: postpone,
  'ecrire-beneficiaire': write('beneficiaire'),
  'ecrire-prescripteur': write('prescripteur'),
} as const satisfies Readonly<Record<string, Answer<AnswerCommand>>>
export type AnswerName = keyof typeof ANSWERS

export const isAnswer = (name: string): name is AnswerName => Object.hasOwn(ANSWERS, name)
