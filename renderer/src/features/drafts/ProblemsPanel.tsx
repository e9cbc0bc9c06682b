import type { ReactNode } from 'react'
import type { DraftProblem } from '#shared/orientation/draft.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { sendingText } from '../../i18n/sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { focusField } from './form.ts'
import { toComplete } from './send/overrides.ts'
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

/** Opens what is said before sending; the main act of the page once nothing is missing. */
export const SendButton = ({ ready, problems, onSend, isDisabled, size = 'm' }: SendProps) => (
  <Button variant={ready ? 'primary' : 'secondary'} size={size} icon="send" onPress={onSend} isDisabled={isDisabled}>
    {!ready && toComplete(problems).length === 0 ? sendingText.envoyerMalgre : sendingText.envoyer}
  </Button>
)

type SendProps = Pick<Props, 'ready' | 'problems' | 'onSend' | 'isDisabled'> & { readonly size?: 'm' | 's' }

const Ready = () => (
  <div className="draft-ready">
    <p className="draft-ready-title">
      <Icon name="check" size={20} />
      <strong>{draftsText.pret.titre}</strong>
    </p>
    <p>{draftsText.pret.texte}</p>
  </div>
)

type Props = {
  readonly ready: boolean
  readonly problems: readonly DraftProblem[]
  /** Called before the focus moves to a field. */
  readonly onGo: (champ: string) => void
  readonly onSend: () => void
  readonly isDisabled: boolean
  /** Under how far it is, before the act. */
  readonly children?: ReactNode
}

/** How far the request is, always in view; each line leads to its field. */
export const ProblemsPanel = ({ ready, problems, onGo, onSend, isDisabled, children }: Props) => {
  const errors = problems.filter(({ niveau }) => niveau === 'erreur')
  const warnings = problems.filter(({ niveau }) => niveau === 'avertissement')
  return (
    <section className="draft-panel" aria-label={ready ? draftsText.pret.titre : text.titre}>
      {ready ? <Ready /> : <p className="draft-count tabular">{draftsText.etat.reste(errors.length)}</p>}
      {children}
      <SendButton ready={ready} problems={problems} onSend={onSend} isDisabled={isDisabled} />
      <ProblemList title={text.titre} tone="erreur" problems={errors} onGo={onGo} />
      <ProblemList title={text.aVerifier} tone="avertissement" problems={warnings} onGo={onGo} />
    </section>
  )
}
