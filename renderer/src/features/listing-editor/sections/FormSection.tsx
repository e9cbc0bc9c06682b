import type { Group } from '#shared/listing/groups.ts'
import { sectionHelp } from '../../../i18n/listing-editor-help.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { useEditorForm } from '../context.ts'
import { SERVICE_BODIES } from './ServiceBodies.tsx'
import { STRUCTURE_BODIES } from './StructureBodies.tsx'

export const sectionId = (code: string): string => `fiche-section-${code}`

/** Puts the focus on the title of a section, in view. */
export const focusSection = (code: string): void => {
  const title = document.getElementById(sectionId(code))
  title?.scrollIntoView({ block: 'start' })
  title?.focus({ preventScroll: true })
}

/** One part of the form: its title, which the rail leads to, its help, its fields. */
export const FormSection = ({ section }: { readonly section: Group }) => {
  const { kind } = useEditorForm()
  const help = sectionHelp[kind][section.code] ?? []
  const Body = (kind === 'structure' ? STRUCTURE_BODIES : SERVICE_BODIES)[section.code]
  return (
    <section className="fiche-section" aria-labelledby={sectionId(section.code)} data-section={section.code}>
      <h2 id={sectionId(section.code)} tabIndex={-1}>
        {section.label}
      </h2>
      {help.length > 0 && (
        <Disclosure title={<span aria-label={editorText.sections.aideDe(section.label)}>{editorText.sections.aide}</span>}>
          <ul className="sheet-list fiche-help">
            {help.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div className="fiche-fields">{Body !== undefined && <Body />}</div>
    </section>
  )
}
