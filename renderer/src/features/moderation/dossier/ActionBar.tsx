import type { DossierView } from '#shared/moderation/dossier.ts'
import { acts as t, contact, edit, heldActs, invite, note, obsolete, status, take } from '../../../i18n/moderation-acts.ts'
import { href, navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import type { IconName } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import type { Sheet } from './sheet-of.ts'
import type { DeskOf, Given } from './use-desk-of.ts'

type ActProps = {
  readonly label: string
  readonly shortcut: string
  readonly icon?: IconName
  readonly variant?: 'primary' | 'danger'
  readonly onPress: () => void
}

const Act = ({ label, shortcut, icon, variant, onPress }: ActProps) => (
  <Tooltip text={label} shortcut={shortcut}>
    <Button size="s" {...(icon !== undefined && { icon })} {...(variant !== undefined && { variant })} onPress={onPress}>
      {label}
    </Button>
  </Tooltip>
)

const GIVEN: readonly { readonly statut: Given; readonly shortcut: string }[] = [
  { statut: 'VALIDATED', shortcut: 'V' },
  { statut: 'IN_PROGRESS', shortcut: 'E' },
  { statut: 'NEED_NEW_MODERATION', shortcut: 'R' },
]

type Props = {
  readonly view: DossierView
  readonly sheet: Sheet
  readonly desk: DeskOf
  readonly onMove: ((by: number) => void) | undefined
}

const More = ({ view, sheet, desk }: Omit<Props, 'onMove'>) => {
  const { allowed, ask } = desk
  const { cible, droits } = view
  const structureId = sheet.structure?.id
  const entries: readonly MenuEntry[] = [
    ...GIVEN.filter(({ statut }) => allowed.give(statut) && !inBar(statut, desk, sheet)).map(({ statut }) => ({
      id: statut,
      label: status.act[statut],
      icon: 'shield' as const,
      onAction: () => desk.give(statut),
    })),
    ...(allowed.take ? [{ id: 'confier', label: take.entrust, icon: 'people' as const, onAction: () => ask('confier') }] : []),
    ...(allowed.invite ? [{ id: 'inviter', label: invite.act, icon: 'mail' as const, onAction: () => ask('inviter') }] : []),
    ...(droits.modifier && structureId !== undefined
      ? [
          {
            id: 'modifier',
            label: edit.act,
            icon: 'pencil' as const,
            onAction: () => navigate(href.modifier(cible.kind, structureId, cible.id)),
          },
        ]
      : []),
    ...(allowed.obsolete
      ? [
          {
            id: 'obsolete',
            label: sheet.obsolete ? obsolete.back : obsolete.act,
            icon: sheet.obsolete ? ('undo' as const) : ('trash' as const),
            danger: !sheet.obsolete,
            onAction: () => ask('obsolete'),
          },
        ]
      : []),
  ]
  if (entries.length === 0) return null
  return <Menu label={t.more} trigger={<IconButton label={t.more} icon="more" size="s" />} entries={entries} />
}

/** A status in the bar, or in the menu: « à remodérer » is said of what was validated, validating is approving where requests wait. */
const inBar = (statut: Given, { allowed }: DeskOf, sheet: Sheet): boolean =>
  statut === 'VALIDATED' ? !allowed.approve : statut === 'IN_PROGRESS' || sheet.statut === 'VALIDATED'

/** What may be done now, always in sight. */
export const ActionBar = ({ view, sheet, desk, onMove }: Props) => {
  const { allowed, mine, holder } = desk
  const given = GIVEN.filter(({ statut }) => allowed.give(statut) && inBar(statut, desk, sheet))
  return (
    <div className="dossier-bar no-print">
      <div className="dossier-acts" role="group" aria-label={t.bar}>
        {allowed.approve && (
          <Act label={heldActs.approveShort} shortcut="A" icon="check" variant="primary" onPress={desk.approve} />
        )}
        {allowed.reject && (
          <Act label={heldActs.rejectShort} shortcut="X" icon="close" variant="danger" onPress={() => desk.ask('rejeter')} />
        )}
        {given.map(({ statut, shortcut }) => (
          <Act
            key={statut}
            label={status.act[statut]}
            shortcut={shortcut}
            {...(statut === 'VALIDATED' && { icon: 'check' as const, variant: 'primary' as const })}
            onPress={() => desk.give(statut)}
          />
        ))}
        {allowed.take && holder !== null && (
          <Button size="s" variant="primary" icon="user" onPress={desk.takeAnyway}>
            {take.anyway}
          </Button>
        )}
        {allowed.note && <Act label={note.act} shortcut="N" icon="pencil" onPress={() => desk.ask('noter')} />}
        {allowed.write && <Act label={contact.act} shortcut="C" icon="mail" onPress={() => desk.ask('ecrire')} />}
        {allowed.take && holder === null && (
          <Act label={mine ? take.leave : take.take} shortcut="P" icon={mine ? 'undo' : 'user'} onPress={desk.takeOrLeave} />
        )}
      </div>
      <div className="dossier-tools">
        {onMove !== undefined && (
          <>
            <IconButton label={t.previous} icon="chevron-up" size="s" shortcut="K" onPress={() => onMove(-1)} />
            <IconButton label={t.next} icon="chevron-down" size="s" shortcut="J" onPress={() => onMove(1)} />
          </>
        )}
        <More view={view} sheet={sheet} desk={desk} />
      </div>
    </div>
  )
}
