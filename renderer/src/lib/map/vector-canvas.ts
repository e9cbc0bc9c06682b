import * as L from 'leaflet'
import { levelAt, type Path, type Shape } from './shapes.ts'

/** One way of drawing one layer. Colours and widths are asked at each drawing: they change with theme and zoom. */
export type Brush = {
  readonly shapes: () => Iterable<Shape>
  readonly fill?: (zoom: number) => string
  readonly line?: (zoom: number) => { readonly color: string; readonly width: number }
  readonly opacity?: number
}

/** Part of the view drawn beyond each edge, so that a small pan shows no blank. */
const PADDING = 0.4
const MAX_DENSITY = 2

/**
 * The offline base map on one canvas under everything else. It is drawn at the end of each move, and follows the moves
 * in between by a CSS transform, as Leaflet's own renderers do.
 */
export const createVectorCanvas = (map: L.Map, pane: string, brushes: readonly Brush[]) => {
  const canvas = document.createElement('canvas')
  canvas.className = 'leaflet-zoom-animated'
  canvas.setAttribute('aria-hidden', 'true')
  map.getPane(pane)?.append(canvas)
  const context = canvas.getContext('2d')
  let drawnCentre = map.getCenter()
  let drawnZoom = map.getZoom()

  const trace = (ctx: CanvasRenderingContext2D, path: Path, level: number, scale: number, left: number, top: number) => {
    const points = path.levels[level] ?? path.levels.at(-1)
    if (points === undefined) return
    for (let i = 0; i < points.length; i += 2) {
      const x = (points[i] ?? 0) * scale - left
      const y = (points[i + 1] ?? 0) * scale - top
      if (i === 0) ctx.moveTo(x, y)
      else ctx.lineTo(x, y)
    }
  }

  const draw = () => {
    if (context === null) return
    const size = map.getSize()
    drawnCentre = map.getCenter()
    drawnZoom = map.getZoom()
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round()
    const width = Math.round(size.x * (1 + 2 * PADDING))
    const height = Math.round(size.y * (1 + 2 * PADDING))
    const density = Math.min(MAX_DENSITY, devicePixelRatio)
    L.DomUtil.setPosition(canvas, corner)
    canvas.width = width * density
    canvas.height = height * density
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
    context.setTransform(density, 0, 0, density, 0, 0)
    context.lineJoin = 'round'

    const { x: left, y: top } = map.getPixelOrigin().add(corner)
    const scale = 256 * 2 ** drawnZoom
    const level = levelAt(drawnZoom)
    const seen = ({ west, east, north, south }: Path) =>
      east * scale >= left && west * scale <= left + width && south * scale >= top && north * scale <= top + height

    for (const { shapes, fill, line, opacity = 1 } of brushes) {
      context.globalAlpha = opacity
      const stroke = line?.(drawnZoom)
      if (fill !== undefined) context.fillStyle = fill(drawnZoom)
      if (stroke !== undefined) {
        context.strokeStyle = stroke.color
        context.lineWidth = stroke.width
      }
      for (const { paths } of shapes()) {
        const visible = paths.filter(seen)
        if (visible.length === 0) continue
        context.beginPath()
        // Rings of GeoJSON end where they begin: closePath would only recompute the bounds of everything drawn so far.
        for (const path of visible) trace(context, path, level, scale, left, top)
        if (fill !== undefined) context.fill('evenodd')
        if (stroke !== undefined) context.stroke()
      }
    }
  }

  /** Several layers arriving together are drawn once. */
  let frame = 0
  const redraw = () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(draw)
  }

  /** Where the last drawing belongs when the map is at `centre` and `zoom` (Leaflet's Renderer._updateTransform). */
  const follow = (centre: L.LatLng, zoom: number) => {
    const scale = map.getZoomScale(zoom, drawnZoom)
    const size = map.getSize()
    const panePosition = L.DomUtil.getPosition(map.getPane('mapPane') ?? canvas)
    const origin = map.project(centre, zoom).subtract(size.divideBy(2)).add(panePosition).round()
    const offset = size
      .multiplyBy(0.5 + PADDING)
      .multiplyBy(-scale)
      .add(map.project(drawnCentre, zoom))
      .subtract(origin)
    L.DomUtil.setTransform(canvas, offset, scale)
  }
  map.on('zoomanim', (event) => follow(event.center, event.zoom))
  map.on('zoom', () => follow(map.getCenter(), map.getZoom()))
  map.on('moveend', draw)
  // A map that is removed has no pane any more: what was to be drawn at the next frame must not be.
  map.on('unload', () => cancelAnimationFrame(frame))

  return { redraw }
}
