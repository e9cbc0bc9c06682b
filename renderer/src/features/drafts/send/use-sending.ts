import { useEffect, useState } from 'react'
import { href, navigate } from '../../../lib/route.ts'
import { focusField } from '../form.ts'
import type { Reasons } from './overrides.ts'

/** `/brouillons/:id?envoyer=1`: what « Envoyer » of the list opens, and where one comes back from the sign-in. */
const ASKED = 'envoyer'

export const sendingHref = (draftId: string): string => `${href.brouillon(draftId)}?${ASKED}=1`

/** What is said before sending, open or not; the reasons typed stay when it is closed. */
export const useSending = (draftId: string, leave: (champ: string) => void) => {
  const [isOpen, setOpen] = useState(() => new URLSearchParams(window.location.search).has(ASKED))
  const [reasons, setReasons] = useState<Reasons>({})
  const [goTo, setGoTo] = useState<string | null>(null)
  useEffect(() => {
    // Only the way in: going back to this page later must not open it again.
    if (window.location.search !== '') navigate(href.brouillon(draftId), { replace: true })
  }, [draftId])
  useEffect(() => {
    if (goTo === null || isOpen) return
    // Once the dialog has given the focus back.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        focusField(goTo)
        setGoTo(null)
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [goTo, isOpen])
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
    /** Leaves it for the first of the fields that miss something. */
    complete: (champs: readonly string[]) => {
      for (const champ of champs) leave(champ)
      setGoTo(champs[0] ?? null)
      setOpen(false)
    },
    reasons,
    setReasons,
    suite: sendingHref(draftId),
  }
}
