import { useEffect, useRef } from 'react'
import { fullNameOf, initialsOf } from '#shared/person/profile.ts'
import { folders } from '../../i18n/people-folders.ts'
import { announce } from '../../lib/announce.ts'
import { client } from '../../lib/api.ts'
import { accompany, setDiscreet, useCurrentPerson, useIsDiscreet } from '../../lib/current-person.ts'
import { usePresence } from '../../lib/presence.ts'
import { href } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAccount } from '../../lib/use-account.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { ToggleIconButton } from '../../ui/ToggleIconButton.tsx'
import './PersonBar.css'

const t = folders.bar

const leave = (): void => {
  accompany(null)
  announce(t.left)
}
const lock = (): void =>
  void client.call('personnes.verrouiller', undefined).then(
    () => announce(folders.lockedSaid),
    ({ message }: Error) => showToast({ tone: 'erreur', message }),
  )

/** Another person at the desk accompanies nobody yet. */
const useLeaveWithAccount = (): void => {
  const state = useAccount()
  const id = state === undefined ? undefined : (state.compte?.id ?? null)
  const before = useRef(id)
  useEffect(() => {
    const was = before.current
    before.current = id
    if (was !== undefined && was !== id) accompany(null)
  }, [id])
}

/** Ctrl+Shift+L shuts the folders from any screen, typing or not: somebody comes near. */
const useLockKey = (): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'l') return
      event.preventDefault()
      lock()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Who is accompanied, over every screen, and the ways out; nothing when nobody is. */
export const PersonBar = () => {
  usePresence()
  useLeaveWithAccount()
  useLockKey()
  const person = useCurrentPerson()
  const discreet = useIsDiscreet()
  useFocusWhenGone(person !== null)
  if (person === null) return null
  const whole = fullNameOf(person.profil)
  const name = whole === '' ? t.noName : discreet ? initialsOf(whole) : whole
  return (
    <aside className="person-bar no-print" aria-label={t.label}>
      <Icon name="user" size={16} />
      <p>
        {t.with}{' '}
        <Link href={href.personne(person.id)}>
          <strong>{name}</strong>
        </Link>
      </p>
      <ToggleIconButton label={t.hide} icon="shield" size="s" isSelected={discreet} onChange={setDiscreet} />
      <Button size="s" variant="quiet" icon="close" onPress={leave}>
        {t.leave}
      </Button>
      <Button size="s" variant="quiet" icon="lock" aria-keyshortcuts="Control+Shift+L" onPress={lock}>
        {t.lock}
      </Button>
    </aside>
  )
}
