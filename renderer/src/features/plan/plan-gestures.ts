import { plan as t } from '../../i18n/plan.ts'
import { announce } from '../../lib/announce.ts'
import { moveNeed, moveOption, needOf, removeNeed, withNeed, withOption } from './edits.ts'
import { focusNeed, focusNote, focusOption } from './focus-plan.ts'
import type { PlanEditor } from './use-plan.ts'
import type { Proposals } from './use-proposals.ts'

/** What a gesture is on: an option, or a need as a whole. */
export type Place = { readonly needId: string; readonly serviceId: string | null }
type OptionAt = { readonly needId: string; readonly serviceId: string }

/** Everything that a button, a menu or a key does to a plan. */
export type PlanGestures = {
  /** `follow`: the focus goes to the sheet. */
  readonly open: (at: OptionAt, follow: boolean) => void
  readonly replace: (at: OptionAt) => void
  readonly back: (at: OptionAt) => void
  readonly aside: (at: OptionAt) => void
  readonly more: (needId: string) => void
  readonly remove: (at: Place) => void
  readonly move: (at: Place, by: number) => void
  /** Opens the note, and goes to it. */
  readonly note: (at: Place) => void
  readonly writeNote: (at: Place, note: string) => void
}

type Parts = {
  readonly editor: PlanEditor
  readonly proposals: Proposals
  readonly onOpen: (serviceId: string, follow: boolean) => void
  readonly onNote: (at: Place) => void
}

/** After a need has gone: to the one that took its place, else to the sentence. */
const focusNear = (editor: PlanEditor, at: number): void => {
  const { besoins } = editor.now()
  const next = besoins[Math.min(at, besoins.length - 1)]
  if (next === undefined) document.querySelector<HTMLElement>('.plan-say-input')?.focus()
  else focusNeed(next.id)
}

const rankOf = (list: readonly { readonly key: string }[], key: string): string =>
  t.option.movedUp(list.findIndex((one) => one.key === key) + 1, list.length)

export const planGestures = ({ editor, proposals, onOpen, onNote }: Parts): PlanGestures => ({
  open: ({ serviceId }, follow) => onOpen(serviceId, follow),
  replace: ({ needId, serviceId }) => void proposals.replace(needId, serviceId),
  back: ({ needId, serviceId }) => proposals.back(needId, serviceId),
  aside: ({ needId, serviceId }) => void proposals.aside(needId, serviceId),
  more: (needId) => void proposals.more(needId),
  remove: ({ needId, serviceId }) => {
    if (serviceId !== null) return proposals.remove(needId, serviceId)
    const { besoins } = editor.now()
    const at = besoins.findIndex(({ id }) => id === needId)
    const mots = besoins[at]?.mots ?? ''
    if (editor.act((doc) => removeNeed(doc, needId), t.need.removed(mots))) focusNear(editor, at)
    return undefined
  },
  move: ({ needId, serviceId }, by) => {
    if (serviceId === null) {
      editor.change((doc) => moveNeed(doc, needId, by))
      announce(
        rankOf(
          editor.now().besoins.map(({ id }) => ({ key: id })),
          needId,
        ),
      )
      return focusNeed(needId)
    }
    editor.change((doc) => moveOption(doc, needId, serviceId, by))
    announce(
      rankOf(
        (needOf(editor.now(), needId)?.options ?? []).map((one) => ({ key: one.serviceId })),
        serviceId,
      ),
    )
    return focusOption(needId, serviceId)
  },
  note: (at) => {
    onNote(at)
    focusNote(at.needId, at.serviceId)
  },
  writeNote: ({ needId, serviceId }, note) =>
    editor.change((doc) =>
      serviceId === null
        ? withNeed(doc, needId, (need) => ({ ...need, note }))
        : withOption(doc, needId, serviceId, (option) => ({ ...option, note })),
    ),
})
