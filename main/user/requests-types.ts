import type { AnswerTemplate, OrientationAct, OrientationLine, Sens } from '#shared/contract/orientation.ts'
import type { Attachment, DraftContent, DraftService } from '#shared/orientation/draft.ts'
import type { Envoi, NouvelleDemande, Reception } from '#shared/orientation/model.ts'

/**
 * Requests sent and received, as the precious file has them: rows that the server told, with what was done here and is not told yet
 * over them. What every method fails with, beside what is said of it: `compte-non-connecte` for one that writes when nobody is
 * signed in, `donnees-utilisateur-lecture-seule`, `ecriture-impossible`.
 */

/** What the server refused of what was done here, until the person sends it again or gives it up (`sync.retry`, `sync.cancel`). */
export type Refusal = {
  readonly mut_id: string
  /** In French, ready to show. */
  readonly message: string
  /** `<kind>.<command>` that was refused (shared/orientation/commands.ts). */
  readonly type: string
  /** What the person had written with it; '' when nothing was. Sealed on the disk. */
  readonly texte: string
}

export type SeenRequest<T> = {
  /** The server's row with what waits over it. */
  readonly doc: T
  /** Sent from here and not taken by the server yet, or refused by it: nobody else is known to have it. */
  readonly ici: boolean
  /** `pieces`: not sent yet, its files are on their way. */
  readonly envoi: OrientationLine['envoi']
  /** The latest refusal; null when nothing is refused. */
  readonly refus: Refusal | null
  readonly muette: boolean
}

export type SendRequest = {
  readonly draftId: string
  /** The desk says by itself when it was made and which files go with it. */
  readonly request: Omit<NouvelleDemande, 'pieces' | 'cree_le'>
  /** For display, until the server tells its own. */
  readonly service: Envoi['service']
  readonly prescripteur: Envoi['prescripteur']
  /** The structure that sends is not validated: shown as held by moderation until the server tells. */
  readonly retenue: boolean
  /** Of the draft that was looked at: fails with `brouillon-modifie-ailleurs` when another save has come since. */
  readonly version?: number
}

/** The draft of a request that was sent, as long as this desk keeps it. */
export type KeptDraft = {
  readonly draftId: string
  readonly service: DraftService
  readonly content: DraftContent
  /** Those whose file is still there. */
  readonly attachments: readonly Attachment[]
}

export type RequestsStore = {
  /** Newest first. `illisibles`: rows that could not be read back, or that a newer server writes otherwise: said, never hidden. */
  readonly all: () => {
    readonly envois: readonly SeenRequest<Envoi>[]
    readonly receptions: readonly SeenRequest<Reception>[]
    readonly illisibles: number
  }
  /** @throws DoraError `orientation-introuvable` */
  readonly one: {
    (sens: 'envoi', id: string): SeenRequest<Envoi>
    (sens: 'reception', id: string): SeenRequest<Reception>
  }
  /**
   * Outbox row and mark on the draft in one transaction: from then on it is sent, whatever happens to the desk.
   * @throws DoraError `brouillon-introuvable`, `brouillon-modifie-ailleurs`, `piece-introuvable`, `orientation-sans-structure`,
   * `orientation-incomplete` (the server could not read it)
   */
  readonly send: (ask: SendRequest) => { readonly id: string }
  /**
   * The draft is back in the list as it was, with the reason of the refusal when it was refused; the refused (or not yet sent) request is given up.
   * @throws DoraError `orientation-introuvable`; `orientation-geste` when the server may have it
   */
  readonly resume: (id: string) => { readonly draftId: string }
  /** Null when this desk does not have it: sent from another one, or no longer kept. */
  readonly draftOf: (id: string) => KeptDraft | null
  /** A new draft with that content, and copies of the files that this desk still has. */
  readonly copy: (ask: { readonly from: string; readonly service: DraftService; readonly content: DraftContent }) => {
    readonly draftId: string
    /** Files of the first one that could not be copied. */
    readonly manques: number
  }
  /** @throws DoraError `orientation-introuvable`; `orientation-geste` when what is shown does not allow it */
  readonly act: (act: OrientationAct) => void
  readonly mute: (ask: { readonly sens: Sens; readonly id: string; readonly muette: boolean }) => void
  readonly templates: () => readonly AnswerTemplate[]
  /** `id` null for a new one. @throws DoraError `orientation-introuvable` */
  readonly saveTemplate: (template: Omit<AnswerTemplate, 'id'> & { readonly id: string | null }) => AnswerTemplate
  readonly removeTemplate: (id: string) => void
}

/**
 * The same in the worker, one argument each, as the screens' thread calls them:
 * `requests.one({ sens, id })`, `requests.send(ask)`, `requests.resume({ id })`, `requests.draftOf({ id })`,
 * `requests.copy(ask)`, `requests.act(act)`, `requests.mute(ask)`, `requests.templates(undefined)`, `requests.saveTemplate(template)`,
 * `requests.removeTemplate({ id })`.
 */
export type RequestsWorker = {
  /** The side that was asked is the one that is not null. */
  readonly 'requests.one': (ask: { readonly sens: Sens; readonly id: string }) => {
    readonly envoi: SeenRequest<Envoi> | null
    readonly reception: SeenRequest<Reception> | null
  }
  readonly 'requests.send': RequestsStore['send']
  readonly 'requests.resume': (ask: { readonly id: string }) => { readonly draftId: string }
  readonly 'requests.draftOf': (ask: { readonly id: string }) => KeptDraft | null
  readonly 'requests.copy': RequestsStore['copy']
  readonly 'requests.act': RequestsStore['act']
  readonly 'requests.mute': RequestsStore['mute']
  readonly 'requests.templates': (_: undefined) => readonly AnswerTemplate[]
  readonly 'requests.saveTemplate': RequestsStore['saveTemplate']
  readonly 'requests.removeTemplate': (ask: { readonly id: string }) => void
}
