import { useEffect, useRef, useState } from 'react'
import type { Compte } from '#shared/accounts/compte.ts'
import type { ProfilePatch } from '#shared/accounts/wire.ts'
import { accountText } from '../../i18n/account.ts'
import { client } from '../../lib/api.ts'
import { createAutosave, type Autosave, type SaveState } from '../../lib/autosave.ts'
import { showToast } from '../../lib/toasts.ts'
import { leftAfter, profileOf, withTyped, type Profile } from './profile.ts'

export type ProfileEditor = {
  readonly profile: Profile
  readonly set: (patch: ProfilePatch) => void
  /** Null before anything was changed. */
  readonly save: SaveState | null
  readonly saveNow: () => void
}

/** Typing is stored at each pause, only the fields that were changed; what is typed stays on screen whatever happens. */
export const useProfile = (compte: Compte): ProfileEditor => {
  const [typed, setTyped] = useState<ProfilePatch>({})
  const [save, setSave] = useState<SaveState | null>(null)
  const waiting = useRef<ProfilePatch>({})
  const autosave = useRef<Autosave<ProfilePatch> | null>(null)
  const { id } = compte

  useEffect(() => {
    const created = createAutosave<ProfilePatch>({
      from: { version: 0, le: '' },
      onState: setSave,
      onLeftUnsaved: (message) => showToast({ tone: 'erreur', message: accountText.leftUnsaved(message) }),
      save: async () => {
        const sent = waiting.current
        await client.call('account.updateProfile', { userId: id, patch: sent })
        waiting.current = leftAfter(waiting.current, sent)
        return { version: 0, le: new Date().toISOString() }
      },
    })
    autosave.current = created
    return () => created.stop()
  }, [id])

  // The server's own words have come: only what is not stored yet stays over them.
  useEffect(() => setTyped(waiting.current), [compte])

  return {
    profile: withTyped(profileOf(compte), typed),
    set: (patch) => {
      waiting.current = { ...waiting.current, ...patch }
      setTyped((before) => ({ ...before, ...patch }))
      autosave.current?.change(waiting.current)
    },
    save,
    saveNow: () => void autosave.current?.flush(),
  }
}
