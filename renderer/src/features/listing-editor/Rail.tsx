import { type KeyboardEvent } from 'react'
import type { Group } from '#shared/listing/groups.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { cx } from '../../lib/cx.ts'
import { Icon } from '../../ui/Icon.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import type { SectionState } from './sections.ts'

const t = editorText.sections
const ICONS = { complet: 'check', 'a-remplir': 'pencil', facultatif: 'minus' } as const

type Props = {
  readonly sections: readonly { readonly section: Group; readonly state: SectionState }[]
  readonly current: string
  readonly onGo: (code: string) => void
  /** « 7 sur 12 » of what publication asks for; null where nothing is counted. */
  readonly progress: { readonly fait: number; readonly total: number } | null
}

/** The sections, how far each is, and the way to each: arrows move between them. */
export const Rail = ({ sections, current, onGo, progress }: Props) => {
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    const next = buttons[at + step]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }
  return (
    <nav className="fiche-rail" aria-label={t.nom} onKeyDown={onKey}>
      {progress !== null && (
        <div className="fiche-progress">
          <span className="tabular">
            {t.avancement}
            {'\u202f: '}
            {t.fait(progress.fait, progress.total)}
          </span>
          <progress aria-label={t.avancement} value={progress.fait} max={Math.max(1, progress.total)} />
        </div>
      )}
      <ol>
        {sections.map(({ section, state }) => (
          <li key={section.code}>
            <button
              type="button"
              className={cx('fiche-rail-item', `fiche-rail-${state.etat}`)}
              aria-current={section.code === current ? 'true' : undefined}
              onClick={() => onGo(section.code)}
            >
              <Icon name={ICONS[state.etat]} size={16} />
              <span>{section.label}</span>
              <VisuallyHidden>
                {` (${state.etat === 'a-remplir' ? t.etat['a-remplir'](state.reste) : t.etat[state.etat]})`}
              </VisuallyHidden>
              {state.reste > 0 && (
                <span className="fiche-rail-count tabular" aria-hidden="true">
                  {state.reste}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <p className="fiche-rail-keys">{t.touches}</p>
    </nav>
  )
}
