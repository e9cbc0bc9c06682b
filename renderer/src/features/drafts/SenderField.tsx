import { useEffect } from 'react'
import type { AccountState } from '#shared/contract/account.ts'
import { senderOf } from '#shared/orientation/sender.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { isSignedIn, memberships } from '../../lib/account.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { useAccount } from '../../lib/use-account.ts'
import { type DraftForm, useDraftForm } from './form.ts'
import { Sender } from './send/Sender.tsx'
import { TextInput } from './TextInput.tsx'

const label = draftsText.champs.structure

/** Of several structures, the one it is sent in the name of. */
const Choice = ({ account }: { readonly account: AccountState }) => {
  const form = useDraftForm()
  const structures = memberships(account)
  const sender = senderOf(structures, form.content.structure_prescriptrice_id, account.structure_courante)
  return (
    <div data-champ="structure_prescriptrice">
      <Sender
        label={label}
        structures={structures}
        senderId={sender?.structure_id ?? null}
        errorMessage={form.errorOf('structure_prescriptrice')}
        set={form.set}
      />
    </div>
  )
}

/** The structure of the counsellor: theirs when they are signed in, what they type otherwise. */
export const SenderField = () => {
  const account = useAccount()
  return isSignedIn(account) && memberships(account).length > 1 ? (
    <Choice account={account} />
  ) : (
    <TextInput champ="structure_prescriptrice" label={label} required />
  )
}

/** What the account already says of the counsellor and of their structure, written where nothing was typed. */
export const useKnownCounsellor = ({ content, set }: Pick<DraftForm, 'content' | 'set'>): void => {
  const account = useAccount()
  const readOnly = useReadOnly()
  const known = isSignedIn(account) && !readOnly ? account : null
  const structures = known === null ? [] : memberships(known)
  const sender = senderOf(structures, content.structure_prescriptrice_id, known?.structure_courante ?? null)
  const structure = sender?.structure_nom ?? ''
  // Of an only one, the account's word is the right one, whatever was typed on this desk before.
  const isOurs = structures.length === 1 || content.structure_prescriptrice.trim() === ''
  useEffect(() => {
    if (structure !== '' && isOurs && content.structure_prescriptrice !== structure) set('structure_prescriptrice', structure)
  })
  useEffect(() => {
    if (known?.compte == null) return
    const { prenom, nom, courriel } = known.compte
    const said = { referent_prenom: prenom, referent_nom: nom, referent_courriel: courriel } as const
    for (const champ of Object.keys(said) as (keyof typeof said)[]) {
      if (content[champ].trim() === '' && said[champ] !== '') set(champ, said[champ])
    }
    // Once: a field emptied by hand afterwards stays empty.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [known?.compte?.id])
}
