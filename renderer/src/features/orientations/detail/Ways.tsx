import type { ReactNode } from 'react'
import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { sheet } from '../../../i18n/sheet.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { CopyButton } from '../../../ui/sheet/CopyButton.tsx'
import { Fact } from './Fact.tsx'

const Preferred = ({ on }: { readonly on: boolean }) =>
  on ? (
    <Tag tone="accent" icon="star">
      {t.preferred}
    </Tag>
  ) : null

type Props = { readonly value: string; readonly preferred?: boolean }

/** A telephone number, to call or to copy. */
export const Phone = ({ value, preferred = false }: Props) =>
  value === '' ? null : (
    <Fact name={t.phone}>
      <span className="request-way tabular">
        <ExternalLink url={telephoneUrl(value)}>{displayPhone(value)}</ExternalLink>
        <CopyButton size="s" label={sheet.copier('le numéro')} text={displayPhone(value)} />
        <Preferred on={preferred} />
      </span>
    </Fact>
  )

/** An address, to write to or to copy. */
export const Email = ({ value, preferred = false }: Props) =>
  value === '' ? null : (
    <Fact name={t.email}>
      <span className="request-way">
        <ExternalLink url={`mailto:${value}`}>{value}</ExternalLink>
        <CopyButton size="s" label={sheet.copier('l’adresse')} text={value} />
        <Preferred on={preferred} />
      </span>
    </Fact>
  )

export const Other = ({ name, preferred, children }: { name: string; preferred: boolean; children: ReactNode }) => (
  <Fact name={name}>
    <span className="request-way">
      {children}
      <Preferred on={preferred} />
    </span>
  </Fact>
)
