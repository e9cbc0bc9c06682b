import { useRef } from 'react'
import { create } from 'zustand'
import { notice as t } from '../../i18n/deploiement.ts'
import { useCall } from '../../lib/api.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useSearchStore } from './store.ts'
import './DeploymentNotice.css'

/** Départements of which nothing more is said until the application is opened again. */
const useDismissed = create<{ readonly codes: ReadonlySet<string> }>(() => ({ codes: new Set() }))

/** Where it is known that deployment has not begun, what is shown may not be all there is (dora-screens.md §2.4). */
export const DeploymentNotice = () => {
  const place = useSearchStore((state) => state.query.place)
  const dismissed = useDismissed((state) => state.codes)
  const self = useRef<HTMLDivElement>(null)
  const { data } = useCall(
    'deploiement.notice',
    { place: place ?? { kind: 'departement', code: '' } },
    { enabled: place !== null },
  )
  const codes = place === null ? [] : (data ?? []).map(({ departement }) => departement).filter((code) => !dismissed.has(code))
  if (codes.length === 0) return null
  const dismiss = () => {
    // The button goes with the notice: the keyboard goes on from the results.
    self.current?.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true })
    useDismissed.setState(({ codes: before }) => ({ codes: new Set([...before, ...codes]) }))
  }
  return (
    <div className="deployment-notice" ref={self}>
      <Icon name="info" size={16} />
      <p role="status">{t.text(codes)}</p>
      <IconButton label={t.dismiss} icon="close" size="s" onPress={dismiss} />
    </div>
  )
}
