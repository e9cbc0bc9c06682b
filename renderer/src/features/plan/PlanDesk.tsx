import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import type { Plan } from '#shared/plan/plan.ts'
import { plan } from '../../i18n/plan.ts'
import { client, useCall } from '../../lib/api.ts'
import { focusOnceThere } from '../../lib/focus-later.ts'
import { HandoutDialog } from '../../lib/handout/HandoutDialog.tsx'
import { KeyHints } from '../../lib/KeyHints.tsx'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { useTitle } from '../../lib/use-title.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { servicesOf } from './edits.ts'
import { focusOption } from './focus-plan.ts'
import { NeedSection } from './NeedSection.tsx'
import { type Place, planGestures } from './plan-gestures.ts'
import { PlanFrame } from './PlanFrame.tsx'
import { PlanInput } from './PlanInput.tsx'
import { SaveLine, SaveTrouble } from '../../ui/Saving.tsx'
import { savingOf } from '../../i18n/saving.ts'
import { PlanWords } from './PlanWords.tsx'
import { removePlan } from './remove-plan.ts'
import { RequestsDialog } from './RequestsDialog.tsx'
import { usePlan } from './use-plan.ts'
import { usePlanKeys } from './use-plan-keys.ts'
import { usePlanServices } from './use-plan-services.ts'
import { useProposals } from './use-proposals.ts'

const t = plan.screen

type Out = 'feuille' | 'demandes' | null

/** What is printed, and copied, is what is stored: it is stored first. */
const copyText = async (id: string): Promise<void> => {
  const { texte } = await client.call('feuille.texte', { source: { plan: id }, options: {} })
  try {
    await navigator.clipboard.writeText(texte)
    showToast({ message: t.copied })
  } catch {
    showToast({ tone: 'erreur', message: t.copyRefused })
  }
}

type Props = {
  readonly view: Plan
  /** The sheet of a service, from another feature. */
  readonly sheet: (serviceId: string) => ReactNode
}

/** A plan being made: what is said, what is proposed, and what comes out of it. */
export const PlanDesk = ({ view, sheet }: Props) => {
  const editor = usePlan(view)
  const proposals = useProposals(editor)
  const [opened, setOpened] = useState<string | null>(null)
  const [noting, setNoting] = useState<readonly string[]>([])
  const [out, setOut] = useState<Out>(null)
  const pane = useRef<HTMLElement>(null)
  const { doc, id } = editor
  const { cardOf, eligibleOf } = usePlanServices(doc, proposals)
  const { data: person } = useCall('personnes.get', { id: doc.personneId ?? '' }, { enabled: doc.personneId !== null })
  const name = doc.personneId === null ? '' : (person?.personne ?? view.personne)
  const title = name === '' ? t.title : t.titleFor(name)
  useTitle(title)

  const keyOf = ({ needId, serviceId }: Place) => `${needId} ${serviceId ?? ''}`
  const gestures = planGestures({
    editor,
    proposals,
    onOpen: (serviceId, follow) => {
      setOpened(serviceId)
      if (follow) focusOnceThere(() => pane.current, '.sheet-title')
    },
    onNote: (at) => setNoting((known) => [...known, keyOf(at)]),
  })
  const closeSheet = () => {
    const need = doc.besoins.find(({ options }) => options.some(({ serviceId }) => serviceId === opened))
    setOpened(null)
    if (need !== undefined && opened !== null) focusOption(need.id, opened)
  }
  const leaveSheet = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closeSheet()
  }

  const come = async (run: () => void | Promise<void>) => {
    if (servicesOf(editor.now()).length === 0) return showToast({ message: t.empty })
    try {
      if (!(await editor.stored())) return showToast({ tone: 'erreur', message: t.notStored })
      await run()
    } catch (error) {
      showToast({ tone: 'erreur', message: error instanceof Error ? error.message : String(error) })
    }
    return undefined
  }
  const print = () => void come(() => setOut('feuille'))
  const { onKeyDown } = usePlanKeys({ gestures, onPrint: print, onUndo: editor.undo })

  return (
    <div className="plan" data-sheet={opened === null ? undefined : ''}>
      <div className="plan-page">
        <header className="plan-bar">
          <div className="plan-bar-title">
            <Link href={href.plans()} quiet className="plan-back">
              <Icon name="arrow-left" size={16} />
              {t.back}
            </Link>
            <h1 tabIndex={-1}>{title}</h1>
            <SaveLine save={editor.save} words={savingOf('plan')} />
          </div>
          <div className="plan-bar-acts">
            <Button variant="primary" icon="print" aria-keyshortcuts="Control+P" onPress={print}>
              {t.print}
            </Button>
            <Button icon="send" onPress={() => void come(() => setOut('demandes'))}>
              {t.requests}
            </Button>
            <Button icon="copy" onPress={() => void come(() => copyText(id))}>
              {t.copy}
            </Button>
            <Menu
              label={t.more}
              trigger={<IconButton label={t.more} icon="more" />}
              entries={[
                {
                  id: 'remove',
                  label: t.remove,
                  icon: 'trash',
                  danger: true,
                  onAction: () => void removePlan(id, () => navigate(href.plans())),
                },
              ]}
            />
          </div>
        </header>
        <SaveTrouble editor={editor} words={savingOf('plan')} />
        <PlanInput editor={editor} proposals={proposals} />
        <PlanFrame editor={editor} proposals={proposals} />
        <div className="plan-needs" role="group" aria-label={t.needs} aria-busy={proposals.busy} onKeyDown={onKeyDown}>
          {doc.besoins.map((need, rank) => (
            <NeedSection
              key={need.id}
              need={need}
              rank={rank}
              last={rank === doc.besoins.length - 1}
              lieu={doc.lieu}
              proposals={proposals}
              gestures={gestures}
              cardOf={cardOf}
              eligibleOf={eligibleOf}
              opened={opened}
              noting={(at) => noting.includes(keyOf(at))}
            />
          ))}
        </div>
        {doc.besoins.length > 0 && (
          <>
            <KeyHints hints={plan.keys} />
            <PlanWords editor={editor} />
          </>
        )}
      </div>
      {opened !== null && (
        <section className="plan-sheet" aria-label={t.sheet} ref={pane} tabIndex={-1} onKeyDown={leaveSheet}>
          <div className="plan-sheet-tools no-print">
            <IconButton label={t.close} icon="close" size="s" onPress={closeSheet} />
          </div>
          {sheet(opened)}
        </section>
      )}
      <HandoutDialog source={{ plan: id }} isOpen={out === 'feuille'} onClose={() => setOut(null)} />
      {out === 'demandes' && <RequestsDialog id={id} doc={doc} cardOf={cardOf} onClose={() => setOut(null)} />}
    </div>
  )
}
