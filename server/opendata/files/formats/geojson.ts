import type { Row, Table } from '../columns.ts'
import type { FileWriter } from '../writer.ts'

/** RFC 7946: a feature for each record, whole in its properties; its geometry is null where no point is known (§3.2). */

const feature = (row: Row): string => {
  const { id, longitude, latitude } = row
  const geometry = longitude === null || latitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] }
  return JSON.stringify({ type: 'Feature', id, geometry, properties: row })
}

export const geojsonOf =
  ({ rows }: Table): FileWriter['write'] =>
  async (written, sink) => {
    await sink.write('{"type":"FeatureCollection","features":[')
    let count = 0
    for await (const row of rows(written)) await sink.write(`${count++ === 0 ? '\n' : ',\n'}${feature(row)}`)
    await sink.write('\n]}\n')
    return count
  }
