import { gateText as t } from '../../../i18n/sending.ts'
import { href, navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import type { Gate } from './gate.ts'

type Closed = Exclude<Gate, { readonly kind: 'pret' } | { readonly kind: 'inconnu' }>

type Words = { readonly title: string; readonly help: string; readonly act: string; readonly to: string }

const wordsOf = (gate: Closed, suite: string): Words => {
  switch (gate.kind) {
    case 'sans-serveur':
      return { title: t.sansServeur, help: t.sansServeurAide, act: t.regler, to: href.reglages('serveur') }
    case 'deconnecte':
      return { title: t.deconnecte, help: t.deconnecteAide, act: t.connecter, to: href.connexion(suite) }
    case 'session':
      return { title: t.session, help: t.sessionAide, act: t.connecter, to: href.connexion(suite) }
    case 'sans-structure':
      return { title: t.sansStructure, help: t.sansStructureAide, act: t.rejoindre, to: href.rejoindre({ suite }) }
    case 'attente':
      return { title: t.attente, help: t.attenteAide(gate.noms.join(', ')), act: t.voirAdhesion, to: href.compte() }
  }
}

/** Why this desk cannot send yet, where that is mended, and that the draft stays. `suite`: where one comes back. */
export const GateNotice = ({ gate, suite }: { readonly gate: Gate; readonly suite: string }) => {
  if (gate.kind === 'pret' || gate.kind === 'inconnu') return null
  const { title, help, act, to } = wordsOf(gate, suite)
  return (
    <Notice
      tone="warn"
      title={title}
      actions={
        <Button variant="primary" onPress={() => navigate(to)}>
          {act}
        </Button>
      }
    >
      {help}
    </Notice>
  )
}
