import { t } from '../../i18n/search.ts'

/** The name of a facet and how many of its values are ticked. */
export const FacetTitle = ({ title, ticked }: { readonly title: string; readonly ticked: number }) => (
  <>
    {title}
    {ticked > 0 && (
      <span className="facet-ticked tabular">
        {ticked}
        <span className="ui-hidden"> {t.ticked(ticked)}</span>
      </span>
    )}
  </>
)
