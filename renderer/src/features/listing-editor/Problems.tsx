import type { Problem } from '#shared/listing/problems.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'

const t = editorText.manques

const List = ({ problems, onGo }: { readonly problems: readonly Problem[]; readonly onGo: (champ: string) => void }) => (
  <ol className="fiche-problems">
    {problems.map(({ champ, message }) => (
      <li key={champ + message}>
        <Button variant="quiet" size="s" icon="chevron-right" className="fiche-problem" onPress={() => onGo(champ)}>
          {message}
        </Button>
      </li>
    ))}
  </ol>
)

type Props = {
  readonly isService: boolean
  readonly problems: readonly Problem[]
  readonly onGo: (champ: string) => void
}

/** What is missing, each line the way to its field. */
export const ProblemsPanel = ({ isService, problems, onGo }: Props) =>
  problems.length === 0 ? (
    isService ? (
      <p className="fiche-ready">
        <Icon name="check" size={18} />
        {t.prete}
      </p>
    ) : null
  ) : (
    <div className="fiche-missing">
      <Disclosure
        title={isService ? t.titre(problems.length) : t.titreStructure(problems.length)}
        level={2}
        defaultExpanded={problems.length <= 4}
      >
        <List problems={problems} onGo={onGo} />
      </Disclosure>
    </div>
  )

export type Refusal = { readonly problems: readonly Problem[]; readonly publication: boolean; readonly clash: boolean }

/** What has just kept it from leaving; the focus is already on the first field. */
export const RefusalNotice = ({ refusal, onGo }: { readonly refusal: Refusal; readonly onGo: (champ: string) => void }) => (
  <Notice tone="bad" urgent title={refusal.publication ? t.refuse.publication : t.refuse.envoi}>
    <p>{refusal.clash ? t.heurts : refusal.publication ? t.refuseAide : t.refuseCorrige}</p>
    <List problems={refusal.problems} onGo={onGo} />
  </Notice>
)
