import { useState } from 'react'
import type { Device } from '#shared/accounts/wire.ts'
import { accountText as t } from '../../i18n/account.ts'
import { readAgain, useAction, useCall } from '../../lib/api.ts'
import { formatAge, daysSince, formatDate } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { PageSection } from '../../ui/PageSection.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tag } from '../../ui/Tag.tsx'

const Row = ({ device, now }: { readonly device: Device; readonly now: Date }) => {
  const revoke = useAction('account.revokeDevice')
  const name = device.poste === '' ? t.unnamed : device.poste
  return (
    <li className="account-row">
      <div className="account-row-main">
        <div className="account-row-tags">
          <strong>{name}</strong>
          {device.actuelle && <Tag tone="accent">{t.thisDevice}</Tag>}
        </div>
        <span className="ui-description">
          {t.deviceLine(t.ways[device.moyen], formatDate(device.cree_le), formatAge(daysSince(device.vue_le, now)))}
        </span>
      </div>
      {!device.actuelle && (
        <Button
          size="s"
          isDisabled={revoke.isPending}
          aria-label={t.revokeOf(name)}
          onPress={() =>
            revoke.mutate(
              { id: device.id },
              {
                onSuccess: () => {
                  showToast({ message: t.revoked(name) })
                  void readAgain('account.devices')
                },
                onError: ({ message }) => showToast({ tone: 'erreur', message }),
              },
            )
          }
        >
          {t.revoke}
        </Button>
      )}
    </li>
  )
}

const List = ({ devices }: { readonly devices: readonly Device[] }) => {
  const [asking, setAsking] = useState(false)
  const revoke = useAction('account.revokeDevice')
  const focus = useFocusAfterRemoval(devices.length)
  const now = new Date()
  const others = devices.filter(({ actuelle }) => !actuelle).length
  return (
    <>
      {devices.length === 0 && <p className="muted">{t.devicesNone}</p>}
      <ul className="account-rows" aria-label={t.devicesList} {...focus}>
        {devices.map((device) => (
          <Row key={device.id} device={device} now={now} />
        ))}
      </ul>
      {others > 1 && (
        <p>
          <Button onPress={() => setAsking(true)}>{t.revokeOthers}</Button>
        </p>
      )}
      {asking && (
        <ConfirmDialog
          title={t.revokeOthersTitle}
          confirm={t.revokeOthers}
          danger
          isBusy={revoke.isPending}
          error={revoke.error}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            revoke.mutate(
              {},
              {
                onSuccess: () => {
                  setAsking(false)
                  showToast({ message: t.revokedOthers })
                  void readAgain('account.devices')
                },
              },
            )
          }
        >
          <p>{t.revokeOthersText}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

/** Where the account is open; any of them can be closed from here. */
export const DevicesSection = () => {
  const { data, error, refetch } = useCall('account.devices', undefined, { fresh: true })
  return (
    <PageSection title={t.devices} help={t.devicesHelp}>
      {error !== null && <ReadFailure title={t.devicesFailed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data !== undefined && <List devices={data} />}
    </PageSection>
  )
}
