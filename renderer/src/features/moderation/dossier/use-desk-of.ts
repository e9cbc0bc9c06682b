import { useState } from 'react'
import type { DossierView } from '#shared/moderation/dossier.ts'
import { isTaken } from '#shared/moderation/queue.ts'
import { displayName } from '#shared/text/names.ts'
import { acts, address, contact, heldActs, note, obsolete, status, take } from '../../../i18n/moderation-acts.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { useNow } from '../../../lib/use-now.ts'
import type { Question } from './acts/ActDialogs.tsx'
import { administrators, type Sheet } from './sheet-of.ts'
import { useActs, type On } from './use-acts.ts'

/** A status that one gives from the bar. */
export type Given = 'VALIDATED' | 'IN_PROGRESS' | 'NEED_NEW_MODERATION'

/** What this person may do of this sheet now, whatever the key or the button. */
export type Allowed = {
  readonly give: (statut: Given) => boolean
  readonly approve: boolean
  readonly reject: boolean
  readonly note: boolean
  readonly write: boolean
  readonly take: boolean
  readonly obsolete: boolean
  readonly invite: boolean
}

/** @param holder who else has taken it: they decide, until one takes it from them */
export const allowedOf = (view: DossierView, sheet: Sheet, holder: string | null): Allowed => {
  const { droits, retenues, cible } = view
  const structure = cible.kind === 'structure'
  const admins = administrators(view).length
  const decides = droits.moderer && holder === null
  return {
    give: (statut) => decides && sheet.moderee && sheet.statut !== statut,
    approve: decides && retenues !== null,
    reject: decides && droits.rejeter && retenues !== null,
    note: droits.moderer,
    write: decides && admins > 0,
    take: droits.moderer,
    obsolete: decides && structure,
    invite: droits.inviter && structure && admins === 0,
  }
}

export type DeskOf = {
  readonly on: On
  readonly allowed: Allowed
  /** The dossier is held by whoever reads. */
  readonly mine: boolean
  /** Who else holds it. */
  readonly holder: string | null
  readonly question: Question | null
  readonly ask: (question: Question | null) => void
  readonly give: (statut: Given) => void
  readonly approve: () => void
  readonly takeOrLeave: () => void
  /** From whoever has it. */
  readonly takeAnyway: () => void
  readonly addressSeen: (courriel: string) => void
}

/**
 * The acts of the dossier that is open, by button and by key: V valid, E in progress, R again, A approve, X reject, N note, C write,
 * P take or leave, O obsolete.
 */
export const useDeskOf = (view: DossierView, sheet: Sheet, onDecided: () => void): DeskOf => {
  const [question, ask] = useState<Question | null>(null)
  const me = useAccount()?.compte?.id
  const now = useNow(view)
  const { runAloud } = useActs()
  const { cible, vu, dossier, retenues } = view
  const nom = displayName(sheet.nom)
  const on: On = { cible, nom, vu }
  const taken = isTaken(dossier.prise, now.getTime()) ? dossier.prise : null
  const mine = taken !== null && taken.user_id === me
  const holder = taken === null || mine ? null : taken.nom
  const allowed = allowedOf(view, sheet, holder)

  const give = (statut: Given) =>
    void runAloud(on, { geste: 'statuer', statut, note: '' }, status.done[statut](nom)).then((done) => done && onDecided())
  const approve = () =>
    void runAloud(on, { geste: 'approuver-demandes' }, heldActs.approved(nom, retenues?.orientations.length ?? 0)).then(
      (done) => done && onDecided(),
    )
  const free: On = { ...on, vu: null }
  const takeIt = (quand_meme: boolean) => void runAloud(free, { geste: 'prendre', quand_meme }, take.taken)
  const takeOrLeave = () => {
    if (mine) void runAloud(free, { geste: 'laisser' }, take.left)
    else takeIt(false)
  }
  const addressSeen = (courriel: string) => void runAloud(free, { geste: 'adresse-vue', courriel }, address.done(courriel))

  const key = (may: boolean, name: string, run: () => void, why = acts.notAllowed(name)) => {
    if (may) run()
    else showToast({ message: holder === null ? why : take.heldBy(holder) })
  }
  const given = (statut: Given) => () => key(allowed.give(statut), status.act[statut], () => give(statut))
  useShortcut('v', given('VALIDATED'))
  useShortcut('e', given('IN_PROGRESS'))
  useShortcut('r', given('NEED_NEW_MODERATION'))
  useShortcut('a', () => key(allowed.approve, heldActs.approve, approve))
  useShortcut('x', () => key(allowed.reject, heldActs.reject, () => ask('rejeter')))
  useShortcut('n', () => key(allowed.note, note.act, () => ask('noter')))
  useShortcut('c', () => key(allowed.write, contact.actLong, () => ask('ecrire'), contact.nobody))
  useShortcut('p', () => key(allowed.take, take.take, takeOrLeave))
  useShortcut('o', () => key(allowed.obsolete, sheet.obsolete ? obsolete.back : obsolete.act, () => ask('obsolete')))

  return { on, allowed, mine, holder, question, ask, give, approve, takeOrLeave, takeAnyway: () => takeIt(true), addressSeen }
}
