import type { BBox } from '#shared/contract/catalogue.ts'

/** What the screen shows: degrees and Leaflet's zoom. */
export type MapView = { readonly bbox: BBox; readonly zoom: number }

const MARGIN = 0.35
const round = (degrees: number, up: boolean) => (up ? Math.ceil(degrees * 1e4) : Math.floor(degrees * 1e4)) / 1e4

const contains = (outer: BBox, inner: BBox): boolean =>
  outer.ouest <= inner.ouest && outer.est >= inner.est && outer.sud <= inner.sud && outer.nord >= inner.nord

/**
 * The window to ask clusters for: the screen and a margin, so that small moves ask nothing.
 * Returns `asked` itself while it still covers the view.
 */
export const windowFor = (view: MapView, asked: MapView | null): MapView => {
  if (asked !== null && asked.zoom === view.zoom && contains(asked.bbox, view.bbox)) return asked
  const { ouest, sud, est, nord } = view.bbox
  const width = (est - ouest) * MARGIN
  const height = (nord - sud) * MARGIN
  return {
    zoom: view.zoom,
    bbox: {
      ouest: round(Math.max(-180, ouest - width), false),
      sud: round(Math.max(-85, sud - height), false),
      est: round(Math.min(180, est + width), true),
      nord: round(Math.min(85, nord + height), true),
    },
  }
}
