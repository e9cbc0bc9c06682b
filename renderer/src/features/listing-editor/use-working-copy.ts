import { useCallback, useEffect, useRef, useState } from 'react'
import type { Edit, FlatDoc } from '#shared/contract/listing.ts'
import { DoraError } from '#shared/errors.ts'
import { MODEL_FIELDS } from '#shared/listing/model.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { client } from '../../lib/api.ts'
import { createAutosave, type Autosave, type SaveState } from '../../lib/autosave.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFlushOnLeave } from '../../lib/use-flush-on-leave.ts'
import { defaultsFor } from './defaults.ts'
import { changedFields, newsOf, rebase } from './rebase.ts'

export type WorkingCopy = {
  readonly doc: Doc
  readonly set: (champ: string, value: Json) => void
  readonly patch: (values: Doc) => void
  readonly save: SaveState
  /** Fields that someone else changed meanwhile, taken into what is typed; until it is said to be seen. */
  readonly received: readonly string[]
  readonly seenReceived: () => void
  /** Something was stored here, now or before. */
  readonly begun: boolean
  /** Stores at once what is waiting; fails when it cannot be stored. */
  readonly flush: () => Promise<void>
  readonly saveNow: () => void
  /** Reads again once what was stored here has left: what was typed since stays. */
  readonly catchUp: () => Promise<void>
  /** Reads again, and shows what is stored in place of what is on screen. */
  readonly reload: () => Promise<Edit>
  readonly show: (edit: Edit) => void
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
}

const asFlat = (doc: Doc): FlatDoc =>
  Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== undefined)) as FlatDoc

/** A listing that nobody has begun says what most say; one made after a model says what the model says. */
const startOf = (edit: Edit): Doc => {
  if (edit.kind !== 'service' || Object.keys(edit.base).length > 0) return edit.doc
  const followed: ReadonlySet<string> = new Set(edit.modele === null ? [] : MODEL_FIELDS)
  const defaults = Object.entries(defaultsFor(edit.doc, edit.structure)).filter(([champ]) => !followed.has(champ))
  return { ...edit.doc, ...Object.fromEntries(defaults) }
}

/**
 * The working copy of a listing, as it is typed: stored at each pause, and brought over what another window or the server writes
 * meanwhile, field by field. `view` is the last reading; the text on screen is this hook's own.
 */
export const useWorkingCopy = (view: Edit): WorkingCopy => {
  const { kind, id } = view
  const [doc, setDoc] = useState<Doc>(() => startOf(view))
  const [save, setSave] = useState<SaveState>({ kind: 'enregistre', le: view.modifie_le ?? '' })
  const [begun, setBegun] = useState(view.version > 0)
  // Told once by the store: kept here until it is read.
  const [received, setReceived] = useState<readonly string[]>(view.recus)
  const latest = useRef<Doc>(doc)
  /** What the store and the screen last agreed on. */
  const known = useRef<Doc>(view.doc)
  const seen = useRef(view)
  const state = useRef(save)
  const autosave = useRef<Autosave<Doc> | null>(null)

  const receive = useCallback((champs: readonly string[]) => {
    if (champs.length > 0) setReceived((before) => [...new Set([...before, ...champs])])
  }, [])
  const put = useCallback((next: Doc) => {
    latest.current = next
    setDoc(next)
  }, [])

  useEffect(() => {
    const store = (value: Doc, base: number) => client.call('listing.save', { kind, id, doc: asFlat(value), base })
    const created = createAutosave<Doc>({
      from: { version: view.version, le: view.modifie_le ?? '' },
      onState: (next) => {
        state.current = next
        setSave(next)
      },
      onLeftUnsaved: (message) => showToast({ tone: 'erreur', message: editorText.enregistrement.quitte(message) }),
      save: async (value, base) => {
        setBegun(true)
        try {
          const saved = await store(value, base)
          known.current = value
          return saved
        } catch (error) {
          if (!(error instanceof DoraError) || error.code !== 'fiche-modifiee-ailleurs') throw error
          // Another window typed in other fields: both stay. In the same ones: someone chooses.
          const theirs = await client.call('listing.edit', { kind, id })
          receive(theirs.recus)
          const merged = rebase(known.current, value, theirs.doc)
          if (merged.clashes.length > 0) throw error
          const saved = await store(merged.doc, theirs.version)
          put(rebase(value, latest.current, merged.doc).doc)
          known.current = merged.doc
          return saved
        }
      },
    })
    autosave.current = created
    if (changedFields(latest.current, view.doc).length > 0) created.change(latest.current)
    return () => created.stop()
    // The starting version is read once: later ones come through `adopt`.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [kind, id, put, receive])

  const show = useCallback(
    (edit: Edit) => {
      seen.current = edit
      known.current = edit.doc
      receive(edit.recus)
      put(edit.doc)
      setBegun(edit.version > 0)
      autosave.current?.adopt({ version: edit.version, le: edit.modifie_le ?? '' })
    },
    [put, receive],
  )
  const reload = useCallback(async () => {
    const edit = await client.call('listing.edit', { kind, id })
    show(edit)
    return edit
  }, [kind, id, show])
  const catchUp = useCallback(async () => {
    const edit = await client.call('listing.edit', { kind, id })
    const { doc: next } = rebase(known.current, latest.current, edit.doc)
    show(edit)
    if (changedFields(next, edit.doc).length === 0) return
    put(next)
    autosave.current?.change(next)
  }, [kind, id, show, put])

  useEffect(() => {
    const current = autosave.current
    const before = seen.current
    seen.current = view
    // The store tells once, and a reading may be overtaken by the next: what changes on screen is told whoever told it.
    const news = newsOf(kind, before, view, { known: known.current, typed: latest.current })
    if (before !== view) receive([...view.recus, ...news.filter((champ) => !view.heurts.some((one) => one.champ === champ))])
    if (current === null || before === view || state.current.kind === 'conflit') return
    // What this window itself has just stored comes back as it was.
    if (view.version === current.version() && changedFields(view.base, before.base).length === 0) return
    if (view.version < current.version()) {
      // Sent or put away elsewhere; or a reading from before the last save, which must not take the place of what was typed since.
      if (!current.dirty()) void catchUp().catch(() => undefined)
      return
    }
    const { doc: next } = rebase(known.current, latest.current, view.doc)
    known.current = view.doc
    put(next)
    current.adopt({ version: view.version, le: view.modifie_le ?? '' })
    if (changedFields(next, view.doc).length > 0) current.change(next)
  }, [kind, view, put, catchUp, receive])

  const saveNow = useCallback(() => void autosave.current?.flush(), [])
  useFlushOnLeave(saveNow)

  const patch = useCallback(
    (values: Doc) => {
      const next = { ...latest.current, ...values }
      put(next)
      autosave.current?.change(next)
    },
    [put],
  )

  return {
    doc,
    set: useCallback((champ, value) => patch({ [champ]: value }), [patch]),
    patch,
    save,
    received,
    seenReceived: () => setReceived([]),
    begun,
    flush: async () => {
      if (autosave.current?.version() === 0) autosave.current.change(latest.current)
      await autosave.current?.flush()
      const { current } = state
      if (current.kind === 'echec') throw new DoraError('ecriture-impossible')
      if (current.kind === 'conflit') throw new DoraError('fiche-modifiee-ailleurs')
      if (current.kind === 'supprime') throw new DoraError('fiche-introuvable')
    },
    saveNow,
    catchUp,
    reload,
    show,
    keepMine: async () => {
      const theirs = await client.call('listing.edit', { kind, id })
      const mine = rebase(known.current, latest.current, theirs.doc).doc
      known.current = theirs.doc
      put(mine)
      await autosave.current?.keepMine(mine, theirs.version)
    },
    takeTheirs: async () => {
      await reload()
    },
  }
}
