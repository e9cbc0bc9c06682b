import { refusalLabel } from '#shared/orientation/answers.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { refuse } from '../../../i18n/orientation-answers.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { Fact } from './Fact.tsx'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'

/** What the structure answered; nothing as long as it has not. */
export const AnswerPart = ({ of: { reponse, service, etat } }: { readonly of: Told }) => {
  if (reponse === null) return null
  const { heures = null, semaines = null } = service.duree ?? {}
  const duration = etat === 'VALIDÉE' ? t.durationWords(heures, semaines) : ''
  return (
    <Part title={t.sections.answer}>
      <p className="muted">{t.answeredBy(reponse.par, formatDateTime(reponse.le))}</p>
      {reponse.message !== '' && <blockquote className="request-quote">{reponse.message}</blockquote>}
      <dl className="request-list">
        {reponse.motifs.length > 0 && (
          <Fact name={refuse.reasons}>
            <ul className="request-bullets">
              {reponse.motifs.map((motif) => (
                <li key={motif}>{refusalLabel(motif)}</li>
              ))}
            </ul>
          </Fact>
        )}
        {duration !== '' && <Fact name={t.duration}>{duration}</Fact>}
      </dl>
    </Part>
  )
}
