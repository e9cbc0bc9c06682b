import { useState } from 'react'
import type { Service } from '#shared/catalogue/record.ts'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { compare } from '../../i18n/compare.ts'
import { planAtHand } from '../../i18n/plan-at-hand.ts'
import { handoutDialog } from '../../i18n/handout-dialog.ts'
import { service as t } from '../../i18n/service.ts'
import { trust } from '../../i18n/trust.ts'
import { client } from '../../lib/api.ts'
import { toggleCompared, useCompared } from '../../lib/compare.ts'
import { HandoutDialog } from '../../lib/handout/HandoutDialog.tsx'
import { useFavourites } from '../../lib/favourites.ts'
import { addToPlan } from '../../lib/plan-at-hand.ts'
import { href } from '../../lib/route.ts'
import { TeamLists } from '../../lib/TeamLists.tsx'
import { SuggestButton } from '../../lib/SuggestButton.tsx'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CopyButton } from '../../ui/sheet/CopyButton.tsx'
import { ToggleIconButton } from '../../ui/ToggleIconButton.tsx'
import { shareUrl } from './share.ts'
import { useOrient } from './use-orient.ts'

const openOutside = (url: string) => {
  client.call('app.openExternal', { url }).catch((error: Error) => showToast({ tone: 'erreur', message: error.message }))
}

/** A link that works for anyone where the producer has one; else the address of the sheet on this desk. */
const linkOf = (service: Service): string => service.lien_source ?? `${window.location.origin}${href.service(service.id)}`

type Props = { readonly data: ServiceSheet; readonly onShare: () => void }

/** What one does with a service: orient, keep, copy, print, share, see the origin. */
export const ServiceActions = ({ data: { service, structure, orientable, droits }, onShare }: Props) => {
  const favourites = useFavourites()
  const compared = useCompared(({ ids }) => ids.includes(service.id))
  const { orient, isPending, person, letGo } = useOrient(service.id)
  const [handing, setHanding] = useState(false)
  return (
    <div className="sheet-actions no-print">
      <Button
        variant={orientable.ok ? 'primary' : 'secondary'}
        icon="send"
        onPress={orient}
        isDisabled={isPending}
        {...(person !== null && { 'aria-describedby': 'same-person' })}
      >
        {t.orienter}
      </Button>
      <ToggleIconButton
        label={t.favori}
        icon="star"
        shortcut="F"
        isSelected={favourites.has('service', service.id)}
        isDisabled={!favourites.ready}
        onChange={() => favourites.toggle('service', service.id, service.nom)}
      />
      <TeamLists kind="service" id={service.id} nom={service.nom} />
      <ToggleIconButton label={compare.toggle} icon="columns" isSelected={compared} onChange={() => toggleCompared(service.id)} />
      <IconButton label={planAtHand.add} icon="plus" shortcut="A" onPress={() => void addToPlan(service.id)} />
      <CopyButton label={t.copierLien} text={linkOf(service)} onCopied={onShare} />
      <IconButton label={handoutDialog.open} icon="document" onPress={() => setHanding(true)} />
      <IconButton label={t.imprimer} icon="print" onPress={() => window.print()} />
      <IconButton
        label={t.partager}
        icon="mail"
        onPress={() => {
          onShare()
          openOutside(shareUrl(service, structure))
        }}
      />
      {droits.ecrire && service.structure_id !== null ? (
        <Link href={href.modifier('service', service.structure_id, service.id)}>{trust.modifier}</Link>
      ) : (
        <SuggestButton kind="service" record={service} />
      )}
      {service.lien_source && (
        <IconButton
          label={t.ouvrirSource}
          icon="external"
          onPress={() => {
            if (service.lien_source) openOutside(service.lien_source)
          }}
        />
      )}
      <HandoutDialog source={{ services: [service.id], titre: '' }} isOpen={handing} onClose={() => setHanding(false)} />
      {person !== null && (
        <p className="sheet-same-person">
          <Icon name="user" size={16} />
          <span id="same-person">{t.memePersonne(person)}</span>
          <Button size="s" variant="quiet" onPress={letGo}>
            {t.memePersonneNon}
          </Button>
        </p>
      )}
    </div>
  )
}
