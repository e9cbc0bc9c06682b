import { DraftContent } from '#shared/orientation/draft.ts'
import { LIMITS } from '#shared/orientation/rules.ts'
import { Icon } from '../../ui/Icon.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDraftForm } from './form.ts'

type TextKey = { [K in keyof DraftContent]: DraftContent[K] extends string ? K : never }[keyof DraftContent]

type Props = {
  readonly champ: TextKey
  readonly label: string
  readonly description?: string
  readonly required?: boolean
  readonly type?: 'text' | 'tel' | 'email' | 'date'
  readonly inputMode?: 'numeric'
  readonly multiline?: boolean
}

/** Fields whose length is worth counting aloud: those one writes sentences in. */
const COUNTED: readonly TextKey[] = ['situation_autre', 'beneficiaire_autre_contact', 'motif']
const limitOf = (champ: TextKey): number | undefined => (LIMITS as Partial<Record<TextKey, number>>)[champ]

/** One text field of the request, with its message, its warnings and its counter. */
export const TextInput = ({
  champ,
  label,
  description,
  required = false,
  type = 'text',
  inputMode,
  multiline = false,
}: Props) => {
  const form = useDraftForm()
  const limit = COUNTED.includes(champ) ? limitOf(champ) : undefined
  const warnings = form.warningsOf(champ)
  const lock = form.lockOf(champ)
  const help = lock ?? description
  const warningId = `avertissement-${champ}`
  return (
    <div data-champ={champ} className="draft-field">
      <TextField
        label={label}
        value={form.content[champ]}
        onChange={(value) => form.set(champ, value)}
        onBlur={() => form.leave(champ)}
        errorMessage={form.errorOf(champ)}
        isRequired={required}
        type={type}
        multiline={multiline}
        autoComplete="off"
        // The store's own bound, far above the rule's: beyond it a paste is cut, where it shows, rather than refused as a whole.
        maxLength={DraftContent.shape[champ].unwrap().maxLength ?? 4000}
        {...(inputMode !== undefined && { inputMode })}
        isReadOnly={lock !== undefined}
        {...(help !== undefined && { description: help })}
        {...(limit !== undefined && { countTo: limit })}
        {...(warnings.length > 0 && { 'aria-describedby': warningId })}
      />
      <div id={warningId} role="status">
        {warnings.map((message) => (
          <p key={message} className="draft-warning">
            <Icon name="warning" size={16} />
            <span>{message}</span>
          </p>
        ))}
      </div>
    </div>
  )
}
