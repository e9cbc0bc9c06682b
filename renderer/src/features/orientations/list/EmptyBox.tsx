import type { Sens } from '#shared/contract/orientation.ts'
import { empty as t } from '../../../i18n/orientations.ts'
import { currentStructure } from '../../../lib/account.ts'
import { useCall } from '../../../lib/api.ts'
import { href, navigate } from '../../../lib/route.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'

const Sent = () => (
  <EmptyState
    icon="send"
    title={t.sent}
    actions={
      <Button variant="primary" icon="search" onPress={() => navigate(href.recherche())}>
        {t.search}
      </Button>
    }
  >
    {t.sentText}
  </EmptyState>
)

/** Nothing was received: what brings requests depends on whether the structure offers something. */
const Received = () => {
  const state = useAccount()
  const structure = state === undefined ? null : currentStructure(state)
  const { data } = useCall('listing.read', { structureId: structure?.structure_id ?? '' }, { enabled: structure !== null })
  const offers = data === undefined || data.services.some(({ statut }) => statut === 'PUBLISHED')
  return (
    <EmptyState
      icon="mail"
      title={offers ? t.received : t.receivedNoService}
      {...(structure !== null && {
        actions: (
          <Button variant="primary" icon="building" onPress={() => navigate(href.offre(structure.structure_id))}>
            {offers ? t.offer : t.create}
          </Button>
        ),
      })}
    >
      {offers ? t.receivedText : t.receivedNoServiceText}
    </EmptyState>
  )
}

/** A box where nothing ever came: what it is for, and how it fills. */
export const EmptyBox = ({ sens }: { readonly sens: Sens }) => (sens === 'envoi' ? <Sent /> : <Received />)
