import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP of text files, as a publisher's tool would write it. */
export const zipOf = (files: Readonly<Record<string, string>>): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text, 'utf8')
    const packed = deflateRawSync(raw)
    const label = Buffer.from(name, 'utf8')
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(raw), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(raw.length, 22)
    local.writeUInt16LE(label.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 6)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(raw), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(raw.length, 24)
    entry.writeUInt16LE(label.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, label, packed)
    directory.push(entry, label)
    offset += local.length + label.length + packed.length
  }
  const middle = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  const count = Object.keys(files).length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(middle.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, middle, end])
}

/** Twelve stops about Laval (Mayenne), a kilometre apart or more, three to a line but for the two where lines cross. */
const GARE = { lat: 48.0763, lon: -0.7606 }
export const PLACES = {
  /** « A1 », where line 1 begins. */
  depart: { lat: GARE.lat + 0.05, lon: GARE.lon },
  gare: GARE,
  /** « B4 », the end of line 2. */
  hopital: { lat: GARE.lat, lon: GARE.lon + 0.06 },
  /** « C4 », the end of line 3. */
  village: { lat: GARE.lat - 0.08, lon: GARE.lon + 0.06 },
  loin: { lat: GARE.lat + 1, lon: GARE.lon },
}

const at = (dLat: number, dLon: number, around: typeof GARE) =>
  `${(around.lat + dLat).toFixed(5)},${(around.lon + dLon).toFixed(5)}`

/**
 * Line 1: A1 → A2 → A3 → Gare (A4); line 2: Gare (B1, 110 m from A4) → B2 → B3 → Hôpital (B4); line 3: Hôpital (C1, the same place) →
 * C2 → C3 → Village (C4). Working days of 2026 but 14 July; a Sunday trip added on 15 August; a night trip past midnight on Fridays.
 * @param around the station, should the network serve another commune
 */
export const gtfsFiles = (around = GARE): Record<string, string> => ({
  'agency.txt': 'agency_id,agency_name,agency_url,agency_timezone\nT,Réseau d’essai,https://exemple.test,Europe/Paris\n',
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
    `A1,Les Ormes,${at(0.05, 0, around)},0,`,
    `A2,Le Moulin,${at(0.035, 0, around)},0,`,
    `A3,La Poste,${at(0.018, 0, around)},0,`,
    `A4,Gare,${at(0, 0, around)},0,`,
    `B1,Gare nord,${at(0.001, 0, around)},0,`,
    `B2,Mairie,${at(0, 0.02, around)},0,`,
    `B3,"Lycée, entrée",${at(0, 0.04, around)},0,`,
    `B4,Hôpital,${at(0, 0.06, around)},0,`,
    `C1,Hôpital quai 2,${at(0.0001, 0.06, around)},0,`,
    `C2,Le Pont,${at(-0.03, 0.06, around)},0,`,
    `C3,Les Prés,${at(-0.055, 0.06, around)},0,`,
    `C4,Village,${at(-0.08, 0.06, around)},0,`,
  ].join('\n'),
  'routes.txt': 'route_id,route_short_name,route_long_name,route_type\n1,1,,3\n2,2,,3\n3,,Navette 3,3\n',
  'calendar.txt':
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n' +
    'S,1,1,1,1,1,0,0,20260101,20261231\nN,0,0,0,0,1,0,0,20260101,20261231\nD,0,0,0,0,0,0,0,20260101,20261231\n',
  'calendar_dates.txt': 'service_id,date,exception_type\nS,20260714,2\nD,20260815,1\n',
  'trips.txt': 'route_id,service_id,trip_id\n1,S,a7\n1,S,a8\n1,D,a9\n2,S,b7\n2,S,b8\n2,S,b9\n3,S,c8\n3,S,c9\n1,N,nuit\n',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type',
    ...tripRows('a7', ['A1', 'A2', 'A3', 'A4'], ['7:10:00', '7:15:00', '7:20:00', '7:28:00']),
    ...tripRows('a8', ['A1', 'A2', 'A3', 'A4'], ['08:05:00', '08:10:00', '08:15:00', '08:23:00']),
    ...tripRows('a9', ['A1', 'A2', 'A3', 'A4'], ['10:00:00', '10:05:00', '10:10:00', '10:18:00']),
    ...tripRows('b7', ['B1', 'B2', 'B3', 'B4'], ['07:40:00', '07:46:00', '07:52:00', '08:00:00']),
    // Four minutes after line 1: the change asks for five.
    ...tripRows('b8', ['B1', 'B2', 'B3', 'B4'], ['08:27:00', '08:33:00', '08:39:00', '08:47:00']),
    ...tripRows('b9', ['B1', 'B2', 'B3', 'B4'], ['09:10:00', '09:16:00', '09:22:00', '09:30:00']),
    ...tripRows('c8', ['C1', 'C2', 'C3', 'C4'], ['08:10:00', '08:20:00', '08:28:00', '08:36:00']),
    ...tripRows('c9', ['C1', 'C2', 'C3', 'C4'], ['09:40:00', '09:50:00', '09:58:00', '10:06:00']),
    ...tripRows('nuit', ['A4', 'A3', 'A2', 'A1'], ['23:50:00', '24:02:00', '24:10:00', '24:20:00']),
  ].join('\n'),
  'transfers.txt': 'from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA4,B1,2,300\n',
})

const tripRows = (trip: string, stops: readonly string[], times: readonly string[]): readonly string[] =>
  stops.map((stop, index) => `${trip},${times[index]},${times[index]},${stop},${index + 1},0,0`)

export const testGtfs = (around?: typeof GARE): Buffer => zipOf(gtfsFiles(around))
