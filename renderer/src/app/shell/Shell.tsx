import { useEffect, useRef, type ReactNode } from 'react'
import { app } from '../../i18n/app.ts'
import { DataDate } from '../../lib/DataDate.tsx'
import { focusHeading } from '../../lib/focus-heading.ts'
import { useAlertNotices } from '../../lib/alert-notices.ts'
import { isDetached } from '../../lib/detach.ts'
import { useSystemLinks } from '../../lib/links.ts'
import { hideKeys, showKeys, useKeysHelp } from '../../lib/keys-help.ts'
import { useRequestNotices } from '../../lib/request-notices.ts'
import { parseScreen, screenKey, usePath } from '../../lib/route.ts'
import { useSettings } from '../../lib/settings.ts'
import { useForgetOthers } from '../../lib/use-account.ts'
import { enableShortcuts, setKeymap, useShortcut } from '../../lib/shortcuts.ts'
import { useSignInEnd } from '../../lib/sign-in.ts'
import { ToastRegion } from '../../ui/ToastRegion.tsx'
import { Palette } from '../palette/Palette.tsx'
import { useLook } from '../theme.ts'
import { Announcer } from './Announcer.tsx'
import { Boundary } from './Boundary.tsx'
import { CguBanner } from './CguBanner.tsx'
import { DemoBanner } from './DemoBanner.tsx'
import { PersonBar } from './PersonBar.tsx'
import { Rail } from './Rail.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { useSession } from './use-session.ts'
import './Shell.css'

/** What is around every screen: skip link, rail, banner, messages, help, palette. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const path = usePath()
  const main = useRef<HTMLElement>(null)
  const help = useKeysHelp(({ isOpen }) => isOpen)
  const { settings } = useSettings()

  useLook(settings)
  useForgetOthers()
  useEffect(() => {
    enableShortcuts(settings?.raccourcisUneTouche ?? true)
    setKeymap(settings?.touches ?? {})
  }, [settings])
  useShortcut('?', showKeys)
  useSignInEnd()
  useRequestNotices()
  useAlertNotices()
  useSystemLinks()
  useSession()
  const alone = isDetached()

  const screen = screenKey(path)
  const shown = useRef(screen)
  useEffect(() => {
    // Not at the start: the window's own focus order begins with the skip link.
    if (shown.current === screen || main.current === null) return
    shown.current = screen
    return focusHeading(main.current)
  }, [screen])

  return (
    <div className={alone ? 'shell shell-alone' : 'shell'}>
      <a className="shell-skip" href="#contenu" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {app.skipToMain}
      </a>
      <div className="shell-banners">
        <DemoBanner />
        <CguBanner here={parseScreen(path).name} />
        <PersonBar />
      </div>
      {!alone && <Rail />}
      <main id="contenu" className="shell-main" ref={main} tabIndex={-1}>
        <Boundary of={screen}>{children}</Boundary>
        <DataDate exact className="data-paper" />
      </main>
      <Announcer />
      <ToastRegion />
      <ShortcutsDialog isOpen={help} onClose={hideKeys} />
      <Palette onHelp={showKeys} />
    </div>
  )
}
