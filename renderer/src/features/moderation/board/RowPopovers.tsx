import { useMemo, type ReactNode, type RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { BoardLine } from '#shared/moderation/board.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { displayName } from '#shared/text/names.ts'
import { obsolete } from '../../../i18n/moderation-acts.ts'
import { list as t, rowActs } from '../../../i18n/territoire.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { href, navigate } from '../../../lib/route.ts'
import { Icon, type IconName } from '../../../ui/Icon.tsx'
import { useOverlayRoot } from '../../../ui/overlay-root.ts'
import { CopyButton } from '../../../ui/sheet/CopyButton.tsx'
import type { Acts } from '../dossier/use-acts.ts'
import '../../../ui/Popover.css'

/** What a row opens. One for the whole list: thirty menus drawn at each scroll would cost what they never show. */
export type Opened = { readonly what: 'menu' | 'telephone'; readonly line: BoardLine; readonly anchor: HTMLElement }

type Props = { readonly opened: Opened; readonly onClose: () => void }

type Entry = { readonly id: string; readonly label: string; readonly icon: IconName; readonly run: () => void }

/** Made obsolete, or brought back: it leaves ten seconds later, and can be taken back until then. */
const setObsolete = ({ id, nom, etat, vu }: BoardLine, { runAloud }: Acts): void => {
  const name = displayName(nom)
  const on = { cible: { kind: 'structure', id }, nom: name, vu } as const
  if (etat === 'obsolete') void runAloud(on, { geste: 'reactiver', note: '' }, obsolete.backDone(name))
  else void runAloud(on, { geste: 'rendre-obsolete', note: '' }, obsolete.done(name))
}

const entriesOf = (line: BoardLine, acts: Acts): readonly Entry[] => [
  {
    id: 'dossier',
    label: rowActs.dossier,
    icon: 'panel',
    run: () => navigate(href.dossier(cibleKey({ kind: 'structure', id: line.id }))),
  },
  { id: 'fiche', label: rowActs.page, icon: 'building', run: () => navigate(href.structure(line.id)) },
  {
    id: 'obsolete',
    label: line.etat === 'obsolete' ? obsolete.back : obsolete.act,
    icon: line.etat === 'obsolete' ? 'refresh' : 'offline',
    run: () => setObsolete(line, acts),
  },
]

const Anchored = ({ opened, label, onClose, children }: Props & { readonly label: string; readonly children: ReactNode }) => {
  const root = useOverlayRoot()
  const trigger = useMemo<RefObject<HTMLElement>>(() => ({ current: opened.anchor }), [opened])
  return (
    <Popover
      aria-label={label}
      className="ui-popover"
      placement="bottom end"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      UNSTABLE_portalContainer={root}
    >
      {children}
    </Popover>
  )
}

/** The menu of a row, or its telephone number, beside the button that was pressed. */
export const RowPopovers = (props: Props & { readonly acts: Acts }) => {
  const { opened, onClose, acts } = props
  const { line, what } = opened
  const name = displayName(line.nom)
  const telephone = line.telephone ?? ''
  return (
    <Anchored opened={opened} label={what === 'menu' ? t.menuOf(name) : t.phoneOf(name)} onClose={onClose}>
      {what === 'menu' ? (
        <AriaMenu aria-label={t.menuOf(name)} className="ui-listbox" autoFocus="first" onClose={onClose}>
          {entriesOf(line, acts).map(({ id, label, icon, run }) => (
            <MenuItem key={id} id={id} textValue={label} className="ui-option" onAction={run}>
              <span className="ui-option-label">
                <Icon name={icon} size={16} />
                {label}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      ) : (
        <Dialog className="ui-popover-body board-phone" aria-label={t.phoneOf(name)}>
          <p className="board-phone-number tabular">{displayPhone(telephone)}</p>
          <p className="board-phone-acts">
            <ExternalLink url={telephoneUrl(telephone)}>
              <Icon name="phone" size={16} /> {t.call}
            </ExternalLink>
            <CopyButton label={t.copyPhone} text={displayPhone(telephone)} />
          </p>
        </Dialog>
      )}
    </Anchored>
  )
}
