import { useEffect, useRef } from 'react'
import type { Problem } from '#shared/listing/problems.ts'
import { completion } from '#shared/listing/problems.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { useEditorForm } from './context.ts'
import { Rail } from './Rail.tsx'
import { focusSection, FormSection } from './sections/FormSection.tsx'
import { sectionsOf, sectionState } from './sections.ts'
import { useCurrentSection } from './use-current-section.ts'

/** Alt and the page keys go from section to section, wherever the focus is in the form. */
const useSectionKeys = (codes: readonly string[], current: string) => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0
      if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey) return
      const focused = document.activeElement?.closest<HTMLElement>('[data-section]')?.dataset['section']
      const at = codes.indexOf(focused ?? current)
      const next = codes[focused === undefined && step > 0 && at === 0 ? 0 : at + step]
      event.preventDefault()
      if (next !== undefined) focusSection(next)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [codes, current])
}

/** The rail and the sections of the form. */
export const FormPane = ({ sections: problems }: { readonly sections: readonly Problem[] }) => {
  const { kind, doc, readOnly } = useEditorForm()
  const pane = useRef<HTMLDivElement>(null)
  const sections = sectionsOf(kind)
  const current = useCurrentSection(pane, sections[0]?.code ?? '')
  useSectionKeys(
    sections.map(({ code }) => code),
    current,
  )
  return (
    <div className="fiche-work" ref={pane}>
      <Rail
        sections={sections.map((section) => ({ section, state: sectionState(section, doc, problems) }))}
        current={current}
        onGo={focusSection}
        progress={kind === 'service' ? completion(doc) : null}
      />
      <form className="fiche-form" onSubmit={(event) => event.preventDefault()} noValidate aria-label={editorText.formulaire}>
        {!readOnly && (
          <p className="ui-description">{kind === 'service' ? editorText.obligatoires : editorText.obligatoiresStructure}</p>
        )}
        {sections.map((section) => (
          <FormSection key={section.code} section={section} />
        ))}
      </form>
    </div>
  )
}
