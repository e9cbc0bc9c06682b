import type { OrientationView } from '#shared/contract/orientation.ts'
import { eventSentence } from '#shared/orientation/describe.ts'
import type { Evenement } from '#shared/orientation/model.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'

/** Of the story of a hand-over, the text is the name that its sentence says already. */
const SAID: ReadonlySet<Evenement['quoi']> = new Set(['confiee'])
/** Shown whole in the answer. */
const ANSWERS: ReadonlySet<Evenement['quoi']> = new Set(['acceptee', 'refusee'])

const Event = ({ event }: { readonly event: Evenement }) => (
  <li>
    <time dateTime={event.le} className="muted tabular">
      {formatDateTime(event.le)}
    </time>
    <p>{eventSentence(event)}</p>
    {event.texte !== '' && !SAID.has(event.quoi) && !ANSWERS.has(event.quoi) && (
      <blockquote className="request-quote">{event.texte}</blockquote>
    )}
  </li>
)

/** Everything that happened to it, the latest first, and the letters that were written. */
export const StoryPart = ({ view, of }: { readonly view: OrientationView; readonly of: Told }) => {
  const letters = view.envoyee?.courriers ?? []
  return (
    <Part title={t.sections.story}>
      <ol className="request-story">
        {of.evenements.toReversed().map((event, index) => (
          // Two events of one instant and one kind differ by their place alone.
          <Event key={`${event.le} ${event.quoi} ${of.evenements.length - index}`} event={event} />
        ))}
      </ol>
      {letters.length > 0 && (
        <Disclosure title={t.letters(letters.length)} level={4}>
          <ul className="request-letters">
            {letters.map(({ le, a, objet }) => (
              <li key={`${le} ${a} ${objet}`}>
                <span className="muted tabular">{formatDateTime(le)}</span> <span>{t.letter(a, objet)}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Part>
  )
}
