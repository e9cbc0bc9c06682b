import type { StructureSheet as Data } from '#shared/contract/catalogue.ts'
import { listingText } from '../../i18n/listing.ts'
import { structure as t } from '../../i18n/structure.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { Tag } from '../../ui/Tag.tsx'

/** What the person is to the structure, and the doors that opens. */
export const Belonging = ({ data: { structure, droits } }: { readonly data: Data }) => (
  <p className="sheet-belonging no-print">
    {droits.est_membre && (
      <Tag tone="good" icon="check">
        {droits.est_administrateur ? t.vousAdministrez : t.vousEtesMembre}
      </Tag>
    )}
    {droits.est_en_attente && (
      <>
        <Tag tone="warn" icon="clock">
          {t.enAttente}
        </Tag>
        <Link href={href.compte()}>{t.voirDemande}</Link>
      </>
    )}
    {droits.ecrire_services && <Link href={href.offre(structure.id)}>{listingText.manage}</Link>}
    {droits.voir_membres && <Link href={href.membres(structure.id)}>{t.membres}</Link>}
    {!droits.est_membre && !droits.est_en_attente && (
      <Link href={href.rejoindre({ structure: structure.id })}>{t.rejoindre}</Link>
    )}
  </p>
)
