import type { DraftProblem, DraftService } from '#shared/orientation/draft.ts'
import { displayPhone } from '#shared/orientation/formats.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { ExternalLink } from '../../lib/ExternalLink.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { focusField } from './form.ts'
import { startsOpen } from './starts-open.ts'

const text = draftsText.manque

type ListProps = {
  readonly title: string
  readonly tone: DraftProblem['niveau']
  readonly problems: readonly DraftProblem[]
  readonly onGo: (champ: string) => void
}

const ProblemList = ({ title, tone, problems, onGo }: ListProps) =>
  problems.length === 0 ? null : (
    <Disclosure title={title} level={2} defaultExpanded={startsOpen()}>
      <ol className="draft-problems">
        {problems.map(({ champ, message }) => (
          <li key={champ + message}>
            <Button
              variant="quiet"
              size="s"
              icon={tone === 'erreur' ? 'chevron-right' : 'warning'}
              className={tone === 'erreur' ? 'draft-problem' : 'draft-problem draft-problem-warn'}
              onPress={() => {
                onGo(champ)
                focusField(champ)
              }}
            >
              {message}
            </Button>
          </li>
        ))}
      </ol>
    </Disclosure>
  )

/** How far one is, in the bar that stays in view where the list does not: leads to the first thing missing. */
export const NextProblem = ({ ready, problems, onGo }: Pick<Props, 'ready' | 'problems' | 'onGo'>) => {
  const errors = problems.filter(({ niveau }) => niveau === 'erreur')
  const [first] = errors
  if (ready || first === undefined) return null
  return (
    <Button
      size="s"
      variant="quiet"
      className="draft-next"
      onPress={() => {
        onGo(first.champ)
        focusField(first.champ)
      }}
    >
      {draftsText.etat.reste(errors.length)}
    </Button>
  )
}

/** Ready, and honest about it: nothing leaves this desk yet. */
const Ready = ({ service }: { readonly service: DraftService }) => (
  <div className="draft-ready">
    <p className="draft-ready-title">
      <Icon name="check" size={20} />
      <strong>{draftsText.pret.titre}</strong>
    </p>
    <p>{draftsText.pret.texte}</p>
    {(service.courriel !== null || service.telephone !== null) && (
      <dl>
        <dt>{draftsText.pret.contact}</dt>
        {service.telephone !== null && (
          <dd>
            <ExternalLink url={`tel:${service.telephone.replace(/[^\d+]/g, '')}`}>{displayPhone(service.telephone)}</ExternalLink>
          </dd>
        )}
        {/* The address alone: nothing of the person goes into a link. */}
        {service.courriel !== null && (
          <dd>
            <ExternalLink url={`mailto:${service.courriel}`}>{service.courriel}</ExternalLink>
          </dd>
        )}
      </dl>
    )}
  </div>
)

type Props = {
  readonly ready: boolean
  readonly problems: readonly DraftProblem[]
  readonly service: DraftService
  /** Called before the focus moves to a field. */
  readonly onGo: (champ: string) => void
}

/** How far the request is, always in view; each line leads to its field. */
export const ProblemsPanel = ({ ready, problems, service, onGo }: Props) => {
  const errors = problems.filter(({ niveau }) => niveau === 'erreur')
  const warnings = problems.filter(({ niveau }) => niveau === 'avertissement')
  return (
    <section className="draft-panel" aria-label={ready ? draftsText.pret.titre : text.titre}>
      {ready ? <Ready service={service} /> : <p className="draft-count tabular">{draftsText.etat.reste(errors.length)}</p>}
      <ProblemList title={text.titre} tone="erreur" problems={errors} onGo={onGo} />
      <ProblemList title={text.aVerifier} tone="avertissement" problems={warnings} onGo={onGo} />
    </section>
  )
}
