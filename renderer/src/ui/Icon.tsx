/** The drawings of the product: one stroke weight on a 20 × 20 grid. Decorative always: the name is in the text or the label beside. */
const PATHS = {
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13.2 13.2 17 17',
  pin: 'M10 17.5s5.5-4.6 5.5-9A5.5 5.5 0 0 0 4.5 8.500c0 4.4 5.5 9 5.5 9ZM10 6.600a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.5 8 14.5 16 6',
  'chevron-down': 'M5 7.5 10 12.5 15 7.5',
  'chevron-up': 'M5 12.5 10 7.5 15 12.5',
  'chevron-right': 'M7.5 5 12.5 10 7.5 15',
  'chevron-left': 'M12.5 5 7.5 10 12.5 15',
  'arrow-left': 'M16 10H4M9 5l-5 5 5 5',
  star: 'm10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.100l5-.7Z',
  map: 'M7.5 4 2.5 6v10.500l5-2 5 2 5-2V4l-5 2Zm0 0v10.500m5-8.500v10.5',
  list: 'M7 5.500h10M7 10h10M7 14.500h10M3 5.500h.01M3 10h.01M3 14.500h.01',
  filter: 'M3 5h14M5.5 10h9M8 15h4',
  sort: 'M6 4v12m0 0-3-3m3 3 3-3M14 16V4m0 0-3 3m3-3 3 3',
  external: 'M11.5 3.500h5v5M16.5 3.500l-7 7M14 11.500v4a1 1 0 0 1-1 1H4.500a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h4',
  phone:
    'M4.5 3h3l1.5 4-2 1.500a10 10 0 0 0 4.5 4.500l1.5-2 4 1.500v3a1.5 1.5 0 0 1-1.6 1.500A13.5 13.5 0 0 1 3 4.6 1.5 1.5 0 0 1 4.5 3Z',
  mail: 'M3 5h14v10.500H3ZM3 5.500l7 5.5 7-5.5',
  globe:
    'M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM2.5 10h15M10 2.500c2.5 2.2 3 5 3 7.500s-.5 5.3-3 7.500c-2.5-2.2-3-5-3-7.500s.5-5.3 3-7.500Z',
  clock: 'M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM10 6v4.200l2.8 1.8',
  copy: 'M7 7h9.500v9.500H7ZM13 7V3.500H3.500V13H7',
  print: 'M6 7V3h8v4M6 14H3.500V7h13v7H14M6 11.500h8V17H6Z',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  trash: 'M3.5 5.500h13M8 5.500V3.500h4v2M5 5.500l.8 11h8.400l.8-11M8.5 8.500v5M11.5 8.500v5',
  pencil: 'M3.5 16.5 4.3 13 13.5 3.800l2.7 2.700L7 15.700ZM11.7 5.600l2.7 2.7',
  info: 'M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM10 9v4.500M10 6.400h.01',
  warning: 'M10 3 1.8 16.800h16.400ZM10 8v4M10 14.400h.01',
  error: 'M6.9 2.500h6.200l4.4 4.400v6.200l-4.4 4.400H6.900l-4.4-4.400V6.900ZM10 6v4.600M10 13.600h.01',
  settings:
    'M3 6h8M15 6h2M3 14h2M9 14h8M13 4.200a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.600ZM7 12.200a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.600Z',
  help: 'M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM7.8 7.800a2.2 2.2 0 1 1 3.1 2.100c-.6.3-.9.7-.9 1.400v.3M10 13.900h.01',
  document: 'M5 2.500h6.500l4 4v11H5ZM11.5 2.500v4h4M7.5 10.500h5M7.5 13.500h5',
  send: 'M17.5 2.5 9 11M17.5 2.500l-5 15L9 11 2.5 7.500Z',
  remote: 'M3 4.500h14v9H3ZM7 17h6M10 13.500V17',
  clip: 'm15.5 9-6 6a3.3 3.3 0 0 1-4.7-4.700l6.5-6.500a2.2 2.2 0 0 1 3.1 3.100l-6.2 6.200a1.1 1.1 0 0 1-1.5-1.500L12 6.3',
  refresh: 'M16 6.500A7 7 0 1 0 17 10M16.5 3v4h-4',
  target: 'M10 5.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10 2v3.500M10 14.500V18M2 10h3.500M14.5 10H18',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  euro: 'M15 5.200A6 6 0 1 0 15 14.800M3.5 8.500h8M3.5 11.500h7',
  people:
    'M7.5 4a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600ZM2.5 16c0-3 2-4.5 5-4.500s5 1.5 5 4.500M13 4.300a2.6 2.6 0 0 1 0 5M14.5 11.700c2 .5 3 2 3 4.3',
  user: 'M10 3a3.2 3.2 0 1 0 0 6.400A3.2 3.2 0 0 0 10 3ZM4 17c0-3.5 2.3-5.3 6-5.300s6 1.8 6 5.3',
  building: 'M4 17V3h8v14M12 8h4.500v9M2.5 17h15M7 6.500h2M7 10h2M7 13.500h2',
  keyboard: 'M2.5 5h15v10h-15ZM5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M5.5 12h.01M14.5 12h.01M8 12h4',
  lock: 'M4.5 9h11v8h-11ZM7 9V6.500a3 3 0 0 1 6 0V9',
  undo: 'M7 4 3.5 7.5 7 11M3.5 7.500H12a4.5 4.5 0 0 1 0 9H8',
  shield: 'm10 2.5 6 2.200v4.600c0 3.8-2.4 6.5-6 8.2-3.6-1.7-6-4.4-6-8.200V4.700ZM7.3 9.800l2 2 3.5-3.8',
  expand: 'M11.5 3.5h5v5M8.5 16.5h-5v-5M16.5 3.5 11.5 8.5M3.5 16.5l5-5',
  panel: 'M2.5 4h15v12h-15ZM12 4v12',
  offline: 'M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM4.7 15.300 15.3 4.700',
  download: 'M10 3v9.500M6 8.800l4 4 4-4M3.5 16.500h13',
  exchange: 'M6.5 16V4m0 0L3 7.500M6.500 4 10 7.500M13.5 4v12m0 0 3.500-3.500M13.500 16 10 12.500',
  bold: 'M6 3.500h4.800a3.100 3.100 0 0 1 0 6.200H6ZM6 9.700h5.600a3.400 3.400 0 0 1 0 6.800H6Z',
  italic: 'M8.500 3.500h6M5.500 16.500h6M11.500 3.500l-3 13',
  heading: 'M5 3.500v13M15 3.500v13M5 10h10',
  link: 'M8.500 11.500a3.300 3.300 0 0 0 4.700 0l3-3a3.300 3.300 0 0 0-4.700-4.700l-1 1M11.500 8.500a3.300 3.300 0 0 0-4.700 0l-3 3a3.300 3.300 0 0 0 4.700 4.700l1-1',
  history: 'M3.500 10a6.500 6.500 0 1 0 2-4.700L3.500 7.200M3.500 3.500v3.700h3.700M10 6.500V10l2.500 1.500',
  fit: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
} as const

export type IconName = keyof typeof PATHS

type Props = { readonly name: IconName; readonly size?: number; readonly filled?: boolean; readonly className?: string }

/** `<Icon name="star" filled />` */
export const Icon = ({ name, size = 18, filled = false, className = '' }: Props) => (
  <svg
    className={className}
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill={filled ? 'currentColor' : 'none'}
    stroke="currentColor"
    strokeWidth={1.6}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={PATHS[name]} />
  </svg>
)
