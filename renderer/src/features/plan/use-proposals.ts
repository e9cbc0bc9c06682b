import { useRef, useState } from 'react'
import { MOST_OPTIONS, type PlanBesoin, type PlanDoc, type PlanOption } from '#shared/plan/plan.ts'
import type { Propositions } from '#shared/contract/plans.ts'
import type { Card } from '#shared/search/result.ts'
import { plan as t } from '../../i18n/plan.ts'
import { announce } from '../../lib/announce.ts'
import { client } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { addOption, needOf, removeOption, replaceOption, servicesOf, setAside, setOptions, withNeed } from './edits.ts'
import { focusNeed, focusOption } from './focus-plan.ts'
import type { PlanEditor } from './use-plan.ts'

/** What the last proposals told of a need, beside its options. */
type Told = Pick<Propositions, 'autres' | 'remarque'>

export type Proposals = {
  readonly busy: boolean
  readonly told: ReadonlyMap<string, Told>
  /** Cards as they were proposed, with their distance. */
  readonly cards: ReadonlyMap<string, Card>
  /** The frame in which needs were last proposed; that of the plan as it was opened, until some are. */
  readonly frame: string
  /** Services for each need that has none; the focus goes to the first that was found. */
  readonly fill: () => Promise<void>
  /** All of them anew, but what has a note. */
  readonly again: () => Promise<void>
  readonly replace: (needId: string, serviceId: string) => Promise<void>
  readonly back: (needId: string, serviceId: string) => void
  readonly aside: (needId: string, serviceId: string) => Promise<void>
  readonly remove: (needId: string, serviceId: string) => void
  readonly more: (needId: string) => Promise<void>
  readonly takeBackAside: (needId: string) => void
}

const frameOf = ({ lieu, rayonKm, contraintes, personneId }: PlanDoc) => ({ lieu, rayonKm, contraintes, personneId })

/** What makes proposals differ: not what the place is called. */
export const frameKey = (doc: PlanDoc): string => JSON.stringify([doc.lieu?.place, doc.rayonKm, doc.contraintes.toSorted()])

const failed = (error: unknown): void => {
  showToast({ tone: 'erreur', message: error instanceof Error ? error.message : String(error) })
}

/** What each is called in « A est remplacé par B »: by their structures when they share a name. */
const namesOf = (a: PlanOption, b: PlanOption): readonly [string, string] =>
  a.nom === b.nom && a.structure !== b.structure ? [a.structure, b.structure] : [a.nom, b.nom]

const nameIn = (need: PlanBesoin | undefined, serviceId: string): string =>
  need?.options.find((one) => one.serviceId === serviceId)?.nom ?? ''

/** After one has gone: the focus goes to what took its place, else to the need. */
const focusAfter = (need: PlanBesoin | undefined, serviceId: string): void => {
  if (need === undefined) return
  const at = need.options.findIndex((one) => one.serviceId === serviceId)
  const next = need.options[at + 1] ?? need.options[at - 1]
  if (next === undefined) focusNeed(need.id)
  else focusOption(need.id, next.serviceId)
}

export const useProposals = (editor: PlanEditor): Proposals => {
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  const [told, setTold] = useState<ReadonlyMap<string, Told>>(new Map())
  const [cards, setCards] = useState<ReadonlyMap<string, Card>>(new Map())
  const [frame, setFrame] = useState(() => frameKey(editor.doc))
  /** What each option took the place of, for as long as the screen is there. */
  const before = useRef(new Map<string, PlanOption>())

  const ask = async (besoins: readonly PlanBesoin[], sauf: readonly string[], combien?: number) => {
    const found = await client.call('plans.proposer', {
      cadre: frameOf(editor.now()),
      besoins: [...besoins],
      sauf: [...sauf].slice(0, 200),
      ...(combien !== undefined && { combien }),
    })
    setCards(
      (known) => new Map([...known, ...found.flatMap((one) => one.propositions.map(({ card }) => [card.id, card] as const))]),
    )
    return found
  }
  /** One at a time: what comes back is for the plan as it was asked. */
  const oneAtATime = async (work: () => Promise<void>) => {
    if (working.current) return
    working.current = true
    setBusy(true)
    try {
      await work()
    } catch (error) {
      failed(error)
    } finally {
      working.current = false
      setBusy(false)
    }
  }

  const propose = async (chosen: (need: PlanBesoin) => boolean) => {
    const doc = editor.now()
    const needs = doc.besoins.filter(chosen)
    const rest = doc.besoins.filter((need) => !chosen(need))
    setFrame(frameKey(doc))
    if (needs.length === 0) return null
    const found = await ask(needs, [
      ...servicesOf({ ...doc, besoins: rest }),
      ...needs.flatMap(({ options }) => options.filter(({ note }) => note !== '').map(({ serviceId }) => serviceId)),
    ])
    setTold((known) => new Map([...known, ...found.map(({ besoinId, ...one }) => [besoinId, one] as const)]))
    return new Map(found.map(({ besoinId, propositions }) => [besoinId, propositions.map(({ option }) => option)] as const))
  }
  const sayAndFocus = (ids: readonly string[]) => {
    const needs = editor.now().besoins.filter(({ id }) => ids.includes(id))
    announce(t.proposed(needs.map(({ mots, options }) => ({ mots, count: options.length }))))
    const first = needs.find(({ options }) => options.length > 0)
    const [option] = first?.options ?? []
    if (first !== undefined && option !== undefined) focusOption(first.id, option.serviceId)
    else if (needs[0] !== undefined) focusNeed(needs[0].id)
  }

  /** The next best for a need, without those it had in its place before. */
  const next = async (need: PlanBesoin, alsoNot: readonly string[] = []): Promise<PlanOption | null> => {
    const [found] = await ask([need], [...servicesOf(editor.now()), ...alsoNot], 1)
    const option = found?.propositions[0]?.option ?? null
    if (found !== undefined) {
      setTold((known) => new Map(known).set(need.id, { autres: found.autres, remarque: known.get(need.id)?.remarque ?? null }))
    }
    return option
  }
  const chainOf = (serviceId: string): string[] => {
    const chain: string[] = []
    for (let one = before.current.get(serviceId); one !== undefined; one = before.current.get(one.serviceId)) {
      if (chain.includes(one.serviceId)) break
      chain.push(one.serviceId)
    }
    return chain
  }

  return {
    busy,
    told,
    cards,
    frame,
    fill: () =>
      oneAtATime(async () => {
        const chosen = await propose(({ options }) => options.length === 0)
        if (chosen === null) return
        editor.change((doc) => setOptions(doc, chosen).doc)
        sayAndFocus([...chosen.keys()])
      }),
    again: () =>
      oneAtATime(async () => {
        const chosen = await propose(() => true)
        if (chosen === null) return
        editor.act((doc) => setOptions(doc, chosen), t.frame.againDone)
        sayAndFocus([...chosen.keys()])
      }),
    replace: (needId, serviceId) =>
      oneAtATime(async () => {
        const need = needOf(editor.now(), needId)
        const old = need?.options.find((one) => one.serviceId === serviceId)
        if (need === undefined || old === undefined) return
        const option = await next(need, chainOf(serviceId))
        if (option === null) return showToast({ message: t.need.noMore })
        before.current.set(option.serviceId, old)
        editor.act((doc) => replaceOption(doc, needId, serviceId, option), t.option.replaced(...namesOf(old, option)))
        focusOption(needId, option.serviceId)
      }),
    back: (needId, serviceId) => {
      const old = before.current.get(serviceId)
      const now = needOf(editor.now(), needId)?.options.find((one) => one.serviceId === serviceId)
      if (old === undefined || now === undefined) return announce(t.option.first)
      before.current.delete(serviceId)
      editor.act((doc) => replaceOption(doc, needId, serviceId, old), t.option.replaced(...namesOf(now, old)))
      focusOption(needId, old.serviceId)
    },
    aside: (needId, serviceId) =>
      oneAtATime(async () => {
        const need = needOf(editor.now(), needId)
        if (need === undefined) return
        const nom = nameIn(need, serviceId)
        const by = await next(need, chainOf(serviceId))
        editor.act((doc) => setAside(doc, needId, serviceId, by), t.option.asideDone(nom))
        if (by === null) focusAfter(need, serviceId)
        else focusOption(needId, by.serviceId)
      }),
    remove: (needId, serviceId) => {
      const need = needOf(editor.now(), needId)
      if (editor.act((doc) => removeOption(doc, needId, serviceId), t.option.removed(nameIn(need, serviceId))))
        focusAfter(need, serviceId)
    },
    more: (needId) =>
      oneAtATime(async () => {
        const need = needOf(editor.now(), needId)
        if (need === undefined) return
        if (need.options.length >= MOST_OPTIONS) return showToast({ message: t.need.full })
        const option = await next(need)
        if (option === null) return showToast({ message: t.need.noMore })
        editor.act((doc) => addOption(doc, needId, option), t.option.added(option.nom))
        focusOption(needId, option.serviceId)
      }),
    takeBackAside: (needId) => editor.change((doc) => withNeed(doc, needId, (need) => ({ ...need, ecartes: [] }))),
  }
}
