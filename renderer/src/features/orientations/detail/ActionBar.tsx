import type { OrientationView } from '#shared/contract/orientation.ts'
import type { Geste } from '#shared/orientation/life.ts'
import { simple, write } from '../../../i18n/orientation-answers.ts'
import { detail as t, gesteLabel, menu } from '../../../i18n/orientations.ts'
import { client } from '../../../lib/api.ts'
import { href, navigate } from '../../../lib/route.ts'
import { showToast } from '../../../lib/toasts.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { nudgeNotYet } from '../nudge.ts'
import type { Told } from '../told.ts'
import { useAct } from '../use-act.ts'

type Props = {
  readonly view: OrientationView
  readonly of: Told
  readonly onAsk: (geste: Geste) => void
  readonly onAcknowledge: () => void
  readonly onHeld: () => void
  readonly onMove: (by: number) => void
}

const mute = async ({ sens, id, muette }: OrientationView['line']): Promise<void> => {
  try {
    await client.call('orientations.mute', { sens, id, muette: !muette })
    showToast({ message: muette ? menu.unmuted : menu.muted })
  } catch (error) {
    showToast({ tone: 'erreur', message: (error as Error).message })
  }
}

const More = ({ view, of, onAsk, onHeld }: Omit<Props, 'onMove' | 'onAcknowledge'>) => {
  const me = useAccount()?.compte?.id
  const { runAloud } = useAct()
  const { line, gestes, recue } = view
  const mine = recue !== null && me !== undefined && recue.suivi_par?.user_id === me
  const takeOn = () => {
    if (me !== undefined) void runAloud({ geste: 'confier', sens: 'reception', id: line.id, a: me }, simple.taken)
  }
  const entries: readonly MenuEntry[] = [
    ...(recue !== null && !mine && gestes.includes('confier')
      ? [{ id: 'moi', label: menu.takeOn, icon: 'user' as const, onAction: takeOn }]
      : []),
    ...(gestes.includes('confier')
      ? [{ id: 'confier', label: menu.handOver, icon: 'people' as const, onAction: () => onAsk('confier') }]
      : []),
    {
      id: 'muette',
      label: line.muette ? menu.unmute : menu.mute,
      icon: line.muette ? 'info' : 'close',
      onAction: () => void mute(line),
    },
    ...(of.anonyme_le === null ? [{ id: 'conserve', label: menu.held, icon: 'shield' as const, onAction: onHeld }] : []),
    { id: 'fiche', label: menu.service, icon: 'document', onAction: () => navigate(href.service(line.serviceId)) },
    ...(gestes.includes('annuler')
      ? [{ id: 'annuler', label: menu.withdraw, icon: 'trash' as const, danger: true, onAction: () => onAsk('annuler') }]
      : []),
  ]
  return <Menu label={t.more} trigger={<IconButton label={t.more} icon="more" size="s" />} entries={entries} />
}

const Received = ({ view, of, onAsk, onAcknowledge }: Omit<Props, 'onMove' | 'onHeld'>) => {
  const may = (geste: Geste) => view.gestes.includes(geste)
  return (
    <>
      {may('accepter') && (
        <Tooltip text={gesteLabel.accepter} shortcut="E">
          <Button variant="primary" size="s" icon="check" onPress={() => onAsk('accepter')}>
            {gesteLabel.accepter}
          </Button>
        </Tooltip>
      )}
      {may('refuser') && (
        <Tooltip text={gesteLabel.refuser} shortcut="R">
          <Button size="s" icon="close" onPress={() => onAsk('refuser')}>
            {gesteLabel.refuser}
          </Button>
        </Tooltip>
      )}
      {may('accuser') && of.accusee_le === null && (
        <Tooltip text={gesteLabel.accuser} shortcut="B">
          <Button size="s" onPress={onAcknowledge}>
            {gesteLabel.accuser}
          </Button>
        </Tooltip>
      )}
      {may('reporter') && (
        <Tooltip text={gesteLabel.reporter} shortcut="P">
          <Button size="s" onPress={() => onAsk('reporter')}>
            {gesteLabel.reporter}
          </Button>
        </Tooltip>
      )}
      {may('ecrire-prescripteur') && (
        <Tooltip text={write.menu} shortcut="M">
          <Button size="s" icon="mail" onPress={() => onAsk('ecrire-prescripteur')}>
            {write.menu}
          </Button>
        </Tooltip>
      )}
    </>
  )
}

const Sent = ({ view, onAsk }: Pick<Props, 'view' | 'onAsk'>) => {
  const now = useNow()
  const notYet = nudgeNotYet(view, now)
  if (!view.gestes.includes('relancer')) return null
  return (
    <>
      <Tooltip text={gesteLabel.relancer} shortcut="R">
        <Button size="s" icon="send" isDisabled={notYet !== null} onPress={() => onAsk('relancer')}>
          {gesteLabel.relancer}
        </Button>
      </Tooltip>
      {notYet !== null && <span className="ui-description">{notYet}</span>}
    </>
  )
}

/** What may be done now, always in sight. */
export const ActionBar = (props: Props) => (
  <div className="request-bar no-print">
    <div className="request-acts" role="group" aria-label={t.actions}>
      {props.view.line.sens === 'reception' ? <Received {...props} /> : <Sent {...props} />}
    </div>
    <div className="request-tools">
      <IconButton label={t.previous} icon="chevron-up" size="s" shortcut="K" onPress={() => props.onMove(-1)} />
      <IconButton label={t.next} icon="chevron-down" size="s" shortcut="J" onPress={() => props.onMove(1)} />
      <More {...props} />
    </div>
  </div>
)
