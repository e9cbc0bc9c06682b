import { app, SHORTCUTS } from '../../i18n/app.ts'
import { useSettings } from '../../lib/settings.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'

/** Every shortcut there is, on one page. */
export const ShortcutsDialog = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const { settings } = useSettings()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={app.raccourcis} textOnly>
      <div className="shortcuts">
        {SHORTCUTS.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(({ keys, does }) => (
                <div key={does}>
                  <dt>{does}</dt>
                  <dd>
                    {keys.map((key, index) => (
                      <span key={key}>
                        {index > 0 && app.or}
                        <Kbd>{key}</Kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className="ui-description">{settings?.raccourcisUneTouche === false ? app.shortcutsOff : app.shortcutsOn}</p>
      </div>
    </Dialog>
  )
}
