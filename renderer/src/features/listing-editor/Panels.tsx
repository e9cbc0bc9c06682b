import type { ReactNode } from 'react'
import { editorText } from '../../i18n/listing-editor.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { hasQuality } from './advice.ts'
import { useEditorForm } from './context.ts'
import { HistoryPanel } from './panels/History.tsx'
import { Preview } from './panels/Preview.tsx'
import { Quality } from './panels/Quality.tsx'

const t = editorText.panneaux
export type PanelName = 'formulaire' | 'apercu' | 'qualite' | 'historique'

type Props = {
  /** Room enough for the form and a panel beside it. */
  readonly wide: boolean
  readonly selected: PanelName
  readonly onSelect: (name: PanelName) => void
  readonly form: ReactNode
  readonly onGo: (champ: string) => void
}

/** Preview, quality and history: beside the form where there is room, in its place otherwise. */
export const Panels = ({ wide, selected, onSelect, form, onGo }: Props) => {
  const { kind } = useEditorForm()
  const beside = [
    { id: 'apercu' as const, label: t.apercu, content: <Preview /> },
    ...(hasQuality(kind) ? [{ id: 'qualite' as const, label: t.qualite, content: <Quality onGo={onGo} /> }] : []),
    { id: 'historique' as const, label: t.historique, content: <HistoryPanel /> },
  ]
  if (!wide)
    return (
      <Tabs
        label={t.nom}
        tabs={[{ id: 'formulaire', label: t.formulaire, content: form }, ...beside]}
        selected={selected}
        onSelect={onSelect}
      />
    )
  return (
    <div className="fiche-wide">
      {form}
      <aside className="fiche-aside" aria-label={t.nom}>
        <Tabs label={t.nom} tabs={beside} selected={selected === 'formulaire' ? 'apercu' : selected} onSelect={onSelect} />
      </aside>
    </div>
  )
}
