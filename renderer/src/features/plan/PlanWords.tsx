import { plan } from '../../i18n/plan.ts'
import { TextField } from '../../ui/TextField.tsx'
import type { PlanEditor } from './use-plan.ts'

const t = plan.words

/** What is told to the person at the head of the sheet, and what the counsellor keeps. */
export const PlanWords = ({ editor: { doc, change } }: { readonly editor: PlanEditor }) => (
  <section className="plan-words" aria-labelledby="plan-words">
    <h2 id="plan-words">{t.title}</h2>
    <div className="plan-words-fields">
      <TextField
        multiline
        rows={3}
        label={t.message}
        description={t.messageHelp}
        value={doc.message}
        maxLength={2_000}
        onChange={(message) => change((now) => ({ ...now, message }))}
      />
      <TextField
        multiline
        rows={3}
        label={t.private}
        description={t.privateHelp}
        value={doc.note}
        maxLength={5_000}
        onChange={(note) => change((now) => ({ ...now, note }))}
      />
    </div>
  </section>
)
