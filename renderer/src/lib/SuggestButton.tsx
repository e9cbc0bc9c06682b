import { useState } from 'react'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { trust as t } from '../i18n/trust.ts'
import { Button } from '../ui/Button.tsx'
import { href, navigate } from './route.ts'
import { SuggestDialog } from './SuggestDialog.tsx'
import { useAccount } from './use-account.ts'

type Props = { readonly kind: 'service' | 'structure'; readonly record: Service | Structure }

/** « Signaler une erreur »: whoever is signed in proposes a correction; others are led to the sign-in, and back. */
export const SuggestButton = ({ kind, record }: Props) => {
  const [open, setOpen] = useState(false)
  const signedIn = useAccount()?.compte != null
  const press = (): void =>
    signedIn ? setOpen(true) : navigate(href.connexion(window.location.pathname + window.location.search))
  return (
    <>
      <Button variant="quiet" icon="warning" onPress={press}>
        {t.signaler}
      </Button>
      {open && <SuggestDialog kind={kind} record={record} onClose={() => setOpen(false)} />}
    </>
  )
}
